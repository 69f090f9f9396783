/** A throw anywhere is an exit reason: never an uncaught exception, never an orphan, never a throw into the sender. */
import { describe, expect, it } from 'vitest';
import {
  type AnyActorLogic,
  assign,
  createMachine,
  fromCallback,
  fromEventObservable,
  fromObservable,
  fromPromise,
  fromTransition,
  type Observer,
  raise,
  sendTo,
  spawnChild,
} from 'xstate';
import { child, type Handle, supervise } from '../../src/kernel/index.ts';
import { childRef, simple, testSystem } from './support.ts';
import { nothingUncaught, ticks } from './uncaught.ts';

const boom = (): never => {
  throw new Error('boom');
};

nothingUncaught();

/** An observable that fails in a moment. */
const failing = {
  subscribe(observer: unknown) {
    queueMicrotask(() => (observer as Required<Observer<never>>).error(new Error('boom')));
    return { unsubscribe: () => undefined };
  },
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
    'in an exit action': createMachine({ initial: 'a', states: { a: { exit: boom, on: { GO: 'b' } }, b: {} } }),
    'in an assign': createMachine({ context: {}, on: { GO: { actions: assign(boom) } } }),
    'in the input of what it invokes': createMachine({
      initial: 'a',
      states: { a: { on: { GO: 'b' } }, b: { invoke: { src: simple(), input: boom } } },
    }),
    'in its output': createMachine({
      initial: 'a',
      states: { a: { on: { GO: 'b' } }, b: { type: 'final' } },
      output: boom,
    }),
    'in an event it raises later': createMachine({
      on: { GO: { actions: raise({ type: 'LATER' }, { delay: 5 }) }, LATER: { actions: boom } },
    }),
    'in the start of an actor it spawns': createMachine({
      on: { GO: { actions: spawnChild(createMachine({ entry: boom })) } },
    }),
    'in the listener of a callback it has spawned': createMachine({
      entry: spawnChild(
        fromCallback(({ receive }) => receive(boom)),
        { id: 'kid' },
      ),
      on: { GO: { actions: sendTo('kid', { type: 'GO' }) } },
    }),
    'in the timer of an actor it has spawned': createMachine({
      on: { GO: { actions: spawnChild(createMachine({ after: { 5: { actions: boom } } })) } },
    }),
    'two levels below': createMachine({
      invoke: {
        id: 'kid',
        src: createMachine({
          invoke: { id: 'grandchild', src: createMachine({ on: { GO: { actions: boom } } }) },
          on: { GO: { actions: sendTo('grandchild', { type: 'GO' }) } },
        }),
      },
      on: { GO: { actions: sendTo('kid', { type: 'GO' }) } },
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

  const later: Record<string, AnyActorLogic> = {
    'a promise that rejects': fromPromise(async () => boom()),
    'a promise that it has spawned': createMachine({ entry: spawnChild(fromPromise(async () => boom())) }),
    'what follows a promise it has invoked': createMachine({
      invoke: { src: fromPromise(async () => 1), onDone: { actions: boom } },
    }),
    'an observable that fails': fromObservable(() => failing),
    'an event observable that fails': fromEventObservable(() => failing),
    'an observable that it has spawned': createMachine({ entry: spawnChild(fromObservable(() => failing)) }),
  };

  it.each(Object.entries(later))('by %s', async (_title, logic) => {
    const { system, log } = testSystem();
    system.start(child('app', supervise({ intensity: 0, children: [child('a', logic)] })));
    await ticks();
    expect(log).toContain('exit app/a#1 crash: Error: boom');
  });

  it('and is cleaned up after, once', async () => {
    const { system } = testSystem();
    const cleanups: string[] = [];
    const app = system.start(
      child(
        'app',
        simple(() => cleanups.push('app')),
      ),
    );
    app.ref.send({ type: 'CRASH' });
    await app.exited;
    expect(cleanups).toEqual(['app']);
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
