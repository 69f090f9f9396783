import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createActor } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { type StreamEvent, type StreamOutcome, streamMachine } from '../../machines/stream.ts';
import { everyStreamEvent, handlerOf, leaves, stateOf, steps } from './support.ts';

const input = { call: 17 };
const anEvent = fc.constantFrom(...everyStreamEvent);
const cancel: StreamEvent = { type: 'CANCEL', reason: 'the consumer left' };
const expire: StreamEvent = { type: 'DEADLINE_PASSED' };

/** A live stream whose effects are written down. */
function live(events: readonly StreamEvent[]) {
  const settled: StreamOutcome[] = [];
  let remoteCancels = 0;
  const actor = createActor(
    streamMachine.provide({
      actions: {
        settle: (_, outcome) => settled.push(outcome),
        cancelRemote: () => {
          remoteCancels += 1;
        },
      },
    }),
    { input },
  ).start();
  for (const event of events) if (actor.getSnapshot().status === 'active') actor.send(event);
  const snapshot = actor.getSnapshot();
  actor.stop();
  return { state: stateOf(snapshot), over: snapshot.status === 'done', settled, remoteCancels };
}

describe('paths through the stream machine', () => {
  const paths = getShortestPaths(streamMachine, {
    events: [...everyStreamEvent],
    input,
    serializeState: (snapshot) => stateOf(snapshot),
  });

  test('reach each of its states', () => {
    expect(paths.map(({ state }) => stateOf(state)).sort()).toEqual(
      leaves(streamMachine.root)
        .map(({ path }) => path.join('.'))
        .sort(),
    );
  });

  test('take exactly these steps and no other', () => {
    const moves = steps(streamMachine, everyStreamEvent, input)
      .filter(({ from, to }) => from !== to && !['done', 'failed', 'cancelled', 'expired'].includes(from))
      .map(({ from, event, to }) => `${from} ${event} ${to}`);
    const sent = ['sent.opening', 'sent.streaming', 'sent.stalled'].flatMap((from) => [
      `${from} CANCEL cancelled`,
      `${from} DEADLINE_PASSED expired`,
      `${from} ENDED done`,
      `${from} FAILED failed`,
    ]);
    expect(moves.sort()).toEqual(
      [
        'queued SENT sent.opening',
        'queued CANCEL cancelled',
        'queued DEADLINE_PASSED expired',
        'queued FAILED failed',
        'sent.opening FIRST_CHUNK sent.streaming',
        'sent.opening REQUEUED queued',
        'sent.streaming STALLED sent.stalled',
        'sent.stalled RESUMED sent.streaming',
        ...sent,
      ].sort(),
    );
  });
});

describe('a stream', () => {
  const states = leaves(streamMachine.root).filter(({ type }) => type !== 'final');

  test.each(states.map((node) => [node.path.join('.'), node] as const))(
    'handles or refuses by name every event while %s',
    (_, node) => {
      expect(everyStreamEvent.map(({ type }) => type).filter((type) => handlerOf(node, type) === undefined)).toEqual(
        [],
      );
    },
  );

  test('is settled exactly once when it is over and never before, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 20 }), (events) => {
        const { over, state, settled } = live(events);
        expect(settled.map(({ type }) => type)).toEqual(over ? [state] : []);
      }),
    );
  });

  test.each([cancel, expire])('ends by $type from anywhere, and tells its worker only when one has it', (end) => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 20 }), (events) => {
        const before = live(events);
        fc.pre(!before.over);
        const { over, remoteCancels } = live([...events, end]);
        expect({ over, remoteCancels }).toEqual({ over: true, remoteCancels: before.state === 'queued' ? 0 : 1 });
      }),
    );
  });

  test('does not ask the worker to stop what the worker has ended', () => {
    expect(live([{ type: 'SENT' }, { type: 'ENDED' }])).toMatchObject({ state: 'done', remoteCancels: 0 });
    const error = new Error('raised');
    expect(live([{ type: 'SENT' }, { type: 'FAILED', error }])).toMatchObject({
      settled: [{ type: 'failed', error }],
      remoteCancels: 0,
    });
  });

  test('hands its consumer the reason it was cancelled for', () => {
    expect(live([cancel]).settled).toEqual([{ type: 'cancelled', reason: 'the consumer left' }]);
    expect(live([{ type: 'SENT' }, cancel]).settled).toEqual([{ type: 'cancelled', reason: 'the consumer left' }]);
  });
});
