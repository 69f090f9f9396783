import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createActor } from 'xstate';
import { type BreakerEvent, type BreakerView, breakerMachine } from '../../machines/breaker.ts';
import { handlerOf, leaves, stateOf } from './support.ts';

type Word = BreakerEvent['type'] | 'LATE_SUCCESS' | 'LATE_FAILURE';

const WORDS: readonly Word[] = [
  'SUCCEEDED',
  'FAILED',
  'ABANDONED',
  'PROBED',
  'RECOVERY_PASSED',
  'LATE_SUCCESS',
  'LATE_FAILURE',
];

/** A live breaker of two failures; verdicts are of the era that it is in, late ones of the era before. */
function live(words: readonly Word[]) {
  let view: BreakerView | undefined;
  let armed = 0;
  const logic = breakerMachine.provide({
    actions: {
      show: (_, shown) => {
        view = shown;
      },
      arm: () => {
        armed += 1;
      },
      disarm: () => {
        armed -= 1;
      },
    },
  });
  const input = { breaker: 'llm:test', threshold: 2, recoveryMs: 1_000, era: 0 };
  const actor = createActor(logic, { input }).start();
  for (const word of words) {
    const { era } = actor.getSnapshot().context;
    if (word === 'LATE_SUCCESS') actor.send({ type: 'SUCCEEDED', era: era - 1 });
    else if (word === 'LATE_FAILURE') actor.send({ type: 'FAILED', era: era - 1 });
    else if (word === 'PROBED' || word === 'RECOVERY_PASSED') actor.send({ type: word });
    else actor.send({ type: word, era });
  }
  const snapshot = actor.getSnapshot();
  actor.stop();
  return { state: stateOf(snapshot), failures: snapshot.context.failures, view, armed };
}

const OPEN: readonly Word[] = ['FAILED', 'FAILED'];
const HALF_OPEN: readonly Word[] = [...OPEN, 'RECOVERY_PASSED'];

describe('a breaker', () => {
  test('opens after so many failures in a row, and a success in between counts as none', () => {
    expect(live(['FAILED'])).toMatchObject({ state: 'closed', failures: 1 });
    expect(live(OPEN)).toMatchObject({ state: 'open', view: { accepting: false } });
    expect(live(['FAILED', 'SUCCEEDED', 'FAILED'])).toMatchObject({ state: 'closed', failures: 1 });
  });

  test('lets one request try when its recovery time is over, and refuses all others meanwhile', () => {
    expect(live(HALF_OPEN)).toMatchObject({ state: 'half_open.waiting', view: { accepting: true } });
    expect(live([...HALF_OPEN, 'PROBED'])).toMatchObject({ state: 'half_open.probing', view: { accepting: false } });
  });

  test('closes when that one succeeds, opens when it fails, and waits for another when it was given up', () => {
    expect(live([...HALF_OPEN, 'PROBED', 'SUCCEEDED'])).toMatchObject({ state: 'closed', failures: 0 });
    expect(live([...HALF_OPEN, 'PROBED', 'FAILED'])).toMatchObject({ state: 'open', armed: 1 });
    expect(live([...HALF_OPEN, 'PROBED', 'ABANDONED'])).toMatchObject({ state: 'half_open.waiting' });
  });

  test('takes an answer to an older question for nothing, wherever it is', () => {
    const late = fc.constantFrom<Word>('LATE_SUCCESS', 'LATE_FAILURE');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WORDS), { maxLength: 20 }), late, (words, word) => {
        expect(live([...words, word])).toEqual(live(words));
      }),
    );
  });

  test('waits for its recovery when it is open and only then, and accepts unless it is open or probing', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WORDS), { maxLength: 30 }), (words) => {
        const { state, view, armed } = live(words);
        expect(armed).toBe(state === 'open' ? 1 : 0);
        expect(view).toEqual({ state: state.split('.')[0], accepting: !['open', 'half_open.probing'].includes(state) });
      }),
    );
  });

  test.each(leaves(breakerMachine.root).map((node) => [node.path.join('.'), node] as const))(
    'handles or refuses by name every event while %s',
    (_, node) => {
      const events = WORDS.filter((word) => !word.startsWith('LATE'));
      expect(events.filter((type) => handlerOf(node, type) === undefined)).toEqual([]);
    },
  );
});
