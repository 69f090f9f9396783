import { describe, expect, it } from 'vitest';
import { child, supervise, supervisor } from '../../src/kernel/index.ts';
import { childRef, simple, testSystem, worker } from './support.ts';

describe('a supervisor starts its children', () => {
  it('from left to right, and is up when they all are', async () => {
    const { system, log } = testSystem();
    const app = system.start(child('app', supervise({ children: [child('a', worker()), child('b', worker())] })));
    await app.ready;
    expect(log).toEqual(['started app/a#1', 'started app/b#1', 'started app#1']);
  });

  it('waiting for each child that acknowledges its start', async () => {
    const { system, clock, log } = testSystem();
    const slow = child('slow', simple(), {
      ack: true,
      input: (life) => life.system.timers.after(50, () => life.ack()),
    });
    const app = system.start(child('app', supervise({ children: [slow, child('next', simple())] })));
    clock.advance(49);
    expect(log).toEqual([]);
    clock.advance(1);
    await app.ready;
    expect(log).toEqual(['started app/slow#1', 'started app/next#1', 'started app#1']);
  });

  it('or not at all: when one fails, those before it are stopped and the start is refused with the reason', async () => {
    const { system, clock, log } = testSystem();
    const bad = child('bad', simple(), { ack: true, input: (life) => life.fail('no_disk') });
    const app = system.start(child('app', supervise({ children: [child('a', worker(5)), bad, child('c', worker())] })));
    clock.advance(5);
    await expect(app.ready).rejects.toMatchObject({
      code: 'VIV_START_FAILED',
      facts: { path: 'app', reason: 'shutdown:failed_to_start_child:bad:no_disk' },
    });
    expect(log).toEqual([
      'started app/a#1',
      'start_failed app/bad#1 no_disk',
      'stopped app/a#1 shutdown',
      'start_failed app#1 shutdown:failed_to_start_child:bad:no_disk',
    ]);
    expect(system.tree()).toEqual([]);
  });

  it('and gives up starting at once when told to stop', async () => {
    const { system, log } = testSystem();
    const never = child('never', simple(), { ack: true });
    const app = system.start(child('app', supervise({ children: [child('a', simple()), never] })));
    expect(await app.stop()).toBe('shutdown');
    expect(log).toEqual([
      'started app/a#1',
      'start_failed app/never#1 shutdown',
      'stopped app/a#1 shutdown',
      'start_failed app#1 shutdown',
    ]);
  });
});

describe('a supervisor that is restarted', () => {
  const restarted = async (livesBefore?: () => number): Promise<readonly string[]> => {
    const { system, clock, taken } = testSystem();
    const leaf = child('leaf', worker(), livesBefore === undefined ? {} : { livesBefore });
    const app = system.start(child('app', supervise({ children: [child('sup', supervise({ children: [leaf] }))] })));
    await app.ready;
    const ask = supervisor(app.ref);
    const down = ask.terminateChild('sup');
    clock.advance(10);
    await down;
    taken();
    await ask.restartChild('sup');
    return taken();
  };

  it('counts the lives of its children anew', async () => {
    expect(await restarted()).toEqual(['started app/sup/leaf#1', 'started app/sup#2']);
  });

  it('or on from those they have had, when they tell', async () => {
    expect(await restarted(() => 7)).toEqual(['started app/sup/leaf#8', 'started app/sup#2']);
  });
});

describe('a supervisor stops its children', () => {
  it('in reverse order, waiting for each that cleans up', async () => {
    const { system, clock, taken } = testSystem();
    const children = [child('a', worker(10)), child('b', simple()), child('c', worker(10))];
    const app = system.start(child('app', supervise({ children })));
    taken();
    const stopped = app.stop();
    expect(taken()).toEqual([]);
    clock.advance(10);
    expect(taken()).toEqual(['stopped app/c#1 shutdown', 'stopped app/b#1 shutdown']);
    clock.advance(10);
    expect(taken()).toEqual(['stopped app/a#1 shutdown', 'stopped app#1 shutdown']);
    expect(await stopped).toBe('shutdown');
    expect(clock.pending).toBe(0);
  });

  it('killing one that takes longer than it may', async () => {
    const { system, clock, taken } = testSystem();
    const app = system.start(child('app', supervise({ children: [child('stuck', worker(0), { shutdown: 300 })] })));
    taken();
    void app.stop();
    clock.advance(299);
    expect(taken()).toEqual([]);
    clock.advance(1);
    expect(taken()).toEqual(['stopped app/stuck#1 killed', 'stopped app#1 shutdown']);
  });

  it('at once when they are to be killed brutally', () => {
    const { system, taken } = testSystem();
    const app = system.start(
      child('app', supervise({ children: [child('a', worker(10), { shutdown: 'brutal_kill' })] })),
    );
    taken();
    void app.stop();
    expect(taken()).toEqual(['stopped app/a#1 killed', 'stopped app#1 shutdown']);
  });

  it('even when it is killed itself: nobody is left behind', () => {
    const { system, clock, taken } = testSystem();
    const inner = supervise({ children: [child('leaf', worker(10)), child('plain', simple())] });
    const app = system.start(child('app', supervise({ children: [child('inner', inner)] })));
    taken();
    void app.kill();
    clock.advance(10);
    expect(taken().sort()).toEqual([
      'exit app#1 killed',
      'stopped app/inner#1 killed',
      'stopped app/inner/leaf#1 shutdown',
      'stopped app/inner/plain#1 shutdown',
    ]);
    expect(system.tree()).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});

describe('a supervisor restarts', () => {
  const order = async (strategy: 'one_for_one' | 'one_for_all' | 'rest_for_one') => {
    const { system, taken } = testSystem();
    const children = ['a', 'b', 'c'].map((id) => child(id, simple()));
    const app = system.start(child('app', supervise({ strategy, children })));
    taken();
    (await childRef(app, 'b')).send({ type: 'CRASH' });
    return taken().filter((line) => !line.startsWith('exit') && !line.startsWith('restarting'));
  };

  it('only the child that crashed, one_for_one', async () => {
    expect(await order('one_for_one')).toEqual(['started app/b#2']);
  });

  it('it and those started after it, rest_for_one', async () => {
    expect(await order('rest_for_one')).toEqual(['stopped app/c#1 shutdown', 'started app/b#2', 'started app/c#2']);
  });

  it('all of them, one_for_all', async () => {
    expect(await order('one_for_all')).toEqual([
      'stopped app/c#1 shutdown',
      'stopped app/a#1 shutdown',
      'started app/a#2',
      'started app/b#2',
      'started app/c#2',
    ]);
  });

  it.each([
    ['permanent', 'END', true],
    ['permanent', 'CRASH', true],
    ['transient', 'END', false],
    ['transient', 'CRASH', true],
    ['temporary', 'CRASH', false],
  ] as const)('a %s child that gets %s: %s', async (restart, event, comesBack) => {
    const { system, taken } = testSystem();
    const app = system.start(child('app', supervise({ children: [child('a', worker(), { restart })] })));
    taken();
    (await childRef(app, 'a')).send({ type: event });
    expect(taken().includes('started app/a#2')).toBe(comesBack);
    expect((await supervisor(app.ref).countChildren()).specs).toBe(restart === 'temporary' ? 0 : 1);
  });

  it('only so often: one restart too many within the period and it stops everything and ends with shutdown', async () => {
    const { system, taken } = testSystem();
    const children = [child('a', simple()), child('b', simple())];
    const app = system.start(child('app', supervise({ intensity: 1, period: '5s', children })));
    (await childRef(app, 'a')).send({ type: 'CRASH' });
    taken();
    (await childRef(app, 'a')).send({ type: 'CRASH' });
    expect(await app.exited).toBe('shutdown');
    expect(taken()).toEqual([
      'exit app/a#2 crash: Error: boom',
      'escalated app/a#2 crash: Error: boom',
      'stopped app/b#1 shutdown',
      'exit app#1 shutdown',
    ]);
  });

  it('as often as it takes when the restarts are further apart than the period', async () => {
    const { system, clock } = testSystem();
    const app = system.start(
      child('app', supervise({ intensity: 1, period: 1_000, children: [child('a', simple())] })),
    );
    for (let i = 0; i < 5; i++) {
      (await childRef(app, 'a')).send({ type: 'CRASH' });
      clock.advance(1_001);
    }
    expect(system.tree()[0]?.children?.[0]).toMatchObject({ incarnation: 6, restarts: 5, state: 'running' });
  });
});

describe('with backoff a restart', () => {
  const backoff = { initial: '100ms', max: '1s', jitter: 0, healthyAfter: '5s' } as const; // factor 2, if not said otherwise
  const build = () => {
    const made = testSystem();
    const children = [child('a', simple()), child('b', simple())];
    const app = made.system.start(child('app', supervise({ intensity: 10, period: '60s', backoff, children })));
    const crash = async () => (await childRef(app, 'a')).send({ type: 'CRASH' });
    const node = () => made.system.tree()[0]?.children?.[0];
    return { ...made, app, crash, node };
  };

  it('is immediate the first time and waits longer each further time, as the tree shows', async () => {
    const { clock, crash, node } = build();
    await crash();
    expect(node()).toMatchObject({ state: 'running', incarnation: 2 });
    await crash();
    expect(node()).toMatchObject({ state: 'backoff', backoff: { dueAt: 100 }, incarnation: 2 });
    clock.advance(100);
    expect(node()).toMatchObject({ state: 'running', incarnation: 3 });
    await crash();
    expect(node()).toMatchObject({ state: 'backoff', backoff: { dueAt: 300 } });
  });

  it('is immediate again after a healthy spell', async () => {
    const { clock, crash, node } = build();
    await crash();
    await crash();
    clock.advance(100);
    clock.advance(5_000);
    await crash();
    expect(node()).toMatchObject({ state: 'running', incarnation: 4 });
  });

  it('does not hold up siblings or requests, and is cancelled by terminateChild', async () => {
    const { app, clock, crash, node } = build();
    await crash();
    await crash();
    expect(await supervisor(app.ref).startChild(child('c', simple()))).toHaveProperty('ok.id', 'c');
    expect(await supervisor(app.ref).restartChild('a')).toEqual({ error: 'restarting' });
    expect(await supervisor(app.ref).terminateChild('a')).toEqual({ ok: true });
    expect(clock.pending).toBe(0);
    clock.advance(10_000);
    expect(node()).toMatchObject({ state: 'stopped' });
  });

  it('is forgotten when the supervisor stops', async () => {
    const { app, clock, crash } = build();
    await crash();
    await crash();
    expect(await app.stop()).toBe('shutdown');
    expect(clock.pending).toBe(0);
  });

  it('of all waits for the one that waits longest', async () => {
    const { system, clock, taken } = testSystem();
    const children = [child('a', simple(), { backoff }), child('b', simple())];
    const app = system.start(child('app', supervise({ strategy: 'one_for_all', intensity: 9, children })));
    for (let i = 0; i < 2; i++) (await childRef(app, 'a')).send({ type: 'CRASH' });
    await supervisor(app.ref).startChild(child('c', simple()));
    taken();
    clock.advance(40);
    (await childRef(app, 'c')).send({ type: 'CRASH' });
    clock.advance(59);
    expect(taken().filter((line) => line.startsWith('started'))).toEqual([]);
    clock.advance(1);
    expect(taken().filter((line) => line.startsWith('started'))).toEqual([
      'started app/a#3',
      'started app/b#3',
      'started app/c#2',
    ]);
  });
});

describe('a significant child', () => {
  it('ends its supervisor when it ends for good', async () => {
    const { system } = testSystem();
    const children = [child('main', worker(), { restart: 'transient', significant: true }), child('b', simple())];
    const app = system.start(child('app', supervise({ autoShutdown: 'any_significant', children })));
    (await childRef(app, 'main')).send({ type: 'END' });
    expect(await app.exited).toBe('shutdown');
  });

  it('does not when it is restarted', async () => {
    const { system } = testSystem();
    const children = [child('main', worker(), { restart: 'transient', significant: true })];
    const app = system.start(child('app', supervise({ autoShutdown: 'any_significant', children })));
    (await childRef(app, 'main')).send({ type: 'CRASH' });
    expect(system.tree()[0]?.children?.[0]).toMatchObject({ state: 'running', incarnation: 2 });
  });
});
