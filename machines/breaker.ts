/**
 * A circuit breaker before something that may be down. Requests do not pass here: the machine hears how those that were
 * let through have ended, and owns whether the next one is.
 *
 *   closed → open → half_open → closed      half_open: one request tries, and all others are refused meanwhile
 *              ↑________|
 */
import { assign, setup } from 'xstate';
import type { Ms } from '../src/model/clock.ts';

/** How a request ended. It counts only in the era it was let through in: an answer from before says nothing of now. */
interface Verdict {
  readonly era: number;
}

export type BreakerEvent =
  // facts
  | ({ type: 'SUCCEEDED' } & Verdict)
  | ({ type: 'FAILED' } & Verdict)
  /** It ended and says nothing of the other side: its caller gave it up, or it was never sent. */
  | ({ type: 'ABANDONED' } & Verdict)
  /** The one request of `half_open` was let through. */
  | { type: 'PROBED' }
  | { type: 'RECOVERY_PASSED' };

export type BreakerStateName = 'closed' | 'open' | 'half_open';

export interface BreakerInput {
  readonly breaker: string;
  /** Failures in a row that open it. */
  readonly threshold: number;
  readonly recoveryMs: Ms;
  /** Above those of the lives before. */
  readonly era: number;
}

export interface BreakerContext extends BreakerInput {
  /** In a row. */
  readonly failures: number;
}

/** What those who let requests through go by. */
export interface BreakerView {
  readonly state: BreakerStateName;
  readonly accepting: boolean;
}

const CLOSED: BreakerView = { state: 'closed', accepting: true };

const ignored = {} as const;

export const breakerMachine = setup({
  types: {} as { context: BreakerContext; events: BreakerEvent; input: BreakerInput },
  actions: {
    /** Writes down what holds now for those who only read it. */
    show: (_, _view: BreakerView) => {},
    /** Answer RECOVERY_PASSED when the recovery time is over. */
    arm: () => {},
    disarm: () => {},
    count: assign(({ context }) => ({ failures: context.failures + 1 })),
    forget: assign({ failures: 0 }),
    nextEra: assign(({ context }) => ({ era: context.era + 1 })),
  },
  guards: {
    isOfNow: ({ context, event }) => 'era' in event && event.era === context.era,
    isTooMany: ({ context, event }) =>
      'era' in event && event.era === context.era && context.failures + 1 >= context.threshold,
  },
}).createMachine({
  id: 'breaker',
  context: ({ input }) => ({ ...input, failures: 0 }),
  initial: 'closed',
  on: { SUCCEEDED: ignored, FAILED: ignored, ABANDONED: ignored, PROBED: ignored, RECOVERY_PASSED: ignored },
  states: {
    closed: {
      description: 'All goes through. Failures in a row are counted.',
      entry: ['nextEra', 'forget', { type: 'show', params: CLOSED }],
      on: {
        SUCCEEDED: { guard: 'isOfNow', actions: ['forget', { type: 'show', params: CLOSED }] },
        FAILED: [
          { guard: 'isTooMany', target: 'open', actions: 'count' },
          { guard: 'isOfNow', actions: ['count', { type: 'show', params: CLOSED }] },
        ],
      },
    },
    open: {
      description: 'Nothing goes through until the recovery time is over.',
      entry: ['nextEra', { type: 'show', params: { state: 'open', accepting: false } }, 'arm'],
      exit: 'disarm',
      on: { RECOVERY_PASSED: 'half_open' },
    },
    half_open: {
      description: 'One request may try.',
      entry: 'nextEra',
      initial: 'waiting',
      states: {
        waiting: {
          description: 'It has not come yet.',
          entry: { type: 'show', params: { state: 'half_open', accepting: true } },
          on: { PROBED: 'probing' },
        },
        probing: {
          description: 'It is on its way; all others are refused.',
          entry: { type: 'show', params: { state: 'half_open', accepting: false } },
          on: {
            SUCCEEDED: { guard: 'isOfNow', target: '#breaker.closed' },
            FAILED: { guard: 'isOfNow', target: '#breaker.open', actions: 'count' },
            ABANDONED: { guard: 'isOfNow', target: 'waiting' },
          },
        },
      },
    },
  },
});
