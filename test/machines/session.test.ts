import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createActor } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { type SessionEvent, type SessionStateName, sessionMachine } from '../../machines/session.ts';
import { everySessionEvent, handlerOf, leaves, stateOf, steps } from './support.ts';

const input = { session: 'user-42', serial: 1 };
const anEvent = fc.constantFrom(...everySessionEvent);
const FINAL = ['parked', 'closed', 'expired'];
const deadline: SessionEvent = { type: 'DEADLINE_PASSED' };

/** A live session whose effects are written down. */
function live(events: readonly SessionEvent[]) {
  const shown: SessionStateName[] = [];
  const done: string[] = [];
  const actor = createActor(
    sessionMachine.provide({
      actions: {
        show: (_, state) => shown.push(state),
        arm: (_, wait) => done.push(`arm ${wait}`),
        disarm: () => done.push('disarm'),
        load: () => done.push('load'),
        drain: () => done.push('drain'),
        abandon: () => done.push('abandon'),
        forget: () => done.push('forget'),
      },
    }),
    { input },
  ).start();
  for (const event of events) if (actor.getSnapshot().status === 'active') actor.send(event);
  const snapshot = actor.getSnapshot();
  actor.stop();
  return { state: stateOf(snapshot), over: snapshot.status === 'done', shown, done };
}

const events = (...types: SessionEvent['type'][]): SessionEvent[] =>
  types.flatMap((type) => everySessionEvent.filter((event) => event.type === type));

describe('paths through the session machine', () => {
  // Where `closing` leads is remembered in the context, so that belongs to the state here.
  const paths = getShortestPaths(sessionMachine, {
    events: [...everySessionEvent],
    input,
    serializeState: (snapshot) => `${stateOf(snapshot)} ${snapshot.context.end}`,
  }).filter(({ steps }) => steps.slice(0, -1).every(({ state }) => !FINAL.includes(stateOf(state)))); // that is the end

  test('reach each of its states', () => {
    const reached = new Set(paths.map(({ state }) => stateOf(state)));
    expect([...reached].sort()).toEqual(
      leaves(sessionMachine.root)
        .map(({ path }) => path.join('.'))
        .sort(),
    );
  });

  test.each(paths.map((path) => [`${stateOf(path.state)} ${path.state.context.end}`, path] as const))(
    'lead a live actor to %s, by the events they name',
    (_, path) => {
      expect(live(path.steps.slice(1).map(({ event }) => event as SessionEvent)).state).toBe(stateOf(path.state));
    },
  );

  test('take exactly these steps and no other', () => {
    const moves = steps(sessionMachine, everySessionEvent, input)
      .filter(({ from, to }) => from !== to && !FINAL.includes(from))
      .map(({ from, event, to }) => `${from} ${event} ${to}`);
    const orders = ['opening', 'active'].flatMap((from) => [
      `${from} CLOSE closing.draining`,
      `${from} EXPIRE closing.draining`,
      `${from} SHUTDOWN parked`,
    ]);
    const closing = 'closing.draining DRAINED closing.forgetting';
    expect(new Set(moves)).toEqual(
      new Set([
        'opening LOADED active',
        'opening LOAD_FAILED parked',
        'opening DEADLINE_PASSED parked',
        'active QUIET parked',
        ...orders,
        closing,
        'closing.draining DEADLINE_PASSED closing.forgetting',
        ...['FORGOTTEN', 'DEADLINE_PASSED'].map((event) => `closing.forgetting ${event} closed`),
      ]),
    );
  });
});

describe('a session', () => {
  const states = leaves(sessionMachine.root).filter(({ type }) => type !== 'final');

  test.each(states.map((node) => [node.path.join('.'), node] as const))(
    'handles or refuses by name every event while %s',
    (_, node) => {
      const unheard = everySessionEvent.map(({ type }) => type).filter((type) => handlerOf(node, type) === undefined);
      expect(unheard).toEqual([]);
    },
  );

  test('shows the state it is in after every event, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 20 }), (story) => {
        const { state, shown } = live(story);
        expect(shown.at(-1)).toBe(state.split('.')[0]);
      }),
    );
  });

  test('loads once in a life and forgets at most once', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 30 }), (story) => {
        const { done } = live(story);
        expect(done.filter((each) => each === 'load')).toHaveLength(1);
        expect(done.filter((each) => each === 'forget').length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('deletes its record if and only if it ends closed or expired', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 30 }), (story) => {
        const { state, over, done } = live(story);
        fc.pre(over);
        expect(done.includes('forget')).toBe(state !== 'parked');
      }),
    );
  });

  test('comes to an end by its deadlines alone once it was told to', () => {
    const orders = events('CLOSE', 'EXPIRE', 'SHUTDOWN');
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 20 }), fc.constantFrom(...orders), (before, order) => {
        expect(live([...before, order, deadline, deadline]).over).toBe(true);
      }),
    );
  });

  test.each([
    ['CLOSE', 'closed'],
    ['EXPIRE', 'expired'],
    ['SHUTDOWN', 'parked'],
  ] as const)('ends by the first order it was given: %s leads to %s', (order, end) => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events('CLOSE', 'EXPIRE', 'SHUTDOWN')), { maxLength: 5 }), (later) => {
        expect(live([...events('LOADED', order), ...later, ...events('DRAINED', 'FORGOTTEN')]).state).toBe(end);
      }),
    );
  });

  test('ends what is in flight only when its grace is over', () => {
    expect(live(events('LOADED', 'CLOSE', 'DRAINED', 'FORGOTTEN')).done).not.toContain('abandon');
    expect(live(events('LOADED', 'CLOSE', 'DEADLINE_PASSED')).done).toContain('abandon');
    expect(live(events('LOADED', 'SHUTDOWN'))).toMatchObject({ state: 'parked', over: true });
  });

  test('waits for nothing without a deadline', () => {
    expect(live(events('LOADED', 'CLOSE', 'DRAINED')).done).toEqual([
      'arm load',
      'load',
      'disarm',
      'arm drain',
      'drain',
      'arm forget',
      'forget',
    ]);
  });
});
