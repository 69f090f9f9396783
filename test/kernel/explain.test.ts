/** What supervisors decided, as data and in words, by asking a system for it afterwards. */
import { describe, expect, it } from 'vitest';
import type { AnyActorRef } from 'xstate';
import {
  type ChildSpec,
  child,
  dynamicSupervisor,
  fromCallback,
  type Handle,
  type Life,
  type SuperviseOptions,
  supervise,
  supervisor,
} from '../../src/kernel/index.ts';
import { childRef, simple, testSystem, worker } from './support.ts';

/** `app` with these children, on a clock that stands still, and what it has to say. */
function app(children: readonly ChildSpec[], options: Omit<SuperviseOptions, 'children'> = {}) {
  const made = testSystem();
  const handle = made.system.start(child('app', supervise({ ...options, children })));
  const said = (name?: string): string[] => made.system.explain(name).map((each) => each.sentence);
  const send = async (id: string, type: string) => (await childRef(handle, id)).send({ type });
  return { ...made, handle, said, send, crash: (id: string) => send(id, 'CRASH') };
}

/** Comes up `good` times, then its starts fail. */
const failsAfter = (good: number): ChildSpec =>
  child('db', fromCallback(simpleCrash), {
    ack: true,
    input: (life: Life) => (life.incarnation > good ? life.fail('no_disk') : life.ack()),
  });
const simpleCrash = ({ receive }: { receive: (listener: (event: { type: string }) => void) => void }): void =>
  receive(() => {
    throw new Error('boom');
  });

describe('a restart is explained by', () => {
  it('its count, the child and its reason', async () => {
    const { said, crash } = app([child('a', simple())]);
    await crash('a');
    expect(said()).toEqual(['restart 1 of 1 in 5 s of `a`: crash Error: boom']);
  });

  it('the siblings that are restarted with it, and those that only stop', async () => {
    const children = ['a', 'b', 'c'].map((id) => child(id, simple()));
    const spare = child('spare', simple(), { restart: 'temporary' });
    const { said, crash } = app([...children, spare], { strategy: 'rest_for_one', intensity: 3, period: '1m' });
    await crash('b');
    expect(said()).toEqual([
      'restart 1 of 3 in 60 s of `b`: crash Error: boom; `rest_for_one`, so `c` too; stops `spare` for good',
    ]);
  });

  it('its backoff', async () => {
    const backoff = { initial: 400, max: 60_000, factor: 5, jitter: 0, healthyAfter: 60_000 };
    const { said, crash, clock } = app([child('a', simple())], { intensity: 9, period: '10m', backoff });
    await crash('a');
    await crash('a');
    clock.advance(400);
    await crash('a');
    expect(said()).toEqual([
      'restart 1 of 9 in 10 min of `a`: crash Error: boom',
      'restart 2 of 9 in 10 min of `a`: crash Error: boom; waits 400 ms',
      'restart 3 of 9 in 10 min of `a`: crash Error: boom; waits 2 s',
    ]);
  });

  it('the data it was decided from', async () => {
    const { system, clock, crash } = app([child('a', simple()), child('b', simple())], { strategy: 'one_for_all' });
    clock.advance(70);
    await crash('a');
    expect(system.explain()).toEqual([
      {
        outcome: 'restart',
        at: 70,
        wall: clock.wall(),
        supervisor: 'app',
        path: 'app/a',
        id: 'a',
        incarnation: 1,
        reason: { crash: 'Error: boom' },
        restart: 'permanent',
        strategy: 'one_for_all',
        attempt: 1,
        intensity: 1,
        periodMs: 5_000,
        delayMs: 0,
        stops: { ids: ['b'], more: 0 },
        starts: { ids: ['b'], more: 0 },
        sentence: 'restart 1 of 1 in 5 s of `a`: crash Error: boom; `one_for_all`, so `b` too',
      },
    ]);
  });

  it('some of its siblings when there are a great many', async () => {
    const children = Array.from({ length: 1_000 }, (_, i) => child(`c${i}`, simple()));
    const { system, said, crash } = app(children, { strategy: 'one_for_all' });
    await crash('c0');
    expect(said()[0]).toMatch(/`one_for_all`, so `c1`, `c2`, `c3`, `c4`, `c5` and 994 more too$/);
    const [decision] = system.explain();
    const stops = decision?.outcome === 'restart' ? decision.stops : { ids: [], more: 0 };
    expect(stops.ids.slice(0, 2)).toEqual(['c999', 'c998']);
    expect([stops.ids.length, stops.more]).toEqual([100, 900]);
  });
});

describe('it is explained why', () => {
  it('a child stays down', async () => {
    const { said, send, crash } = app([
      child('a', worker(), { restart: 'transient' }),
      child('b', worker(), { restart: 'temporary' }),
    ]);
    await send('a', 'END');
    await crash('b');
    expect(said()).toEqual([
      'no restart of `a`: shutdown; a `transient` child comes back from abnormal ends only',
      'no restart of `b`: crash Error: boom; a `temporary` child never comes back',
    ]);
  });

  it('a temporary child that is done needs no word', async () => {
    const { said, send } = app([child('a', worker(), { restart: 'temporary' })]);
    await send('a', 'END');
    expect(said()).toEqual([]);
  });

  it('a supervisor gives up', async () => {
    const { said, crash } = app([child('a', simple()), child('b', simple()), child('c', simple())]);
    await crash('b');
    await crash('b');
    expect(said('b').at(-1)).toBe(
      'one restart too many, 2 in 5 s where 1 is allowed: `b` ended with crash Error: boom; so `app` gives up and stops `c`, `a`',
    );
  });

  it('a supervisor shuts itself down', async () => {
    const main = child('main', worker(), { restart: 'transient', significant: true });
    const { said, send } = app([child('log', simple()), main], { autoShutdown: 'any_significant' });
    await send('main', 'END');
    expect(said()).toEqual([
      '`app` shuts down and stops `log`: `main` is significant and ended with shutdown (`any_significant`)',
    ]);
  });

  it('a supervisor did not start', async () => {
    const { said, handle } = app([child('a', simple()), failsAfter(0)]);
    await expect(handle.ready).rejects.toThrow('no_disk');
    expect(said()).toEqual(['`db` did not start: no_disk; so `app` does not start and stops `a`']);
  });

  it('a restart failed and was tried again', async () => {
    const { said, crash } = app([failsAfter(1)], { intensity: 2 });
    await crash('db');
    expect(said()).toEqual([
      'restart 1 of 2 in 5 s of `db`: crash Error: boom',
      'restart of `db` failed: no_disk; it will be tried again',
      'restart 2 of 2 in 5 s of `db`: no_disk',
      'restart of `db` failed: no_disk; it will be tried again',
      'one restart too many, 3 in 5 s where 2 are allowed: `db` ended with no_disk; so `app` gives up',
    ]);
  });

  it('a start on request failed', async () => {
    const { said, handle } = app([]);
    await supervisor(handle.ref).startChild(failsAfter(0));
    expect(said()).toEqual(['`db` did not start: no_disk; `startChild` says so and does not try again']);
  });

  it('a child was terminated, or its restart called off, on request', async () => {
    const backoff = { initial: 400, max: 60_000, factor: 5, jitter: 0, healthyAfter: 60_000 };
    const children = [child('a', simple()), child('b', simple()), child('t', simple(), { restart: 'temporary' })];
    const { said, crash, handle } = app(children, { backoff, intensity: 9 });
    const { terminateChild } = supervisor(handle.ref);
    await crash('b');
    await crash('b');
    for (const id of ['a', 'b', 't', 'a']) await terminateChild(id);
    expect(said().filter((sentence) => sentence.includes('terminateChild'))).toEqual([
      '`a` stops: `terminateChild`; it stays down until `restartChild`',
      'the restart of `b` is called off: `terminateChild`; it stays down until `restartChild`',
      '`t` stops: `terminateChild`; it is forgotten',
    ]);
  });

  it('all stopped, and in which order', async () => {
    const { said, handle } = app(['a', 'b', 'c'].map((id) => child(id, simple())));
    await handle.stop();
    expect(said()).toEqual(['`app` is told to end with shutdown and stops `c`, `b`, `a`']);
  });
});

describe('asked for a name, a system tells', () => {
  const tree = () => {
    const inner = supervise({
      strategy: 'one_for_all',
      children: [child('worker:ml/1', simple()), child('queue', simple())],
    });
    const made = testSystem();
    const handle = made.system.start(child('app', supervise({ children: [child('pool:ml', inner)] })));
    const count = (name: string): number => made.system.explain(name).length;
    const pool = (): Promise<AnyActorRef> => childRef(handle, 'pool:ml');
    return { count, crash: async () => (await childRef(await pool(), 'worker:ml/1')).send({ type: 'CRASH' }) };
  };

  it.each([
    ['the path of the child', 'app/pool:ml/worker:ml/1', 1],
    ['its id alone', 'worker:ml/1', 1],
    ['whatever it is part of', 'pool:ml', 1],
    ['the root', 'app', 1],
    ['a sibling that was restarted with it', 'queue', 1],
    ['somebody else', 'worker:ml/2', 0],
    ['the beginning of an id', 'worker', 0],
  ])('%s', async (_, name, expected) => {
    const { count, crash } = tree();
    await crash();
    expect(count(name)).toBe(expected);
  });
});

describe('what is remembered', () => {
  it('is the last 1,024 decisions; how many were before them is told', async () => {
    const { system, said, handle } = app([]);
    const sup = supervisor(handle.ref);
    for (let i = 0; i < 1_030; i++) {
      await sup.startChild(child(`n${i}`, simple(), { restart: 'temporary' }));
      await sup.terminateChild(`n${i}`);
    }
    expect(said()).toHaveLength(1_024);
    expect(said()[0]).toContain('`n6`');
    expect(said().at(-1)).toContain('`n1029`');
    expect(system.decisionsForgotten).toBe(6);
  });

  it('does not hold on to errors', async () => {
    const { system, crash } = app([child('a', simple())]);
    await crash('a');
    expect(JSON.stringify(system.explain())).toContain('"reason":{"crash":"Error: boom"}');
    expect(system.explain()[0]).not.toHaveProperty('reason.error');
  });

  it('costs the children of a dynamic supervisor nothing as they come and go', async () => {
    const made = testSystem();
    const handle: Handle = made.system.start(child('app', dynamicSupervisor()));
    for (let i = 0; i < 10; i++) {
      const started = await supervisor(handle.ref).startChild(child('t', worker(), { restart: 'temporary' }));
      if ('ok' in started) started.ok?.send({ type: 'END' });
    }
    expect(made.system.explain()).toEqual([]);
  });
});
