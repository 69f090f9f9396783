/**
 * The life of one Python worker, from spawn to the exit report. Pure: it decides, and tells its `port` actor
 * (one OS process and its lane) what to do; the port answers with facts.
 *
 *                                      ┌→ retiring ─┐
 *   waiting → starting → loading → ready → draining → terminating → reporting → exited
 *      │          │        └────────┴────────┴──→ lost ──┐             │
 *      └──────────┴────────┴──→ dumping ───┴────────→ killing ─────────┘
 */
import { type ActorRefFrom, assign, fromCallback, sendTo, setup } from 'xstate';
import type { ExitOutput } from '../src/model/exit.ts';
import type { PortCommand, WorkerCause, WorkerContext, WorkerEvent, WorkerInput } from './worker-events.ts';
import { exitOf, whyOf } from './worker-exit.ts';

/** Facts that come too late to matter are refused here by name, so that a new event cannot be forgotten. */
const ignored = {} as const;

export const workerMachine = setup({
  types: {} as { context: WorkerContext; events: WorkerEvent; input: WorkerInput; output: ExitOutput },
  actors: { port: fromCallback<PortCommand, WorkerInput>(() => {}) },
  actions: {
    tell: sendTo('port', (_, command: PortCommand) => command),
    fence: sendTo('port', ({ context }): PortCommand => ({ type: 'FENCE', message: whyOf(context) })),
    /** The first cause stands: what follows from it explains less. */
    blame: assign(({ context }, cause: WorkerCause) => ({ cause: context.cause ?? cause })),
  },
}).createMachine({
  id: 'worker',
  context: ({ input }) => ({
    ...input,
    pid: undefined,
    ordered: undefined,
    cause: undefined,
    explanation: undefined,
    exit: undefined,
  }),
  output: ({ context }) => ({ exit: exitOf(context) }),
  invoke: {
    id: 'port',
    src: 'port',
    input: ({ context: { worker, incarnation, trial } }) => ({ worker, incarnation, trial }),
    onError: {
      target: '.exited',
      actions: {
        type: 'blame',
        params: ({ event }) => ({
          why: 'port_failed',
          message: `the port failed: ${event.error}`,
          detail: event.error,
        }),
      },
    },
  },
  initial: 'waiting',
  on: {
    ENDED: { target: '.reporting', actions: assign({ explanation: ({ event }) => event.explanation }) },
    KILL: {
      target: '.killing',
      actions: { type: 'blame', params: ({ event }) => ({ why: 'killed', message: event.message }) },
    },
    // Late or early facts: each is handled where it matters and harmless elsewhere.
    SPAWNING: ignored,
    SPAWNED: { actions: assign({ pid: ({ event }) => event.pid }) },
    SPAWN_FAILED: ignored,
    ATTACHED: ignored,
    READY: ignored,
    LOAD_FAILED: ignored,
    LANE_LOST: ignored,
    HUNG: ignored,
    DRAINED: ignored,
    DEADLINE_PASSED: ignored,
    SHUTDOWN: ignored,
    RETIRE: ignored,
    REPORTED: ignored,
  },
  states: {
    waiting: {
      description: 'Not its turn to start yet: the start deadlines of those ahead of it bound the wait.',
      on: {
        SPAWNING: 'starting',
        SHUTDOWN: { target: 'killing', actions: assign({ ordered: ({ event }) => event.reason }) },
      },
    },
    starting: {
      description: 'The process is being spawned and has to dial back.',
      entry: { type: 'tell', params: { type: 'ARM', deadline: 'start' } },
      on: {
        ATTACHED: 'loading',
        SPAWN_FAILED: {
          target: 'exited',
          actions: {
            type: 'blame',
            params: ({ event }) => ({ why: 'spawn_failed', message: event.message, detail: event.detail }),
          },
        },
        DEADLINE_PASSED: {
          target: 'killing',
          actions: {
            type: 'blame',
            params: { why: 'start_timeout', message: 'did not attach before its start deadline' },
          },
        },
        SHUTDOWN: { target: 'killing', actions: assign({ ordered: ({ event }) => event.reason }) },
      },
    },
    loading: {
      description: 'The lane is open; the worker imports its adapter.',
      on: {
        READY: { target: 'ready', actions: assign({ trial: false }) },
        LOAD_FAILED: {
          target: 'terminating',
          actions: {
            type: 'blame',
            params: ({ event }) => ({ why: 'load_failed', message: event.message, detail: event.detail }),
          },
        },
        DEADLINE_PASSED: {
          target: 'dumping',
          actions: {
            type: 'blame',
            params: { why: 'start_timeout', message: 'did not load its adapter before its start deadline' },
          },
        },
        LANE_LOST: {
          target: 'lost',
          actions: { type: 'blame', params: ({ event }) => ({ why: 'lane_lost', message: event.message }) },
        },
        SHUTDOWN: { target: 'terminating.signalled', actions: assign({ ordered: ({ event }) => event.reason }) },
      },
    },
    ready: {
      description: 'Calls may be sent. How many are in flight is a number, not a state.',
      tags: 'accepting',
      entry: [
        { type: 'tell', params: { type: 'DISARM' } },
        { type: 'tell', params: { type: 'ACCEPT' } },
      ],
      exit: { type: 'tell', params: { type: 'REFUSE' } },
      on: {
        LANE_LOST: {
          target: 'lost',
          actions: { type: 'blame', params: ({ event }) => ({ why: 'lane_lost', message: event.message }) },
        },
        KILL: {
          target: 'dumping',
          actions: { type: 'blame', params: ({ event }) => ({ why: 'killed', message: event.message }) },
        },
        HUNG: {
          target: 'dumping',
          actions: { type: 'blame', params: ({ event }) => ({ why: 'hung', message: event.message }) },
        },
        RETIRE: { target: 'retiring', actions: assign({ ordered: ({ event }) => event.reason }) },
        SHUTDOWN: { target: 'draining', actions: assign({ ordered: ({ event }) => event.reason }) },
      },
    },
    retiring: {
      description: 'Another serves in its place: the calls in flight have their time.',
      entry: [
        { type: 'tell', params: { type: 'ARM', deadline: 'retire' } },
        { type: 'tell', params: { type: 'DRAIN' } },
      ],
      on: {
        DRAINED: 'terminating',
        DEADLINE_PASSED: 'terminating',
        LANE_LOST: 'lost',
        HUNG: 'killing',
        SHUTDOWN: 'draining',
      },
    },
    draining: {
      description: 'No new calls; those in flight may end.',
      entry: [
        { type: 'tell', params: { type: 'ARM', deadline: 'drain' } },
        { type: 'tell', params: { type: 'DRAIN' } },
      ],
      on: { DRAINED: 'terminating', DEADLINE_PASSED: 'terminating', LANE_LOST: 'lost', HUNG: 'killing' },
    },
    terminating: {
      description: 'Asked to end by the SHUTDOWN frame, then by SIGTERM.',
      entry: 'fence',
      initial: 'asked',
      states: {
        asked: {
          entry: [
            { type: 'tell', params: { type: 'ASK_TO_END' } },
            { type: 'tell', params: { type: 'ARM', deadline: 'terminate' } },
          ],
          on: { DEADLINE_PASSED: 'signalled' },
        },
        signalled: {
          entry: [
            { type: 'tell', params: { type: 'SIGNAL', signal: 'SIGTERM' } },
            { type: 'tell', params: { type: 'ARM', deadline: 'kill' } },
          ],
          on: { DEADLINE_PASSED: '#worker.killing' },
        },
      },
    },
    lost: {
      description: 'The lane ended; if that is the process dying, how it died is the better report.',
      entry: ['fence', { type: 'tell', params: { type: 'ARM', deadline: 'lost' } }],
      on: {
        ENDED: {
          target: 'reporting',
          actions: assign(({ event }) => ({ cause: undefined, explanation: event.explanation })),
        },
        SHUTDOWN: {
          target: 'killing',
          // It may have been draining when the lane was lost: the first order stands.
          actions: assign({ ordered: ({ context, event }) => context.ordered ?? event.reason }),
        },
        DEADLINE_PASSED: 'killing',
      },
    },
    dumping: {
      description: 'It hangs: Python writes its stacks to stderr before SIGKILL.',
      entry: [
        'fence',
        { type: 'tell', params: { type: 'SIGNAL', signal: 'SIGQUIT' } },
        { type: 'tell', params: { type: 'ARM', deadline: 'dump' } },
      ],
      on: { KILL: ignored, DEADLINE_PASSED: 'killing' },
    },
    killing: {
      description: 'SIGKILL was sent to the whole process group.',
      entry: [
        'fence',
        { type: 'tell', params: { type: 'SIGNAL', signal: 'SIGKILL' } },
        { type: 'tell', params: { type: 'ARM', deadline: 'reap' } },
      ],
      on: { KILL: ignored, DEADLINE_PASSED: 'exited' },
    },
    reporting: {
      description: 'The process is gone; its last words are being read.',
      entry: ['fence', { type: 'tell', params: { type: 'ARM', deadline: 'report' } }],
      on: {
        REPORTED: { target: 'exited', actions: assign({ exit: ({ event }) => event.exit }) },
        ENDED: ignored,
        KILL: ignored,
        DEADLINE_PASSED: 'exited',
      },
    },
    exited: { type: 'final' },
  },
});

export type WorkerRef = ActorRefFrom<typeof workerMachine>;
