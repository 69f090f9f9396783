import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createActor, initialTransition, transition } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { workerMachine } from '../../machines/worker.ts';
import type { WorkerEvent } from '../../machines/worker-events.ts';
import { everyWorkerEvent, handlerOf, leaves, stateOf, steps } from './support.ts';

const input = { worker: 'worker:ml/1', incarnation: 3, trial: false };
const anEvent = fc.constantFrom(...everyWorkerEvent);
/** Whatever has happened, these are sure to come: the process ends and is reported, and armed deadlines pass. */
const theEnd: WorkerEvent[] = everyWorkerEvent.filter(({ type }) => type === 'ENDED' || type === 'REPORTED');
const deadline: WorkerEvent = { type: 'DEADLINE_PASSED' };

const lifeOf = (events: readonly WorkerEvent[]) =>
  events.reduce((snapshot, event) => transition(workerMachine, snapshot, event)[0], begin());
const begin = () => initialTransition(workerMachine, input)[0];

describe('paths through the worker machine', () => {
  const paths = getShortestPaths(workerMachine, {
    events: [...everyWorkerEvent],
    input,
    serializeState: (snapshot) => stateOf(snapshot),
  });
  const all = steps(workerMachine, everyWorkerEvent, input);

  test('reach each of its states', () => {
    expect(paths.map(({ state }) => stateOf(state)).sort()).toEqual(
      leaves(workerMachine.root)
        .map(({ path }) => path.join('.'))
        .sort(),
    );
  });

  test.each(paths.map((path) => [stateOf(path.state), path.steps] as const))(
    'lead a live actor to %s, by the events they name',
    (state, path) => {
      const actor = createActor(workerMachine, { input }).start();
      for (const { event } of path.slice(1)) actor.send(event); // the first is xstate's own
      expect(stateOf(actor.getSnapshot())).toBe(state);
      actor.stop();
    },
  );

  test('take each transition of its chart', () => {
    const taken = new Set(all.map(({ from, event, to }) => `${from} ${event} ${to}`));
    for (const leaf of leaves(workerMachine.root)) {
      if (leaf.type === 'final') continue;
      for (const { type } of everyWorkerEvent) {
        const target = handlerOf(leaf, type)?.transitions.get(type)?.[0]?.target?.[0];
        const here = leaf.path.join('.');
        const there = target === undefined ? here : (target.initial.target[0] ?? target).path.join('.') || here;
        expect(taken).toContain(`${here} ${type} ${there}`);
      }
    }
  });

  test('have no way round `killing`: only a worker that was killed or has ended is `exited`', () => {
    const ways = all.filter(({ from, to }) => to === 'exited' && from !== 'exited');
    expect(ways.map(({ from, event }) => `${from} ${event}`).sort()).toEqual([
      'killing DEADLINE_PASSED',
      'reporting DEADLINE_PASSED',
      'reporting REPORTED',
      'starting SPAWN_FAILED',
    ]);
  });
});

describe('the worker machine', () => {
  const states = leaves(workerMachine.root).filter(({ type }) => type !== 'final');

  test.each(states.map((node) => [node.path.join('.'), node] as const))(
    'handles or refuses by name every event while %s',
    (_, node) => {
      expect(everyWorkerEvent.map(({ type }) => type).filter((type) => handlerOf(node, type) === undefined)).toEqual(
        [],
      );
    },
  );

  test('never throws and never leaves its chart, whatever comes in whatever order', () => {
    const known = new Set(leaves(workerMachine.root).map(({ path }) => path.join('.')));
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 30 }), (events) => {
        const snapshot = lifeOf(events);
        expect(snapshot.status).not.toBe('error');
        expect(known).toContain(stateOf(snapshot));
      }),
    );
  });

  test('exits when its process ends and is reported, whatever came before and between', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 30 }), (before) => {
        expect(stateOf(lifeOf([...before, ...theEnd]))).toBe('exited');
      }),
    );
  });

  test('exits by its deadlines alone, even when the process never ends', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 30 }), (before) => {
        const stop: WorkerEvent = { type: 'SHUTDOWN', reason: 'shutdown' };
        // The longest way: draining, asked, signalled, killing, exited.
        expect(stateOf(lifeOf([...before, stop, deadline, deadline, deadline, deadline]))).toBe('exited');
      }),
    );
  });

  test('waits, once its turn has come, in each state but `ready` for something that has a deadline', () => {
    const arms = (node: (typeof states)[number]): boolean =>
      node.entry.some((action) => JSON.stringify(action).includes('"ARM"')) ||
      (node.parent !== undefined && node.parent !== workerMachine.root && arms(node.parent));
    const inherits = ['loading']; // the start deadline runs from spawn to ready
    expect(states.filter((node) => !arms(node)).map(({ path }) => path.join('.'))).toEqual([
      'waiting',
      ...inherits,
      'ready',
    ]);
  });

  test('has no start deadline before its turn to start has come, however long that takes', () => {
    const [waiting, first] = initialTransition(workerMachine, input);
    expect(JSON.stringify(first)).not.toContain('"ARM"');
    expect(stateOf(transition(workerMachine, waiting, deadline)[0])).toBe('waiting');
    const [starting, then] = transition(workerMachine, waiting, { type: 'SPAWNING' });
    expect(stateOf(starting)).toBe('starting');
    expect(JSON.stringify(then)).toContain('"deadline":"start"');
  });

  test('ends with the order it was given, never with a crash, once it was told to stop', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 20 }), (between) => {
        const healthy = everyWorkerEvent.filter(
          ({ type }) => type === 'SPAWNING' || type === 'ATTACHED' || type === 'READY',
        );
        const stop: WorkerEvent = { type: 'SHUTDOWN', reason: 'shutdown:scale_down' };
        const snapshot = lifeOf([...healthy, stop, ...between, ...theEnd]);
        expect(snapshot.output).toEqual({ exit: 'shutdown:scale_down' });
      }),
    );
  });

  test('names the first thing that went wrong, not what followed from it', () => {
    const types = ['SPAWNING', 'ATTACHED', 'READY', 'LANE_LOST', 'KILL', 'ENDED', 'REPORTED'];
    const snapshot = lifeOf(types.flatMap((type) => everyWorkerEvent.filter((event) => event.type === type)));
    expect(snapshot.context.cause).toMatchObject({ why: 'lane_lost' });
  });
});
