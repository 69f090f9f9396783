/**
 * The life of one agent, from spawn to the exit report: a Python program that serves HTTP on the loopback.
 * Pure: it decides, and tells its `port` actor (the process and its client) what to do; the port answers with facts.
 *
 *   waiting → starting → ready → draining → terminating → reporting → exited
 *                 └────────┴─────────┴──────────┴→ killing ──┘
 */
import { type ActorRefFrom, assign, fromCallback, sendTo, setup } from 'xstate';
import type { Crash, ExitOutput, ExitReason } from '../src/model/exit.ts';
import type { ProcessExit } from './worker-events.ts';

/** What the machine asks of its port. */
export type AgentCommand =
  | { type: 'ARM'; deadline: 'start' | 'drain' | 'terminate' | 'reap' | 'report' }
  | { type: 'DISARM' }
  /** Requests may (or may no longer) be sent to it. */
  | { type: 'ACCEPT' }
  | { type: 'REFUSE' }
  /** Answer DRAINED as soon as no request is in flight. */
  | { type: 'DRAIN' }
  /** End every request in flight: nothing this life says counts any more. */
  | { type: 'FENCE'; message: string }
  | { type: 'SIGNAL'; signal: 'SIGTERM' | 'SIGKILL' };

/** Why an agent ended although nobody had ordered it to. */
export interface AgentCause {
  readonly why: 'exited' | 'spawn_failed' | 'start_timeout' | 'unhealthy' | 'memory' | 'port_failed';
  readonly message?: string;
  readonly detail?: unknown;
}

export type AgentEvent =
  // orders
  | { type: 'SHUTDOWN'; reason: ExitReason }
  // facts from the port
  /** Its turn to start has come. */
  | { type: 'SPAWNING' }
  | { type: 'SPAWNED'; pid: number }
  | { type: 'SPAWN_FAILED'; message: string; detail?: unknown }
  /** It has said READY: it serves on this port of the loopback. */
  | { type: 'READY'; port: number }
  /** It does not answer its health checks. */
  | { type: 'UNHEALTHY'; message: string }
  /** It has more memory than it was given. */
  | { type: 'OVERGROWN'; message: string }
  | { type: 'DRAINED' }
  | { type: 'DEADLINE_PASSED' }
  | { type: 'ENDED'; explanation: string }
  | { type: 'REPORTED'; exit: ProcessExit };

export interface AgentInput {
  /** `agent:writer/1` */
  readonly agent: string;
  readonly incarnation: number;
}

export interface AgentContext extends AgentInput {
  readonly pid: number | undefined;
  readonly port: number | undefined;
  readonly ordered: ExitReason | undefined;
  readonly cause: AgentCause | undefined;
  readonly explanation: string | undefined;
  readonly exit: ProcessExit | undefined;
}

/** What a crash's exit reason carries in `error`. */
export interface AgentCrash extends AgentInput {
  readonly pid: number | undefined;
  readonly cause: AgentCause;
  readonly exit: ProcessExit | undefined;
}

/** The exit reason of a life: the order, if there was one; else a crash. */
export function agentExit(context: AgentContext): ExitReason {
  return context.ordered ?? agentCrash(context);
}

/** Everything known of why a life ended although nobody had ordered it to. */
function agentCrash({ agent, incarnation, pid, cause = { why: 'exited' }, exit, explanation }: AgentContext): Crash {
  const error: AgentCrash = { agent, incarnation, pid, cause, exit };
  return { crash: cause.message ?? exit?.explanation ?? explanation ?? cause.why, error };
}

function whyOf({ cause, ordered, explanation }: AgentContext): string {
  if (cause?.message !== undefined) return cause.message;
  return explanation ?? (ordered === undefined ? 'its process ended' : 'it was told to stop');
}

/** Facts that come too late to matter are refused here by name, so that a new event cannot be forgotten. */
const ignored = {} as const;

export const agentMachine = setup({
  types: {} as { context: AgentContext; events: AgentEvent; input: AgentInput; output: ExitOutput },
  actors: { port: fromCallback<AgentCommand, AgentInput>(() => {}) },
  actions: {
    tell: sendTo('port', (_, command: AgentCommand) => command),
    fence: sendTo('port', ({ context }): AgentCommand => ({ type: 'FENCE', message: whyOf(context) })),
    /** The first cause stands: what follows from it explains less. */
    blame: assign(({ context }, cause: AgentCause) => ({ cause: context.cause ?? cause })),
    order: assign(({ context }, { reason }: { reason: ExitReason }) => ({ ordered: context.ordered ?? reason })),
  },
}).createMachine({
  id: 'agent',
  context: ({ input }) => ({
    ...input,
    pid: undefined,
    port: undefined,
    ordered: undefined,
    cause: undefined,
    explanation: undefined,
    exit: undefined,
  }),
  output: ({ context }) => ({ exit: agentExit(context) }),
  invoke: {
    id: 'port',
    src: 'port',
    input: ({ context: { agent, incarnation } }) => ({ agent, incarnation }),
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
    SPAWNED: { actions: assign({ pid: ({ event }) => event.pid }) },
    ENDED: { target: '.reporting', actions: assign({ explanation: ({ event }) => event.explanation }) },
    OVERGROWN: {
      target: '.killing',
      actions: { type: 'blame', params: ({ event }) => ({ why: 'memory', message: event.message }) },
    },
    SPAWNING: ignored,
    SPAWN_FAILED: ignored,
    READY: ignored,
    UNHEALTHY: ignored,
    DRAINED: ignored,
    DEADLINE_PASSED: ignored,
    SHUTDOWN: ignored,
    REPORTED: ignored,
  },
  states: {
    waiting: {
      description: 'It waits for its turn: only so many processes start at once.',
      on: {
        SPAWNING: 'starting',
        SHUTDOWN: { target: 'terminating', actions: { type: 'order', params: ({ event }) => event } },
      },
    },
    starting: {
      description: 'The process is being spawned, imports its agent and binds its port.',
      entry: { type: 'tell', params: { type: 'ARM', deadline: 'start' } },
      on: {
        READY: { target: 'ready', actions: assign({ port: ({ event }) => event.port }) },
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
            params: { why: 'start_timeout', message: 'was not ready before its start deadline' },
          },
        },
        SHUTDOWN: { target: 'terminating', actions: { type: 'order', params: ({ event }) => event } },
      },
    },
    ready: {
      description: 'Prompts may be sent. How many are in flight is a number, not a state.',
      tags: 'accepting',
      entry: [
        { type: 'tell', params: { type: 'DISARM' } },
        { type: 'tell', params: { type: 'ACCEPT' } },
      ],
      exit: { type: 'tell', params: { type: 'REFUSE' } },
      on: {
        UNHEALTHY: {
          target: 'killing',
          actions: { type: 'blame', params: ({ event }) => ({ why: 'unhealthy', message: event.message }) },
        },
        SHUTDOWN: { target: 'draining', actions: { type: 'order', params: ({ event }) => event } },
      },
    },
    draining: {
      description: 'No new prompts; those in flight may end.',
      entry: [
        { type: 'tell', params: { type: 'ARM', deadline: 'drain' } },
        { type: 'tell', params: { type: 'DRAIN' } },
      ],
      on: { DRAINED: 'terminating', DEADLINE_PASSED: 'terminating', UNHEALTHY: 'killing' },
    },
    terminating: {
      description: 'Asked to end by SIGTERM.',
      entry: [
        'fence',
        { type: 'tell', params: { type: 'SIGNAL', signal: 'SIGTERM' } },
        { type: 'tell', params: { type: 'ARM', deadline: 'terminate' } },
      ],
      on: { DEADLINE_PASSED: 'killing' },
    },
    killing: {
      description: 'SIGKILL was sent to the whole process group.',
      entry: [
        'fence',
        { type: 'tell', params: { type: 'SIGNAL', signal: 'SIGKILL' } },
        { type: 'tell', params: { type: 'ARM', deadline: 'reap' } },
      ],
      on: {
        OVERGROWN: ignored,
        DEADLINE_PASSED: 'exited',
        SHUTDOWN: { actions: { type: 'order', params: ({ event }) => event } },
      },
    },
    reporting: {
      description: 'The process is gone; its last words are being read.',
      entry: ['fence', { type: 'tell', params: { type: 'ARM', deadline: 'report' } }],
      on: {
        REPORTED: { target: 'exited', actions: assign({ exit: ({ event }) => event.exit }) },
        ENDED: ignored,
        OVERGROWN: ignored,
        DEADLINE_PASSED: 'exited',
      },
    },
    exited: { type: 'final' },
  },
});

export type AgentMachineRef = ActorRefFrom<typeof agentMachine>;
