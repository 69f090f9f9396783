/** Elixir's tasks: a function's run under a supervisor, with its result once, and without orphans. */
import { describe, expect, it } from 'vitest';
import { child, noreply, server, supervise, task } from '../../src/kernel/index.ts';
import { formatExit } from '../../src/model/exit.ts';
import { defer, simple, testSystem } from './support.ts';
import { boom, build, patient } from './task-support.ts';

describe('a task', () => {
  it('is awaited for its result, and then it is gone', async () => {
    const { under, running, log } = build();
    const sum = under.async(async function add() {
      return 2 + 3;
    });
    expect(running()).toBe(1);
    expect(await sum.await()).toBe(5);
    expect(await sum.yield()).toEqual({ ok: 5 });
    expect(await sum.shutdown()).toEqual({ ok: 5 });
    expect(running()).toBe(0);
    expect(log).toContain('exit jobs/add#1 normal');
  });

  it('may give anything, also what looks like an exit', async () => {
    const { under, log } = build();
    expect(await under.async(() => ({ exit: 'door' })).await()).toEqual({ exit: 'door' });
    expect(await under.async(() => undefined).yield()).toEqual({ ok: undefined });
    expect(log.filter((line) => line.startsWith('exit'))).toEqual([
      'exit jobs/task#1 normal',
      'exit jobs/task#1 normal',
    ]);
  });

  it('that crashes is not restarted: await throws, yield says it as data', async () => {
    const { under, running } = build();
    const crashed = under.asyncNolink(boom);
    await expect(crashed.await()).rejects.toMatchObject({
      code: 'VIV_STOPPED',
      message: 'task boom ended without a result: crash: TypeError: boom',
      cause: new TypeError('boom'),
    });
    expect(await crashed.yield()).toMatchObject({ exit: { crash: 'TypeError: boom' } });
    expect(running()).toBe(0);
  });

  it('whose function throws at once crashes in the same way', async () => {
    const { under } = build();
    const crashed = under.asyncNolink(() => {
      throw new Error('at once');
    });
    expect(await crashed.yield()).toMatchObject({ exit: { crash: 'Error: at once' } });
  });

  it('can be asked how it is: yield gives nothing after the timeout, and the task lives on', async () => {
    const { under, clock, running } = build();
    const { fn, gate } = patient();
    const slow = under.asyncNolink(fn);
    const early = slow.yield('1s');
    clock.advance(1_000);
    expect(await early).toBeUndefined();
    expect(running()).toBe(1);
    gate.resolve('late');
    expect(await slow.yield(0)).toEqual({ ok: 'late' });
    expect(clock.pending).toBe(0);
  });

  it('ends when await gives up, unless it is on its own', async () => {
    const { under, clock, running } = build();
    const [mine, own] = [patient(), patient()];
    const awaits = [under.async(mine.fn).await('1s'), under.asyncNolink(own.fn).await('1s')];
    const refused = awaits.map((each) => expect(each).rejects.toMatchObject({ code: 'VIV_CALL_TIMEOUT' }));
    clock.advance(1_000);
    await Promise.all(refused);
    expect([mine.heard, own.heard]).toEqual([['told'], []]);
    expect(running()).toBe(1);
  });

  it('can be a child like any other', async () => {
    const { system, log } = testSystem();
    let runs = 0;
    const migrate = task(() => {
      if (++runs === 1) throw new Error('no connection');
    });
    const app = system.start(
      child('app', supervise({ children: [child('migrate', migrate, { restart: 'transient' })] })),
    );
    await app.ready;
    for (let i = 0; i < 5; i++) await Promise.resolve();
    expect(log.filter((line) => line.includes('migrate'))).toEqual([
      'started app/migrate#1',
      'exit app/migrate#1 crash: Error: no connection',
      'restarting app/migrate#1 crash: Error: no connection',
      'started app/migrate#2',
      'exit app/migrate#2 normal',
    ]);
  });
});

describe('a task that is shut down', () => {
  it('is told by its signal, and waited for', async () => {
    const { under, running } = build();
    const { fn, heard } = patient();
    expect(await under.asyncNolink(fn).shutdown()).toBeUndefined();
    expect(heard).toEqual(['told']);
    expect(running()).toBe(0);
  });

  it('is killed when it takes longer than its grace', async () => {
    const { under, clock } = build();
    const stopping = under.asyncNolink(patient(new Promise(() => undefined)).fn).shutdown('2s');
    clock.advance(2_000);
    expect(await stopping).toEqual({ exit: 'killed' });
  });

  it('is killed at once without any', async () => {
    const { under, running } = build();
    const { fn } = patient(new Promise(() => undefined));
    expect(await under.asyncNolink(fn).shutdown('brutal_kill')).toBeUndefined();
    expect(running()).toBe(0);
  });

  it('gives the result that comes all the same, or had come', async () => {
    const { under } = build();
    const stubborn = under.asyncNolink(
      ({ signal }) =>
        new Promise<string>((resolve) => {
          signal.addEventListener('abort', () => resolve('just in time'));
        }),
    );
    expect(await stubborn.shutdown()).toEqual({ ok: 'just in time' });
  });

  it('before it has begun never begins', async () => {
    const { under, jobs, system } = build();
    let ran = false;
    const made = system.start(
      child(
        'starter',
        server({
          init: () => 0,
          casts: {
            go: () => {
              void under
                .asyncNolink(() => {
                  ran = true;
                })
                .shutdown();
            },
          },
        }),
      ),
    );
    made.ref.send({ type: 'cast.go', message: undefined });
    await jobs.stop();
    expect(ran).toBe(false);
  });

  it('ends with its supervisor, which waits for it', async () => {
    const { under, jobs, log } = build();
    const cleaned = defer();
    const { fn } = patient(cleaned.promise);
    const running = under.asyncNolink(fn);
    const stopped = jobs.stop();
    expect(log).not.toContain('stopped jobs#1 shutdown');
    cleaned.resolve();
    expect(await stopped).toBe('shutdown');
    expect(await running.yield()).toEqual({ exit: 'shutdown' });
  });
});

describe('a task that cannot start', () => {
  it('ends with the reason', async () => {
    const { under, jobs } = build({ maxChildren: 1 });
    void under.asyncNolink(patient().fn);
    expect(await under.asyncNolink(boom).yield()).toEqual({ exit: 'max_children' });
    await jobs.kill();
    expect(await under.asyncNolink(boom).yield()).toEqual({ exit: 'noproc' });
  });
});

describe('a task and its caller', () => {
  const withCaller = () => {
    const made = build();
    const caller = made.system.start(child('caller', simple()));
    return { ...made, caller };
  };

  it('end together when the task crashes', async () => {
    const { under, caller } = withCaller();
    under.async(boom, { caller: caller.ref });
    expect(formatExit(await caller.exited)).toBe('crash: TypeError: boom');
  });

  it('end together when the caller does', async () => {
    const { under, caller, running } = withCaller();
    const { fn, heard } = patient();
    const mine = under.async(fn, { caller: caller.ref });
    await caller.kill();
    expect(await mine.yield()).toEqual({ exit: 'killed' });
    expect([heard, running()]).toEqual([['told'], 0]);
  });

  it('do not disturb each other when the task ends well', async () => {
    const { under, caller, system } = withCaller();
    await under.async(() => 1, { caller: caller.ref }).await();
    expect(system.tree()).toMatchObject([{ id: 'jobs' }, { id: 'caller', state: 'running' }]);
  });

  it('a server waits for its tasks and keeps serving with the answer', async () => {
    const { under, system } = build();
    const got: number[] = [];
    const logic = server({
      init: () => 0,
      casts: {
        work: async (_, __: undefined, { life }) => {
          got.push(await under.async(async () => 7, { caller: life.self() }).await());
          return noreply(7);
        },
      },
    });
    const { ref } = system.start(child('boss', logic));
    ref.send({ type: 'cast.work', message: undefined });
    for (let i = 0; i < 20; i++) await Promise.resolve();
    expect([got, ref.getSnapshot().context]).toEqual([[7], 7]);
  });
});
