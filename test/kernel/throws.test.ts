/** A throw anywhere is an exit reason: never an uncaught exception, never an orphan, never a throw into the sender. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AnyActorLogic,
  createMachine,
  fromCallback,
  fromObservable,
  fromPromise,
  fromTransition,
  sendTo,
} from 'xstate';
import { child, type Handle, supervise } from '../../src/kernel/index.ts';
import { childRef, simple, testSystem } from './support.ts';

const boom = (): never => {
  throw new Error('boom');
};

const uncaught: unknown[] = [];
const note = (error: unknown): void => void uncaught.push(error);

beforeEach(() => {
  uncaught.length = 0;
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
});

afterEach(async () => {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
  process.off('uncaughtException', note);
  process.off('unhandledRejection', note);
  expect(uncaught).toEqual([]);
});

const ticks = async (): Promise<void> => {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
};

describe('a child whose start throws fails to start', () => {
  const starts: Record<string, AnyActorLogic> = {
    'in a callback': fromCallback(boom),
    'in the synchronous part of a promise': fromPromise(boom),
    'in an entry action': createMachine({ entry: boom }),
    'in the context of a machine': createMachine({ context: boom }),
    'in the initial state of a transition': fromTransition((state) => state, boom),
    'in an observable': fromObservable(boom),
    'after it has invoked others': createMachine({ invoke: { src: simple() }, entry: boom }),
  };

  it.each(Object.entries(starts))('%s', async (_title, logic) => {
    const { system, log } = testSystem();
    const app = system.start(child('app', supervise({ children: [child('a', logic)] })));
    await expect(app.ready).rejects.toMatchObject({ code: 'VIV_START_FAILED' });
    expect(log[0]).toBe('start_failed app/a#1 crash: Error: boom');
  });

  it('in its input', async () => {
    const { system, log } = testSystem();
    const app = system.start(child('app', simple(), { input: boom }));
    await expect(app.ready).rejects.toMatchObject({ cause: new Error('boom') });
    expect(log).toEqual(['start_failed app#1 crash: Error: boom']);
  });
});

describe('a running child that throws crashes and is restarted', () => {
  const crashing: Record<string, AnyActorLogic> = {
    'in an action': createMachine({ on: { GO: { actions: boom } } }),
    'in a guard': createMachine({ on: { GO: { guard: boom } } }),
    'in an entry action': createMachine({ initial: 'a', states: { a: { on: { GO: 'b' } }, b: { entry: boom } } }),
    'in a machine it invokes, unhandled': createMachine({
      invoke: { id: 'kid', src: createMachine({ on: { GO: { actions: boom } } }) },
      on: { GO: { actions: sendTo('kid', { type: 'GO' }) } },
    }),
    'in a delayed transition': createMachine({
      initial: 'a',
      states: { a: { on: { GO: 'b' } }, b: { after: { 5: { actions: boom } } } },
    }),
    'in a callback listener': fromCallback(({ receive }) => receive(boom)),
    'in a transition function': fromTransition((state, event) => (event.type === 'GO' ? boom() : state), 0),
    'sending to an actor that does not exist': createMachine({
      on: { GO: { actions: sendTo('nobody', { type: 'X' }) } },
    }),
  };

  it.each(Object.entries(crashing))('%s', async (_title, logic) => {
    const { system, clock, log } = testSystem();
    const app = system.start(child('app', supervise({ children: [child('a', logic)] })));
    const ref = await childRef(app, 'a');
    expect(() => ref.send({ type: 'GO' })).not.toThrow();
    clock.advance(5);
    expect(log.filter((line) => line.includes('app/a'))).toEqual([
      'started app/a#1',
      expect.stringMatching(/^exit app\/a#1 crash: Error: /),
      expect.stringMatching(/^restarting app\/a#1/),
      'started app/a#2',
    ]);
  });

  it('when a promise rejects', async () => {
    const { system, log } = testSystem();
    const logic = fromPromise(async () => boom());
    system.start(child('app', supervise({ intensity: 0, children: [child('a', logic)] })));
    await ticks();
    expect(log).toContain('exit app/a#1 crash: Error: boom');
  });

  it('also when its cleanup throws while it is stopped', async () => {
    const { system, log } = testSystem();
    const app = system.start(child('app', simple(boom)));
    expect(await app.stop()).toBe('shutdown');
    expect(log).toEqual(['started app#1', 'stopped app#1 shutdown']);
  });
});

describe('nobody is left behind', () => {
  const kid = (log: string[]) =>
    fromCallback(() => {
      log.push('kid up');
      return () => log.push('kid down');
    });

  it('when a machine throws in its own action, the actors it had invoked stop', async () => {
    const { system } = testSystem();
    const log: string[] = [];
    const parent = createMachine({ invoke: { src: kid(log) }, on: { GO: { actions: boom } } });
    const app: Handle = system.start(child('app', parent));
    app.ref.send({ type: 'GO' });
    await app.exited;
    expect(log).toEqual(['kid up', 'kid down']);
  });

  it('nor when that machine is itself invoked and its parent handles the error', async () => {
    const { system } = testSystem();
    const log: string[] = [];
    const inner = createMachine({ invoke: { src: kid(log) }, on: { GO: { actions: boom } } });
    const outer = createMachine({
      invoke: { id: 'inner', src: inner, onError: {} },
      on: { GO: { actions: sendTo('inner', { type: 'GO' }) } },
    });
    const app: Handle = system.start(child('app', outer));
    app.ref.send({ type: 'GO' });
    expect(log).toEqual(['kid up', 'kid down']);
    expect(system.tree()).toMatchObject([{ state: 'running' }]);
  });
});

describe('an onlooker that throws harms nobody', () => {
  it('a subscriber, also one without an error callback when the actor crashes', async () => {
    const { system, faults } = testSystem();
    const app = system.start(
      child('app', supervise({ children: [child('a', createMachine({ on: { GO: { actions: boom } } }))] })),
    );
    const ref = await childRef(app, 'a');
    ref.subscribe(boom);
    ref.send({ type: 'HELLO' });
    ref.send({ type: 'GO' });
    await ticks();
    expect(faults).toEqual(['an observer of app/a: Error: boom']);
  });

  it('an inspector, a lifecycle hook, a dead-letter hook', async () => {
    const { system, faults } = testSystem({ inspect: boom, onLifecycle: boom, onDeadLetter: boom });
    const app = system.start(child('app', simple()));
    await app.stop();
    app.ref.send({ type: 'LATE' });
    expect(new Set(faults.map((fault) => fault.split(':')[0]))).toEqual(
      new Set(['inspect', 'onLifecycle', 'onDeadLetter']),
    );
    expect(system.deadLetters).toBe(1);
  });

  it('the function of a timer', () => {
    const { system, clock, faults } = testSystem();
    const fired: number[] = [];
    system.timers.after(10, boom);
    system.timers.after(10, () => fired.push(clock.now()));
    clock.advance(10);
    expect(faults).toHaveLength(1);
    expect(fired).toEqual([10]);
  });
});
