/**
 * The life of one zygote: the process that imports an adapter once and forks a pool's workers from there. Pure: it
 * decides, and tells its `process` actor what to do. Its workers live on when it ends.
 *
 *   importing → ready ──→ exited     a crash: its supervisor starts another, meanwhile workers are spawned
 *       └─────────┴→ killing ┘       unfit, stopped, or not ready in time
 */
import { type ActorRefFrom, assign, fromCallback, sendTo, setup } from 'xstate';
import type { ExitOutput, ExitReason } from '../src/model/exit.ts';

/** What the machine asks of its `process` actor: */
export type ZygoteCommand =
  | { type: 'ARM'; deadline: 'import' | 'reap' }
  | { type: 'DISARM' }
  /** SIGKILL. */
  | { type: 'KILL' };

export type ZygoteEvent =
  // orders
  | { type: 'SHUTDOWN'; reason: ExitReason }
  // facts
  | { type: 'READY' }
  /** Its adapter's import did what no fork may share: workers are spawned instead. */
  | { type: 'UNFIT'; why: string }
  | { type: 'START_FAILED'; message: string }
  | { type: 'ENDED'; explanation: string }
  | { type: 'DEADLINE_PASSED' };

export interface ZygoteInput {
  /** `zygote:ml` */
  readonly zygote: string;
  readonly incarnation: number;
}

export interface ZygoteContext extends ZygoteInput {
  /** An order, or that it is unfit: no crash. */
  readonly ordered: ExitReason | undefined;
  readonly cause: string | undefined;
}

const ignored = {} as const;

export const zygoteMachine = setup({
  types: {} as { context: ZygoteContext; events: ZygoteEvent; input: ZygoteInput; output: ExitOutput },
  actors: { process: fromCallback<ZygoteCommand, ZygoteInput>(() => {}) },
  actions: {
    tell: sendTo('process', (_, command: ZygoteCommand) => command),
    order: assign((_, ordered: ExitReason) => ({ ordered })),
    /** The first cause stands. */
    blame: assign(({ context }, cause: string) => ({ cause: context.cause ?? cause })),
  },
}).createMachine({
  id: 'zygote',
  context: ({ input }) => ({ ...input, ordered: undefined, cause: undefined }),
  output: ({ context }) => ({ exit: context.ordered ?? { crash: context.cause ?? 'its process ended' } }),
  invoke: {
    id: 'process',
    src: 'process',
    input: ({ context: { zygote, incarnation } }) => ({ zygote, incarnation }),
    onError: {
      target: '.exited',
      actions: { type: 'blame', params: ({ event }) => `its process failed: ${event.error}` },
    },
  },
  initial: 'importing',
  on: {
    ENDED: { target: '.exited', actions: { type: 'blame', params: ({ event }) => event.explanation } },
    SHUTDOWN: { target: '.killing', actions: { type: 'order', params: ({ event }) => event.reason } },
    UNFIT: { target: '.killing', actions: { type: 'order', params: 'shutdown:unfit' } },
    START_FAILED: { target: '.exited', actions: { type: 'blame', params: ({ event }) => event.message } },
    READY: ignored,
    DEADLINE_PASSED: ignored,
  },
  states: {
    importing: {
      description: 'The process starts and imports the adapter; no worker is started before it is known how that ends.',
      entry: { type: 'tell', params: { type: 'ARM', deadline: 'import' } },
      on: {
        READY: 'ready',
        DEADLINE_PASSED: {
          target: 'killing',
          actions: [{ type: 'order', params: 'shutdown:import_timeout' }],
        },
      },
    },
    ready: {
      description: 'Workers are forked from it.',
      entry: { type: 'tell', params: { type: 'DISARM' } },
    },
    killing: {
      description: 'SIGKILL was sent to it; its workers have groups of their own.',
      entry: [
        { type: 'tell', params: { type: 'KILL' } },
        { type: 'tell', params: { type: 'ARM', deadline: 'reap' } },
      ],
      on: { SHUTDOWN: ignored, UNFIT: ignored, DEADLINE_PASSED: 'exited' },
    },
    exited: { type: 'final' },
  },
});

export type ZygoteRef = ActorRefFrom<typeof zygoteMachine>;
