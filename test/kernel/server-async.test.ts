/** A server whose callbacks take their time, and one that answers later: still one message at a time. */
import { describe, expect, it } from 'vitest';
import { type CallScope, call, cast, child, type From, noreply, reply, server } from '../../src/kernel/index.ts';
import { defer, testSystem } from './support.ts';

describe('a server that calls itself', () => {
  it('is told so at once, instead of waiting for itself until the deadline', async () => {
    const own = server({
      init: () => 7,
      calls: {
        get: (state) => reply(state),
        mine: async (_, __: undefined, { life }) => {
          const mine = call<number>(life.self(), (reply) => ({ type: 'call.get', from: { reply } }));
          return reply(await mine.catch((error: unknown) => error));
        },
      },
    });
    const { system, clock } = testSystem();
    const { ref } = system.start(child('own', own));
    expect(await call(ref, 'mine')).toMatchObject({
      code: 'VIV_WOULD_DEADLOCK',
      message: 'own cannot wait for an answer of its own: it answers when the callback that waits is through',
      facts: { path: 'own', reason: 'calling_self' },
    });
    expect(clock.now()).toBe(0);
    expect(await call(ref, 'get')).toBe(7);
  });
});

describe('what a callback gives', () => {
  it('is awaited also when it is no Promise, but can be awaited: a query that runs then', async () => {
    const query = <T>(value: T): PromiseLike<T> => {
      const found = Promise.resolve(value);
      // biome-ignore lint/suspicious/noThenProperty: that is what is tested
      return { then: (...both) => found.then(...both) };
    };
    const users = server({
      init: () => query(['ann']),
      calls: { count: (names) => query(reply(names.length)) },
    });
    const handle = testSystem().system.start(child('users', users));
    await handle.ready;
    expect(await call(handle.ref, 'count')).toBe(1);
  });
});

describe('the signal of a scope', () => {
  it('is aborted when it is first asked for after the end of the server', async () => {
    const { system } = testSystem();
    const [gate, over] = [defer(), defer<unknown>()];
    const late = server({
      init: () => 0,
      casts: {
        go: async (_state, _: undefined, scope) => {
          await gate.promise;
          over.resolve(scope.signal.reason);
        },
      },
    });
    const { ref, kill } = system.start(child('late', late));
    cast(ref, 'go');
    await kill();
    gate.resolve();
    expect(await over.promise).toMatchObject({ code: 'VIV_STOPPED', message: 'late ended: noproc' });
  });
});

describe('an async callback', () => {
  const build = () => {
    const made = testSystem();
    const log: string[] = [];
    const gates = { a: defer(), b: defer() };
    const logic = server({
      init: () => log,
      calls: {
        wait: async (_, gate: 'a' | 'b', { signal }) => {
          log.push(`${gate} begins`);
          signal.addEventListener('abort', () => log.push(`${gate} aborted: ${signal.reason.message}`));
          await gates[gate].promise;
          log.push(`${gate} ends`);
          return reply(gate);
        },
        now: () => reply('now'),
      },
      casts: { note: (_, text: string) => void log.push(text) },
      queue: 2,
    });
    const handle = made.system.start(child('slow', logic));
    return { ...made, log, gates, handle, ref: handle.ref };
  };

  it('keeps the next message waiting until it is through', async () => {
    const { ref, gates, log } = build();
    const first = call(ref, 'wait', 'a');
    const second = call(ref, 'wait', 'b');
    cast(ref, 'note', 'noted');
    gates.b.resolve();
    expect(log).toEqual(['a begins']);
    gates.a.resolve();
    expect([await first, await second]).toEqual(['a', 'b']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'noted']);
  });

  it('that rejects crashes the server', async () => {
    const { ref, gates, handle } = build();
    const waiting = call(ref, 'wait', 'a');
    const behind = call(ref, 'now');
    gates.a.reject(new TypeError('no such table'));
    await expect(waiting).rejects.toMatchObject({ facts: { reason: { crash: 'TypeError: no such table' } } });
    await expect(behind).rejects.toMatchObject({ facts: { reason: { crash: 'TypeError: no such table' } } });
    expect(await handle.exited).toMatchObject({ crash: 'TypeError: no such table' });
  });

  it('hears by its signal that the server is killed; what it does then has no effect', async () => {
    const { ref, gates, handle, log, system } = build();
    const waiting = call(ref, 'wait', 'a');
    const rejected = expect(waiting).rejects.toMatchObject({ facts: { reason: 'killed' } });
    expect(await handle.kill()).toBe('killed');
    gates.a.resolve();
    await rejected;
    await gates.a.promise;
    expect(log).toEqual(['a begins', 'a aborted: slow ended: killed', 'a ends']);
    expect(system.deadLetters).toBe(0);
  });

  it('goes on after its caller has given up, and the late answer reaches nobody', async () => {
    const { ref, gates, clock } = build();
    const waiting = call(ref, 'wait', 'a', { timeout: '1s' });
    clock.advance(1_000);
    await expect(waiting).rejects.toMatchObject({ code: 'VIV_CALL_TIMEOUT' });
    gates.a.resolve();
    expect(await call(ref, 'now')).toBe('now');
  });

  it('does not let more wait than the queue holds: the server ends, and all that waited hear of it', async () => {
    const { ref, handle } = build();
    const waiting = [call(ref, 'wait', 'a'), call(ref, 'now'), call(ref, 'now'), call(ref, 'now')];
    for (const each of waiting) await expect(each).rejects.toMatchObject({ facts: { reason: 'queue_full' } });
    expect(await handle.exited).toBe('queue_full');
  });
});

describe('an answer that comes later', () => {
  const rooms = server({
    init: () => new Map<string, From<number>>(),
    calls: {
      join: (waiting, room: string, { from }: CallScope<number>) => noreply(new Map(waiting).set(room, from)),
      waiting: (waiting) => reply(waiting.size),
    },
    casts: {
      open: (waiting, room: string) => {
        waiting.get(room)?.reply(7);
        waiting.get(room)?.reply(8);
      },
    },
  });

  it('is given by the from of the call, once, while the server serves others', async () => {
    const { ref } = testSystem().system.start(child('rooms', rooms));
    const joined: Promise<number> = call(ref, 'join', 'blue');
    expect(await call(ref, 'waiting')).toBe(1);
    cast(ref, 'open', 'blue');
    expect(await joined).toBe(7);
  });
});
