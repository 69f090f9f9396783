/** Whatever is written in xstate is a child as it is: the kernel asks nothing of it, and what it says passes the one door. */
import { describe, expect, it } from 'vitest';
import {
  type AnyActorLogic,
  assign,
  createActor,
  createMachine,
  fromCallback,
  fromEventObservable,
  fromObservable,
  fromPromise,
  fromTransition,
  type Observer,
  raise,
  sendParent,
  sendTo,
  setup,
  spawnChild,
  stopChild,
} from 'xstate';
import { child, supervise } from '../../src/kernel/index.ts';
import { childRef, defer, testSystem } from './support.ts';
import { nothingUncaught, ticks } from './uncaught.ts';

nothingUncaught();

/** Emits its items, then completes. */
const items = <T>(...all: T[]) => ({
  subscribe(observer: unknown) {
    queueMicrotask(() => {
      for (const item of all) (observer as Required<Observer<T>>).next(item);
      (observer as Required<Observer<T>>).complete();
    });
    return { unsubscribe: () => undefined };
  },
});

describe('a child as it is', () => {
  const ending: [string, AnyActorLogic, string][] = [
    [
      'a machine that reaches its end',
      createMachine({ initial: 'a', states: { a: { on: { GO: 'b' } }, b: { type: 'final' } } }),
      'normal',
    ],
    [
      'a machine that says why it ends',
      createMachine({
        initial: 'a',
        states: { a: { on: { GO: 'b' } }, b: { type: 'final' } },
        output: { exit: 'shutdown:moved' },
      }),
      'shutdown:moved',
    ],
    [
      'a machine that ends abnormally',
      createMachine({
        initial: 'a',
        states: { a: { on: { GO: 'b' } }, b: { type: 'final' } },
        output: { exit: 'no_disk' },
      }),
      'no_disk',
    ],
    ['a promise that resolves', fromPromise(async () => 42), 'normal'],
    ['an observable that completes', fromObservable(() => items(1, 2)), 'normal'],
    ['an event observable that completes', fromEventObservable(() => items({ type: 'A' })), 'normal'],
  ];

  it.each(ending)('%s', async (_title, logic, reason) => {
    const { system, log } = testSystem();
    const app = system.start(child('app', supervise({ children: [child('a', logic, { restart: 'temporary' })] })));
    await app.ready;
    system.tree();
    const ref = await childRef(app, 'a').catch(() => undefined);
    ref?.send({ type: 'GO' });
    await ticks();
    expect(log.filter((line) => line.includes('app/a'))).toEqual(['started app/a#1', `exit app/a#1 ${reason}`]);
  });

  const lasting: [string, AnyActorLogic][] = [
    ['a callback', fromCallback(() => undefined)],
    ['a transition', fromTransition((count: number) => count + 1, 0)],
    ['a machine', createMachine({})],
    ['a promise that takes its time', fromPromise(() => new Promise(() => undefined))],
    ['an observable that goes on', fromObservable(() => ({ subscribe: () => ({ unsubscribe: () => undefined }) }))],
  ];

  it.each(lasting)('%s that knows nothing of supervision ends when it is told to', async (_title, logic) => {
    const { system } = testSystem();
    const app = system.start(child('app', logic));
    app.ref.send({ type: 'HELLO' });
    expect(system.tree()).toMatchObject([{ state: 'running' }]);
    expect(await app.stop()).toBe('shutdown');
  });

  it('gets its input, anew for each life when it is a function', async () => {
    const { system } = testSystem();
    const machine = setup({
      types: { context: {} as { life: number }, input: {} as { life: number } },
    }).createMachine({
      context: ({ input }) => input,
      on: {
        CRASH: {
          actions: () => {
            throw new Error('boom');
          },
        },
      },
    });
    const spec = child('a', machine, { input: ({ incarnation }) => ({ life: incarnation }) });
    const app = system.start(child('app', supervise({ children: [spec] })));
    (await childRef(app, 'a')).send({ type: 'CRASH' });
    expect((await childRef(app, 'a')).getSnapshot().context).toEqual({ life: 2 });
  });
});

describe('a machine that cleans up', () => {
  const build = (shutdown: number) => {
    const made = testSystem();
    const closing = defer();
    const log: string[] = [];
    const machine = setup({
      types: { events: {} as { type: 'SHUTDOWN' } },
      actors: {
        close: fromPromise(() => closing.promise),
        connection: fromCallback(() => () => log.push('disconnected')),
      },
    }).createMachine({
      initial: 'ready',
      invoke: { src: 'connection' },
      states: {
        ready: { on: { SHUTDOWN: 'terminating' } },
        terminating: { invoke: { src: 'close', onDone: 'closed' } },
        closed: { type: 'final', entry: () => log.push('closed') },
      },
      output: { exit: 'shutdown' },
    });
    const other = fromCallback(() => () => log.push('the one before it'));
    const app = made.system.start(
      child('app', supervise({ children: [child('other', other), child('db', machine, { shutdown })] })),
    );
    return { ...made, app, closing, cleaned: log };
  };

  it('in its terminating state is waited for, and only then its elder siblings stop', async () => {
    const { app, closing, cleaned, log } = build(1_000);
    const stopped = app.stop();
    expect([cleaned, log.at(-1)]).toEqual([[], 'started app#1']);
    closing.resolve();
    expect(await stopped).toBe('shutdown');
    expect(cleaned).toEqual(['closed', 'disconnected', 'the one before it']);
  });

  it('too slowly is killed, and what it had invoked goes with it', async () => {
    const { app, clock, cleaned, log } = build(1_000);
    const stopped = app.stop();
    clock.advance(1_000);
    await stopped;
    expect(cleaned).toEqual(['disconnected', 'the one before it']);
    expect(log).toContain('stopped app/db#1 killed');
  });
});

describe('what machines say to each other', () => {
  /** Writes down every event that reaches it, and in which order. */
  const chatter = (heard: string[]) => {
    const note = ({ event }: { event: { type: string } }) => void heard.push(event.type);
    const kid = createMachine({
      entry: sendParent({ type: 'HELLO' }),
      on: { PING: { actions: [note, sendParent({ type: 'PONG' }), raise({ type: 'ECHO' })] }, ECHO: { actions: note } },
    });
    return createMachine({
      entry: [spawnChild(kid, { id: 'spawned' }), raise({ type: 'BEGIN' })],
      invoke: { id: 'invoked', src: kid },
      context: { pongs: 0 },
      on: {
        BEGIN: { actions: note },
        HELLO: { actions: note },
        GO: {
          actions: [
            note,
            sendTo('spawned', { type: 'PING' }),
            sendTo('invoked', { type: 'PING' }, { delay: 10 }),
            raise({ type: 'RAISED' }),
          ],
        },
        RAISED: { actions: note },
        PONG: { actions: [note, assign({ pongs: ({ context }) => context['pongs'] + 1 })] },
        LEAVE: { actions: [stopChild('spawned'), note] },
      },
    });
  };

  it('arrives as in plain xstate: the same events in the same order', async () => {
    const [plain, supervised]: string[][] = [[], []];
    const { system, clock } = testSystem();
    const here = createActor(chatter(plain ?? []), {
      clock: { setTimeout: (fn, ms) => clock.setTimeout(fn, ms), clearTimeout: (id) => clock.clearTimeout(id) },
    }).start();
    const there = system.start(child('app', chatter(supervised ?? []))).ref;
    for (const type of ['GO', 'LEAVE']) {
      here.send({ type });
      there.send({ type });
      clock.advance(10);
    }
    expect(supervised).toEqual(plain);
    expect(supervised).toContain('ECHO');
    expect(there.getSnapshot().context).toEqual({ pongs: 2 });
  });

  it('passes the door: what comes too late for a spawned actor is a dead letter', () => {
    const letters: string[] = [];
    const { system } = testSystem({ onDeadLetter: ({ to, event }) => letters.push(`${event.type} to ${to}`) });
    const parent = system.start(child('app', chatter([]))).ref;
    const spawned = parent.getSnapshot().children['spawned'];
    parent.send({ type: 'LEAVE' });
    spawned?.send({ type: 'PING' });
    expect(letters).toEqual(['PING to spawned']);
  });

  it('reaches those with a systemId from anywhere in the system', () => {
    const { system } = testSystem();
    const heard: string[] = [];
    const ear = createMachine({ on: { SAY: { actions: () => void heard.push('SAY') } } });
    system.start(child('owner', createMachine({ entry: spawnChild(ear, { systemId: 'ear' }) })));
    const mouth = createMachine({
      on: { GO: { actions: sendTo(({ system: all }) => all.get('ear'), { type: 'SAY' }) } },
    });
    system.start(child('mouth', mouth)).ref.send({ type: 'GO' });
    expect(heard).toEqual(['SAY']);
  });
});
