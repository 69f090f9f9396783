/**
 * One run of a workflow. Which node is next is its planner's business: the machine hears that a node has failed or that
 * nothing is left to do, and owns what follows from that.
 *
 *   running → succeeded
 *      ├────→ failing → failed                        those that need nothing of the failed node go on
 *      └────────┴─────→ ending → failed | cancelled | expired
 */
import { assign, setup } from 'xstate';
import type { ExitReason } from '../src/model/exit.ts';

export type WorkflowMachineEvent =
  // orders
  | { type: 'CANCEL'; reason: unknown }
  | { type: 'SHUTDOWN'; reason: ExitReason }
  // facts
  | { type: 'NODE_FAILED'; error: unknown }
  /** No node runs, and none can begin any more. */
  | { type: 'SETTLED' }
  | { type: 'DEADLINE_PASSED' };

/** How a run ended. */
export type WorkflowOutcome =
  | { type: 'succeeded' }
  | { type: 'failed'; error: unknown }
  | { type: 'cancelled'; reason: unknown }
  | { type: 'expired' };

export interface WorkflowMachineInput {
  /** `workflow:review/7` */
  readonly run: string;
  /** The first failure ends everything. */
  readonly failFast: boolean;
}

export interface WorkflowMachineContext extends WorkflowMachineInput {
  readonly outcome: WorkflowOutcome;
}

const ignored = {} as const;

export const workflowMachine = setup({
  types: {} as { context: WorkflowMachineContext; events: WorkflowMachineEvent; input: WorkflowMachineInput },
  actions: {
    /** Starts what can begin; answer SETTLED when that is nothing, and nothing runs. */
    advance: () => {},
    /** Tells the nodes that run to end, and begins no more. */
    abandon: () => {},
    /** Writes down how it ended: exactly once, when a final state is entered. */
    settle: (_, _outcome: WorkflowOutcome) => {},
    end: assign((_, outcome: WorkflowOutcome) => ({ outcome })),
  },
  guards: {
    failsFast: ({ context }) => context.failFast,
    hasFailed: ({ context }) => context.outcome.type === 'failed',
    isExpired: ({ context }) => context.outcome.type === 'expired',
  },
}).createMachine({
  id: 'workflow',
  context: ({ input }) => ({ ...input, outcome: { type: 'succeeded' } }),
  initial: 'running',
  on: {
    CANCEL: {
      target: '.ending',
      actions: { type: 'end', params: ({ event }) => ({ type: 'cancelled', reason: event.reason }) },
    },
    SHUTDOWN: {
      target: '.ending',
      actions: { type: 'end', params: ({ event }) => ({ type: 'cancelled', reason: event.reason }) },
    },
    DEADLINE_PASSED: { target: '.ending', actions: { type: 'end', params: { type: 'expired' } } },
    NODE_FAILED: ignored,
  },
  states: {
    running: {
      description: 'Nodes run as soon as those before them are through. How many is a number, not a state.',
      entry: 'advance',
      on: {
        NODE_FAILED: [
          {
            guard: 'failsFast',
            target: 'ending',
            actions: { type: 'end', params: ({ event }) => ({ type: 'failed', error: event.error }) },
          },
          {
            target: 'failing',
            actions: { type: 'end', params: ({ event }) => ({ type: 'failed', error: event.error }) },
          },
        ],
        SETTLED: 'succeeded',
      },
    },
    failing: {
      description: 'A node has failed: those that need it are skipped, the others go on.',
      entry: 'advance',
      on: { NODE_FAILED: { actions: 'advance' }, SETTLED: 'failed' },
    },
    ending: {
      description: 'Its nodes were told to end. The first reason stands.',
      entry: 'abandon',
      on: {
        CANCEL: ignored,
        SHUTDOWN: ignored,
        DEADLINE_PASSED: ignored,
        SETTLED: [
          { guard: 'hasFailed', target: 'failed' },
          { guard: 'isExpired', target: 'expired' },
          { target: 'cancelled' },
        ],
      },
    },
    succeeded: { type: 'final', entry: { type: 'settle', params: ({ context }) => context.outcome } },
    failed: { type: 'final', entry: { type: 'settle', params: ({ context }) => context.outcome } },
    cancelled: { type: 'final', entry: { type: 'settle', params: ({ context }) => context.outcome } },
    expired: { type: 'final', entry: { type: 'settle', params: ({ context }) => context.outcome } },
  },
});
