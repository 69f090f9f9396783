/** How workflows fail: they cannot be run at all, or one of their nodes did not come through. */
import type { Ms } from './clock.ts';
import { formatMs } from './duration.ts';
import { type Facts, isVivariumError, VivariumError } from './errors.ts';

/** A workflow cannot be run: the message says which part of it is wrong, and what to do. */
export class WorkflowInvalid extends VivariumError {
  constructor(workflow: string, problem: string, facts: Facts = {}) {
    super('VIV_WORKFLOW_INVALID', `workflow ${workflow}: ${problem}`, { workflow, problem, ...facts });
  }
}

/** What an error of a node says of it. */
export interface NodeFacts {
  readonly workflow: string;
  /** `workflow:review/7` */
  readonly run: string;
  readonly node: string;
  readonly attempts: number;
}

/** A node did not come through, whatever its policy allowed; `cause` is what its last attempt ended with. */
export class NodeFailed extends VivariumError {
  constructor(node: NodeFacts, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const tries = node.attempts > 1 ? ` after ${node.attempts} attempts` : '';
    const options = { cause, retryable: isVivariumError(cause) && cause.retryable };
    super(
      'VIV_NODE_FAILED',
      `workflow ${node.workflow}: node ${node.node} failed${tries}: ${why}`,
      { ...node },
      options,
    );
  }
}

/** One attempt of a node took longer than it may. */
export function nodeTimeout(node: string, timeoutMs: Ms): VivariumError {
  const message = `node ${node} took longer than ${formatMs(timeoutMs)}`;
  return new VivariumError('VIV_CALL_TIMEOUT', message, { node, timeoutMs }, { retryable: true });
}

/** A run took longer than it may: what had not ended was cancelled. */
export function runTimeout(run: string, timeoutMs: Ms): VivariumError {
  const message = `${run} took longer than ${formatMs(timeoutMs)}: its nodes that had not ended were cancelled`;
  return new VivariumError('VIV_CALL_TIMEOUT', message, { run, timeoutMs });
}

export function runCancelled(run: string, reason: unknown): VivariumError {
  return new VivariumError('VIV_CALL_CANCELLED', `${run} was cancelled by its caller`, { run }, { cause: reason });
}
