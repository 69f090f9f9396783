/**
 * One streaming call, as its caller sees it. Chunks do not pass here: they go straight to the consumer;
 * the machine owns what a control event means, e.g. whether a cancel has to reach the worker.
 *
 *   queued → opening → streaming ⇄ stalled → done | failed | cancelled | expired
 */
import { setup } from 'xstate';

export type StreamEvent =
  // orders
  | { type: 'CANCEL'; reason: unknown }
  // facts
  | { type: 'SENT' }
  /** Its worker was ending and would not begin it: it waits for another. */
  | { type: 'REQUEUED' }
  | { type: 'FIRST_CHUNK' }
  | { type: 'STALLED' }
  | { type: 'RESUMED' }
  | { type: 'ENDED' }
  | { type: 'FAILED'; error: unknown }
  | { type: 'DEADLINE_PASSED' };

/** How a stream ended; `settle` hands it to the consumer. */
export type StreamOutcome =
  | { type: 'done' }
  | { type: 'failed'; error: unknown }
  | { type: 'cancelled'; reason: unknown }
  | { type: 'expired' };

export interface StreamContext {
  readonly call: number;
}

const ignored = {} as const;

export const streamMachine = setup({
  types: {} as { context: StreamContext; events: StreamEvent; input: StreamContext },
  actions: {
    /** Ends the consumer's side: exactly once, when a final state is entered. */
    settle: (_, _outcome: StreamOutcome) => {},
    /** The worker has it: the generator must be closed there too. */
    cancelRemote: () => {},
  },
}).createMachine({
  id: 'stream',
  context: ({ input }) => input,
  initial: 'queued',
  on: {
    FAILED: {
      target: '.failed',
      actions: { type: 'settle', params: ({ event }) => ({ type: 'failed', error: event.error }) },
    },
    SENT: ignored,
    REQUEUED: ignored,
    FIRST_CHUNK: ignored,
    STALLED: ignored,
    RESUMED: ignored,
    ENDED: ignored,
  },
  states: {
    queued: {
      description: 'Waiting for a worker: a cancel or the deadline touches nobody else.',
      on: {
        SENT: 'sent',
        CANCEL: {
          target: 'cancelled',
          actions: { type: 'settle', params: ({ event }) => ({ type: 'cancelled', reason: event.reason }) },
        },
        DEADLINE_PASSED: { target: 'expired', actions: { type: 'settle', params: { type: 'expired' } } },
      },
    },
    sent: {
      description: 'A worker has it.',
      initial: 'opening',
      on: {
        ENDED: { target: 'done', actions: { type: 'settle', params: { type: 'done' } } },
        CANCEL: {
          target: 'cancelled',
          actions: [
            'cancelRemote',
            { type: 'settle', params: ({ event }) => ({ type: 'cancelled', reason: event.reason }) },
          ],
        },
        DEADLINE_PASSED: {
          target: 'expired',
          actions: ['cancelRemote', { type: 'settle', params: { type: 'expired' } }],
        },
      },
      states: {
        opening: { on: { FIRST_CHUNK: 'streaming', REQUEUED: '#stream.queued' } },
        streaming: { on: { STALLED: 'stalled' } },
        stalled: { description: 'The consumer is slow; the generator is not resumed.', on: { RESUMED: 'streaming' } },
      },
    },
    done: { type: 'final' },
    failed: { type: 'final' },
    cancelled: { type: 'final' },
    expired: { type: 'final' },
  },
});
