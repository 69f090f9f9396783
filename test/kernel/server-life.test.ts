/** A server's start and end: init, continue and terminate run when gen_server's do. */
import { describe, expect, it } from 'vitest';
import {
  type AnyActorRef,
  call,
  cast,
  child,
  exit,
  ignore,
  link,
  monitor,
  noreply,
  ok,
  reply,
  server,
  stop,
  supervise,
} from '../../src/kernel/index.ts';
import { formatExit } from '../../src/model/exit.ts';
import { childRef, defer, simple, testSystem } from './support.ts';

describe('the start of a server', () => {
  const under = (logic: Parameters<typeof child>[1], name = 'a') => {
    const made = testSystem();
    const app = made.system.start(child('app', supervise({ children: [child(name, logic), child('next', simple())] })));
    return { ...made, app };
  };

  it('is complete when an async init is through; its next sibling starts after that', async () => {
    const gate = defer<string>();
    const { log, app, system } = under(server({ init: () => gate.promise, calls: { get: (state) => reply(state) } }));
    expect([...log, system.tree()[0]?.children?.[0]?.state]).toEqual(['starting']);
    gate.resolve('opened');
    await app.ready;
    expect(log).toEqual(['started app/a#1', 'started app/next#1', 'started app#1']);
  });

  const failures: [string, Parameters<typeof child>[1], string][] = [
    ['init throws', server({ init: () => fail() }), 'crash: Error: no disk'],
    ['init rejects', server({ init: async () => fail() }), 'crash: Error: no disk'],
    ['init stops', server({ init: () => stop('no_disk') }), 'no_disk'],
    ['init stops after a while', server({ init: async () => stop('no_disk') }), 'no_disk'],
  ];
  const fail = (): number => {
    throw new Error('no disk');
  };

  it.each(failures)('fails when %s, and nothing of it remains', async (_title, logic, reason) => {
    const { app, system, log } = under(logic);
    await expect(app.ready).rejects.toMatchObject({ code: 'VIV_START_FAILED' });
    expect(log.filter((line) => line.includes('app/'))).toEqual([`start_failed app/a#1 ${reason}`]);
    expect(system.tree()).toEqual([]);
  });

  it('is a success without a process when init says ignore', async () => {
    const { app, log } = under(server({ init: (): number | typeof ignore => ignore }));
    await app.ready;
    expect(log).toEqual(['ignored app/a#1 normal', 'started app/next#1', 'started app#1']);
  });

  it('goes on with continue, before any message and without keeping its supervisor waiting', async () => {
    const gate = defer<number>();
    const logic = server({
      init: () => ok([] as number[], { continue: 'load' }),
      continue: {
        load: async () => noreply([await gate.promise], { continue: 'check' }),
        check: (all) => noreply([...all, 2]),
      },
      calls: { all: (all) => reply(all) },
    });
    const { app, system } = under(logic);
    await app.ready;
    const all = call(await childRef(app, 'a'), 'all');
    gate.resolve(1);
    expect(await all).toEqual([1, 2]);
    expect(system.tree()[0]?.children?.[0]?.incarnation).toBe(1);
  });

  it('a continue that throws is a crash, not a failed start', async () => {
    const { app, log } = under(
      server({
        init: () => ok(0, { continue: 'load' }),
        continue: {
          load: () => {
            throw new Error('no table');
          },
        },
      }),
    );
    await app.ready.catch(() => undefined);
    expect(log.slice(0, 2)).toEqual(['started app/a#1', 'exit app/a#1 crash: Error: no table']);
  });
});

describe('a server that traps exits', () => {
  const build = (trap = true, cleanup: (reason: string) => void | Promise<void> = () => undefined) => {
    const made = testSystem();
    const heard: string[] = [];
    const logic = server({
      init: (_: unknown, { life }) => {
        life.trapExit(trap);
        return heard;
      },
      calls: {
        get: (all) => reply(all),
        crash: () => Promise.reject(new Error('boom')),
        end: () => stop('shutdown:done'),
      },
      infos: {
        EXIT: (_, { from, reason }) => void heard.push(`EXIT ${from?.id ?? 'nobody'} ${formatExit(reason)}`),
        DOWN: (_, { ref, reason }) => void heard.push(`DOWN ${ref?.id ?? 'nobody'} ${formatExit(reason)}`),
        TEMPERATURE: (_, { degrees }: { degrees: number }) => void heard.push(`${degrees} degrees`),
      },
      terminate: (_, reason) => {
        heard.push(`terminate ${formatExit(reason)}`);
        return cleanup(formatExit(reason));
      },
    });
    const handle = made.system.start(child('a', logic, { shutdown: 1_000 }));
    const other = made.system.start(child('other', simple()));
    return { ...made, heard, handle, ref: handle.ref, other };
  };

  it('hears exit signals, the ends of what it monitors, and any event it has a callback for', async () => {
    const { ref, heard, other } = build();
    link(ref, other.ref);
    monitor(ref, other.ref);
    ref.send({ type: 'TEMPERATURE', degrees: 20 });
    const unknown: AnyActorRef = ref;
    unknown.send({ type: 'NOBODY_KNOWS' });
    await other.kill();
    exit(ref, 'asked');
    expect(heard.toSorted()).toEqual(['20 degrees', 'DOWN other killed', 'EXIT nobody asked', 'EXIT other killed']);
  });

  it('cleans up when it is told to end, after the messages that had come before', async () => {
    const { ref, handle, heard } = build();
    const before = call(ref, 'get');
    const stopped = handle.stop();
    expect(await before).toEqual(['terminate shutdown']);
    expect(await stopped).toBe('shutdown');
    expect(heard).toEqual(['terminate shutdown']);
  });

  it('cleans up when it ends by itself, and when it crashes', async () => {
    const one = build();
    await call(one.ref, 'end').catch(() => undefined);
    const other = build(false);
    await call(other.ref, 'crash').catch(() => undefined);
    expect([...one.heard, ...other.heard]).toEqual(['terminate shutdown:done', 'terminate crash: Error: boom']);
    expect(await one.handle.exited).toBe('shutdown:done');
  });

  it('does not clean up when it is killed; nor, without trapping, when it is told to end', async () => {
    const killed = build();
    await killed.handle.kill();
    const plain = build(false);
    expect(await plain.handle.stop()).toBe('shutdown');
    expect([...killed.heard, ...plain.heard]).toEqual([]);
  });

  it('is waited for while it cleans up; callers who come too late hear why it ended', async () => {
    const gate = defer();
    const { ref, handle, log } = build(true, () => gate.promise);
    const stopped = handle.stop();
    const late = call(ref, 'get');
    expect(log).not.toContain('stopped a#1 shutdown');
    gate.resolve();
    expect(await stopped).toBe('shutdown');
    await expect(late).rejects.toMatchObject({ facts: { reason: 'shutdown' } });
  });

  it('is not cut off in its cleanup by messages that come in masses', async () => {
    const gate = defer();
    const { system } = testSystem();
    const logic = server({
      init: () => 0,
      casts: { end: () => stop('done') },
      terminate: () => gate.promise,
      queue: 0,
    });
    const handle = system.start(child('a', logic));
    for (let i = 0; i < 3; i++) cast(handle.ref, 'end');
    gate.resolve();
    expect(await handle.exited).toBe('done');
  });

  it('is killed when it takes too long to clean up', async () => {
    const { handle, clock } = build(true, () => new Promise(() => undefined));
    const stopped = handle.stop();
    clock.advance(1_000);
    expect(await stopped).toBe('killed');
  });

  it('ends with what its cleanup throws', async () => {
    const { ref, handle } = build(true, () => Promise.reject(new Error('disk full')));
    void call(ref, 'end').catch(() => undefined);
    expect(await handle.exited).toMatchObject({ crash: 'Error: disk full' });
  });
});
