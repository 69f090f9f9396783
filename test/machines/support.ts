/** What the tests of machines share: each event once, the reachable states of a machine, and how one is named. */
import type { AnyMachineSnapshot, AnyStateMachine, AnyStateNode } from 'xstate';
import { adjacencyMapToArray, getAdjacencyMap } from 'xstate/graph';
import type { AgentEvent } from '../../machines/agent.ts';
import type { SessionEvent } from '../../machines/session.ts';
import type { StreamEvent } from '../../machines/stream.ts';
import type { WorkerEvent } from '../../machines/worker-events.ts';
import type { ZygoteEvent } from '../../machines/zygote.ts';

/** One event of each type: the compiler sees to it that none is forgotten. */
type OneOfEach<Event extends { type: string }> = { readonly [Type in Event['type']]: Extract<Event, { type: Type }> };

const workerEvents: OneOfEach<WorkerEvent> = {
  SHUTDOWN: { type: 'SHUTDOWN', reason: 'shutdown' },
  RETIRE: { type: 'RETIRE', reason: 'shutdown:recycled' },
  KILL: { type: 'KILL', message: 'a call took too long' },
  SPAWNING: { type: 'SPAWNING' },
  SPAWNED: { type: 'SPAWNED', pid: 7 },
  SPAWN_FAILED: { type: 'SPAWN_FAILED', message: 'no such program' },
  ATTACHED: { type: 'ATTACHED' },
  READY: { type: 'READY' },
  LOAD_FAILED: { type: 'LOAD_FAILED', message: 'no module named torch' },
  LANE_LOST: { type: 'LANE_LOST', message: 'its lane was lost' },
  HUNG: { type: 'HUNG', message: 'no sign of life' },
  DRAINED: { type: 'DRAINED' },
  DEADLINE_PASSED: { type: 'DEADLINE_PASSED' },
  ENDED: { type: 'ENDED', explanation: 'killed by SIGKILL' },
  REPORTED: {
    type: 'REPORTED',
    exit: { code: null, signal: 'SIGKILL', explanation: 'killed by SIGKILL', stderrTail: '', uptimeMs: 5 },
  },
};

const streamEvents: OneOfEach<StreamEvent> = {
  CANCEL: { type: 'CANCEL', reason: 'the consumer left' },
  SENT: { type: 'SENT' },
  REQUEUED: { type: 'REQUEUED' },
  FIRST_CHUNK: { type: 'FIRST_CHUNK' },
  STALLED: { type: 'STALLED' },
  RESUMED: { type: 'RESUMED' },
  ENDED: { type: 'ENDED' },
  FAILED: { type: 'FAILED', error: new Error('raised') },
  DEADLINE_PASSED: { type: 'DEADLINE_PASSED' },
};

const sessionEvents: OneOfEach<SessionEvent> = {
  CLOSE: { type: 'CLOSE' },
  EXPIRE: { type: 'EXPIRE' },
  SHUTDOWN: { type: 'SHUTDOWN', reason: 'shutdown' },
  LOADED: { type: 'LOADED' },
  LOAD_FAILED: { type: 'LOAD_FAILED' },
  QUIET: { type: 'QUIET' },
  DRAINED: { type: 'DRAINED' },
  FORGOTTEN: { type: 'FORGOTTEN' },
  DEADLINE_PASSED: { type: 'DEADLINE_PASSED' },
};

const zygoteEvents: OneOfEach<ZygoteEvent> = {
  SHUTDOWN: { type: 'SHUTDOWN', reason: 'shutdown' },
  READY: { type: 'READY' },
  UNFIT: { type: 'UNFIT', why: 'it has two threads' },
  START_FAILED: { type: 'START_FAILED', message: 'no such program' },
  ENDED: { type: 'ENDED', explanation: 'killed by SIGKILL' },
  DEADLINE_PASSED: { type: 'DEADLINE_PASSED' },
};

const agentEvents: OneOfEach<AgentEvent> = {
  SHUTDOWN: { type: 'SHUTDOWN', reason: 'shutdown' },
  SPAWNING: { type: 'SPAWNING' },
  SPAWNED: { type: 'SPAWNED', pid: 7 },
  SPAWN_FAILED: { type: 'SPAWN_FAILED', message: 'no such program' },
  READY: { type: 'READY', port: 5000 },
  UNHEALTHY: { type: 'UNHEALTHY', message: 'did not answer' },
  OVERGROWN: { type: 'OVERGROWN', message: 'has 900 MB' },
  DRAINED: { type: 'DRAINED' },
  DEADLINE_PASSED: { type: 'DEADLINE_PASSED' },
  ENDED: { type: 'ENDED', explanation: 'killed by SIGKILL' },
  REPORTED: {
    type: 'REPORTED',
    exit: { code: null, signal: 'SIGKILL', explanation: 'killed by SIGKILL', stderrTail: '', uptimeMs: 5 },
  },
};

export const everyAgentEvent: readonly AgentEvent[] = Object.values(agentEvents);
export const everyZygoteEvent: readonly ZygoteEvent[] = Object.values(zygoteEvents);
export const everySessionEvent: readonly SessionEvent[] = Object.values(sessionEvents);
export const everyWorkerEvent: readonly WorkerEvent[] = Object.values(workerEvents);
export const everyStreamEvent: readonly StreamEvent[] = Object.values(streamEvents);

/** `terminating.asked` */
export function stateOf(snapshot: { readonly value: unknown }): string {
  const { value } = snapshot;
  if (typeof value === 'string') return value;
  return Object.entries(value as Record<string, unknown>)
    .map(([parent, child]) => `${parent}.${stateOf({ value: child })}`)
    .join(' ');
}

/** Every step a machine can take: from each reachable state (its context set aside), each event, and where that leads. */
export function steps<Event extends { readonly type: string }>(
  machine: AnyStateMachine,
  events: readonly Event[],
  input: unknown,
): { readonly from: string; readonly event: string; readonly to: string }[] {
  const map = getAdjacencyMap(machine, {
    events: [...events],
    input,
    serializeState: (snapshot: AnyMachineSnapshot) => stateOf(snapshot),
    serializeEvent: (event: { type: string }) => event.type,
  });
  return adjacencyMapToArray(map).map(({ state, event, nextState }) => ({
    from: stateOf(state),
    event: event.type,
    to: stateOf(nextState),
  }));
}

/** The states of a machine that have no states inside them, by the path in its configuration. */
export function leaves(node: AnyStateNode): AnyStateNode[] {
  const children = Object.values(node.states);
  return children.length === 0 ? [node] : children.flatMap(leaves);
}

/** Who handles an event in a state: the state itself or the nearest one around it. */
export function handlerOf(node: AnyStateNode, event: string): AnyStateNode | undefined {
  if (node.transitions.has(event)) return node;
  return node.parent === undefined ? undefined : handlerOf(node.parent, event);
}
