/** What a workflow is made of, what is told of a run while it goes on, and what it ends with. */
import type { LlmTool } from '../llm/types.ts';
import type { Ms } from '../model/clock.ts';
import type { Duration } from '../model/duration.ts';
import type { RetryOptions } from '../model/retry.ts';
import type { Asks } from './desk.ts';
import type { Scope } from './evaluate.ts';

interface AnyNode {
  /** Unlike all others in the workflow; outputs are found by it, too. Default: the id. */
  readonly name?: string;
  /**
   * Whether a failed attempt is followed by another: with it, the node says that running twice does no harm. Default: the
   * executor's `retries`, for tools that were never begun or are idempotent; everything else is tried once.
   */
  readonly retry?: RetryOptions | false;
  /** One attempt. Default: what the run has left. */
  readonly timeout?: Duration;
}

/** A prompt for a language model; its output is the text of the answer. */
export interface AgentNode extends AnyNode {
  readonly kind: 'agent';
  /** May have holes: `Sum up {{node.draft}} for {{input.reader}}`. */
  readonly prompt: string;
  /** May have holes, too. */
  readonly system?: string;
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly tools?: Readonly<Record<string, LlmTool>>;
  readonly maxSteps?: number;
  /** Which model. Default: the executor's `llm`. */
  readonly client?: Asks;
}

/** A Python tool (`pool.tool`, or `tool` when one pool alone has it) or a host tool; its output is the result. */
export interface ToolNode extends AnyNode {
  readonly kind: 'tool';
  readonly tool: string;
  /** Texts in it may have holes; one that is a hole and nothing else is the value itself. Default: what comes in, when that is an object. */
  readonly args?: Readonly<Record<string, unknown>>;
}

export interface TransformNode extends AnyNode {
  readonly kind: 'transform';
  /** A function, a name (`uppercase`, `lines`, `parse_json`, …), or a text with holes. */
  readonly transformation: string | ((value: unknown, scope: NodeScope) => unknown);
}

/** Chooses which of the edges behind it are taken; its output is what it chose. */
export interface ConditionNode extends AnyNode {
  readonly kind: 'condition';
  /** `node.score >= 0.8`, or a function. */
  readonly expression: string | ((value: unknown, scope: NodeScope) => unknown);
}

export type NodeSpec = AgentNode | ToolNode | TransformNode | ConditionNode;

export type NodeKind = NodeSpec['kind'];

/** What a function of a node is told beside the value that comes in. */
export interface NodeScope extends Scope {
  /** Aborted when the result is wanted no more. */
  readonly signal: AbortSignal;
}

export interface EdgeOptions {
  /** Behind a condition: the edge is taken when this was chosen. Default: when what was chosen is true, or not empty. */
  readonly when?: string | number | boolean | null;
}

export interface Edge extends EdgeOptions {
  readonly from: string;
  readonly to: string;
}

export interface RunOptions {
  /** All of it. Default: the executor's. */
  readonly timeout?: Duration;
  /** Ends it, and the nodes that run. */
  readonly signal?: AbortSignal | undefined;
  /** Told of each step. What it throws is logged. */
  readonly onEvent?: (event: WorkflowEvent) => void;
  /** Nodes at once. Default: the executor's. */
  readonly concurrency?: number;
  /** See {@link AnyNode.retry}. Default: the executor's. */
  readonly retries?: number;
  /** The first failure ends everything. Default: the executor's. */
  readonly failFast?: boolean;
  /** For agents that name no client. Default: the executor's. */
  readonly llm?: Asks;
}

/** So that a typo is told instead of being a default. */
export const RUN_OPTIONS: readonly string[] = [
  'timeout',
  'signal',
  'onEvent',
  'concurrency',
  'retries',
  'failFast',
  'llm',
] satisfies (keyof RunOptions)[];

/** `skipped`: a node before it failed, or no edge that leads to it was taken. */
export type NodeState = 'succeeded' | 'failed' | 'skipped' | 'cancelled';

export type RunState = 'succeeded' | 'failed' | 'cancelled' | 'expired';

/** One step of a run; `atMs` counts from its beginning. */
export type WorkflowEvent = { readonly run: string; readonly atMs: Ms } & (
  | { readonly type: 'started'; readonly workflow: string; readonly nodes: number }
  | { readonly type: 'node.started'; readonly node: string; readonly attempt: number }
  | {
      readonly type: 'node.retrying';
      readonly node: string;
      readonly attempt: number;
      readonly waitMs: Ms;
      readonly error: unknown;
    }
  | ({ readonly type: 'node.ended' } & NodeReport)
  | { readonly type: 'ended'; readonly state: RunState; readonly durationMs: Ms }
);

/** What became of a node. */
export interface NodeReport {
  readonly node: string;
  readonly name: string;
  readonly kind: NodeKind;
  readonly state: NodeState;
  readonly output?: unknown;
  /** Of a failed one: what its last attempt ended with. */
  readonly error?: unknown;
  /** 0 when it never began. */
  readonly attempts: number;
  readonly durationMs: Ms;
}

/** How a run ended, and with what. Failures are data here: a run gives what it could, and says why not all. */
export interface WorkflowResult {
  /** `workflow:review/7` */
  readonly run: string;
  readonly success: boolean;
  readonly state: RunState;
  /** NodeFailed, or why it was ended; undefined after success. */
  readonly error?: Error;
  /** What came out at the end: the output of the last node, or an object by id when several have nothing behind them. */
  readonly output: unknown;
  /** What each node gave that succeeded, by its id and by its name. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** In an order in which they could have run. */
  readonly nodes: readonly NodeReport[];
  readonly durationMs: Ms;
}
