/**
 * One node of a run. Its work is an attempt; whether a failed one is followed by another is decided by the node's
 * policy and comes with the fact that it failed.
 *
 *   trying ⇄ pausing        trying → succeeded | failed | cancelled        pausing → cancelled
 */
import { assign, setup } from 'xstate';
import type { Ms } from '../src/model/clock.ts';
import type { ExitReason } from '../src/model/exit.ts';

export type NodeEvent =
  // orders
  | { type: 'CANCEL' }
  | { type: 'SHUTDOWN'; reason: ExitReason }
  // facts, of an attempt: one that comes after its end is of the past
  | { type: 'SUCCEEDED'; attempt: number; output: unknown }
  /** `waitMs`: before the next attempt; undefined when there is none. */
  | { type: 'FAILED'; attempt: number; error: unknown; waitMs: Ms | undefined }
  | { type: 'PAUSE_OVER' };

export type NodeOutcome =
  | { type: 'succeeded'; output: unknown }
  | { type: 'failed'; error: unknown }
  | { type: 'cancelled' };

export interface NodeInput {
  /** `node:draft` */
  readonly node: string;
}

export interface NodeContext extends NodeInput {
  /** From 1. */
  readonly attempt: number;
}

const ignored = {} as const;

export const nodeMachine = setup({
  types: {} as { context: NodeContext; events: NodeEvent; input: NodeInput },
  actions: {
    /** Begins the work; answer SUCCEEDED or FAILED. */
    work: (_, _attempt: number) => {},
    /** Ends the work that is under way. */
    abort: () => {},
    /** Answer PAUSE_OVER after that time. */
    arm: (_, _pause: { readonly waitMs: Ms; readonly error: unknown }) => {},
    disarm: () => {},
    /** Tells the run: exactly once, on the way into a final state. */
    settle: (_, _outcome: NodeOutcome) => {},
  },
  guards: {
    isThis: ({ context, event }) => 'attempt' in event && event.attempt === context.attempt,
    goesOn: ({ context, event }) =>
      event.type === 'FAILED' && event.attempt === context.attempt && event.waitMs !== undefined,
  },
}).createMachine({
  id: 'workflow-node',
  context: ({ input }) => ({ ...input, attempt: 0 }),
  initial: 'trying',
  on: {
    CANCEL: { target: '.cancelled', actions: { type: 'settle', params: { type: 'cancelled' } } },
    SHUTDOWN: { target: '.cancelled', actions: { type: 'settle', params: { type: 'cancelled' } } },
    SUCCEEDED: ignored,
    FAILED: ignored,
    PAUSE_OVER: ignored,
  },
  states: {
    trying: {
      description: 'An attempt is under way.',
      entry: [
        assign({ attempt: ({ context }) => context.attempt + 1 }),
        { type: 'work', params: ({ context }) => context.attempt },
      ],
      exit: 'abort',
      on: {
        SUCCEEDED: {
          guard: 'isThis',
          target: 'succeeded',
          actions: { type: 'settle', params: ({ event }) => ({ type: 'succeeded', output: event.output }) },
        },
        FAILED: [
          {
            guard: 'goesOn',
            target: 'pausing',
            actions: { type: 'arm', params: ({ event }) => ({ waitMs: event.waitMs ?? 0, error: event.error }) },
          },
          {
            guard: 'isThis',
            target: 'failed',
            actions: { type: 'settle', params: ({ event }) => ({ type: 'failed', error: event.error }) },
          },
        ],
      },
    },
    pausing: {
      description: 'An attempt has failed; the next one comes after a while.',
      exit: 'disarm',
      on: { PAUSE_OVER: 'trying' },
    },
    succeeded: { type: 'final' },
    failed: { type: 'final' },
    cancelled: { type: 'final' },
  },
});
