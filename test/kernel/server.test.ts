/** A typed gen_server: what it answers, when it ends and what it is told, as OTP has it. */
import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import {
  type AnyActorRef,
  call,
  cast,
  child,
  noreply,
  ok,
  reply,
  server,
  stop,
  supervise,
} from '../../src/kernel/index.ts';
import { formatExit } from '../../src/model/exit.ts';
import { simple, testSystem } from './support.ts';

const counter = server({
  init: (start: number | undefined) => start ?? 0,
  calls: {
    get: (count) => reply(count),
    add: (count, by: number) => reply(count + by, count + by),
    crash: (count, why: string) => {
      throw new Error(`${why} at ${count}`);
    },
    close: (count) => stop('shutdown:closed', { reply: `closed at ${count}` }),
    drop: () => stop('no_answer'),
  },
  casts: { reset: () => noreply(0), end: () => stop('normal') },
});

describe('a server', () => {
  const build = () => {
    const made = testSystem();
    const handle = made.system.start(child('counter', counter, { input: 40 }));
    return { ...made, handle, ref: handle.ref };
  };

  it('keeps its state from one message to the next, and answers calls', async () => {
    const { ref } = build();
    expect(await call(ref, 'add', 2)).toBe(42);
    expect(await call(ref, 'get')).toBe(42);
    cast(ref, 'reset');
    expect(await call(ref, 'get', undefined, { timeout: '1s' })).toBe(0);
  });

  it('shows its state to observers as its context', () => {
    const { ref } = build();
    const seen: number[] = [];
    ref.subscribe(({ context }) => seen.push(context));
    cast(ref, 'reset');
    expect([...seen, ref.getSnapshot().context]).toEqual([0, 0]);
  });

  it('that crashes rejects its callers with what it threw, also those still waiting behind', async () => {
    const { ref, handle } = build();
    const calls = [call(ref, 'crash', 'boom'), call(ref, 'get')];
    for (const [i, each] of calls.entries())
      await expect(each).rejects.toMatchObject({
        code: 'VIV_STOPPED',
        facts: { path: 'counter', reason: i === 0 ? { crash: 'Error: boom at 40' } : 'noproc' },
      });
    await expect(calls[0]).rejects.toMatchObject({ cause: new Error('boom at 40') });
    expect(await handle.exited).toMatchObject({ crash: 'Error: boom at 40' });
  });

  it('that crashes is an error to its observers, one that stops is complete', () => {
    const seen: unknown[] = [];
    const observer = { error: (error: unknown) => seen.push(error), complete: () => seen.push('complete') };
    const [crashing, stopping] = [build().ref, build().ref];
    crashing.subscribe(observer);
    stopping.subscribe(observer);
    void call(crashing, 'crash', 'boom').catch(() => undefined);
    cast(stopping, 'end');
    expect(seen).toEqual([new Error('boom at 40'), 'complete']);
  });

  it('stops with the reason it gives, and answers first when it gives an answer', async () => {
    const one = build();
    expect(await call(one.ref, 'close')).toBe('closed at 40');
    expect(await one.handle.exited).toBe('shutdown:closed');
    const other = build();
    await expect(call(other.ref, 'drop')).rejects.toMatchObject({ facts: { reason: 'no_answer' } });
    expect(other.log).toEqual(['started counter#1', 'exit counter#1 no_answer']);
  });

  it('that is gone, or was never there, answers noproc at once', async () => {
    const { ref, handle, system } = build();
    await handle.stop();
    await expect(call(ref, 'get')).rejects.toMatchObject({ code: 'VIV_STOPPED', facts: { reason: 'noproc' } });
    await expect(call(system.whereis('nobody', counter), 'get')).rejects.toMatchObject({ facts: { reason: 'noproc' } });
    expect(() => cast(ref, 'reset')).not.toThrow();
  });

  it('is restarted with the state it began with, under the name it had', async () => {
    const { system } = testSystem();
    system.start(child('app', supervise({ children: [child('c', counter, { name: 'counter', input: 1 })] })));
    const before = system.whereis('counter', counter);
    await call(before, 'add', 5);
    await expect(call(before, 'crash', 'boom')).rejects.toMatchObject({ code: 'VIV_STOPPED' });
    const after = system.whereis('counter', counter);
    expect(after).not.toBe(before);
    expect(await call(after, 'get')).toBe(1);
  });

  it('is not found under a name that belongs to another logic', () => {
    const { system } = testSystem();
    system.start(child('other', simple(), { name: 'counter' }));
    expect(() => system.whereis('counter', counter)).toThrow(
      /whereis\("counter"\): expected the logic that other runs/,
    );
  });
});

describe('what a server does not know', () => {
  const { ref } = testSystem().system.start(child('counter', counter, { input: 0 }));
  const anything: AnyActorRef = ref;

  it('a call or a cast of no such name is refused, and says which there are; the server lives on', async () => {
    await expect(call(anything, 'ad', 2)).rejects.toMatchObject({
      code: 'VIV_BAD_CONFIG',
      message: `call(counter): expected 'get' or 'add' or 'crash' or 'close' or 'drop', got string "ad"`,
    });
    expect(() => cast(anything, 'rest')).toThrow("cast(counter): expected 'reset' or 'end'");
    expect(await call(ref, 'get')).toBe(0);
  });

  it('an actor that is no server has neither', async () => {
    const plain = testSystem().system.start(child('plain', simple()));
    await expect(call(plain.ref as AnyActorRef, 'get')).rejects.toThrow(
      'call(plain): expected a server that has calls',
    );
  });

  it.each([
    [
      'a call',
      server({ init: () => 0, calls: { x: (): never => 5 as never } }),
      'call.x: expected to give reply(…), noreply(…) or stop(reason), got number 5',
    ],
    [
      'an event',
      server({ init: () => 0, infos: { go: (): never => reply(1) as never } }),
      'go: expected to give noreply(…), stop(reason) or nothing, got object',
    ],
    [
      'init',
      server({ init: (): number => noreply(0) as never, casts: { go: () => noreply(1) } }),
      'init: expected to give the state, ok(state, …), stop(reason) or ignore, got object',
    ],
    [
      'continue',
      server({ init: (): number => ok(0, { continue: 'load' }) as never }),
      'continue: expected none: the server has no continue callbacks, got string "load"',
    ],
  ])('a result that is none, of %s, is a crash that names it', async (_title, logic, message) => {
    const { system } = testSystem();
    const handle = system.start(child('a', logic));
    const target: AnyActorRef = handle.ref;
    target.send({ type: 'go' });
    target.send({ type: 'call.x' });
    expect(formatExit(await handle.exited)).toContain(message);
  });

  it('a server cannot run outside the kernel', () => {
    const actor = createActor(counter, { input: 1 });
    let seen: unknown;
    actor.subscribe({
      error: (error) => {
        seen = error;
      },
    });
    actor.start();
    expect(seen).toMatchObject({ code: 'VIV_BAD_CONFIG', message: expect.stringContaining('createSystem().start(…)') });
  });
});
