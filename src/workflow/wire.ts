/** Workflows, their steps and their results as JSON with Python's spelling. */
import type { LlmTool, ToolCallScope } from '../llm/types.ts';
import { type WireError, wireError } from '../llm/wire.ts';
import { isVivariumError } from '../model/errors.ts';
import { LlmError } from '../model/llm-errors.ts';
import { unknownHostTool } from '../model/tool-errors.ts';
import type { Args } from '../tools/spec.ts';
import { Workflow } from './define.ts';
import type { WorkflowDesk } from './desk.ts';
import type { Executor } from './executor.ts';
import type { Edge, NodeReport, NodeSpec, WorkflowEvent, WorkflowResult } from './types.ts';

export interface WireWorkflow {
  readonly name: string;
  readonly nodes: readonly WireNode[];
  readonly edges?: readonly (Edge | readonly [from: string, to: string, when?: Edge['when']])[];
}

/** `{id, kind, name, …}` with what its kind has; `timeout` in seconds, `attempts` as its retry. */
export type WireNode = Readonly<Record<string, unknown>> & { readonly id: string; readonly kind: string };

export function workflowOf({ name, nodes, edges = [] }: WireWorkflow, desk: WorkflowDesk): Workflow {
  const read = nodes.map((node) => [node.id, nodeOf(node, desk)] as const);
  return new Workflow(name, read, edges.map(edgeOf));
}

type WireEdge = NonNullable<WireWorkflow['edges']>[number];

function edgeOf(edge: WireEdge): Edge {
  const { from, to, when } = 'from' in edge ? edge : { from: edge[0], to: edge[1], when: edge[2] };
  return { from, to, ...(when === undefined || when === null ? {} : { when }) };
}

/** What is wrong with it the plan says: names are the ones it checks. */
function nodeOf({ id: _, ...node }: WireNode, desk: WorkflowDesk): NodeSpec {
  const given = Object.fromEntries(Object.entries(node).filter(([, value]) => value !== null));
  const { max_tokens: maxTokens, max_steps: maxSteps, attempts, timeout, tools, ...same } = given;
  const names = Array.isArray(tools) ? tools.map(String) : [];
  const spec = {
    ...same,
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(maxSteps === undefined ? {} : { maxSteps }),
    ...(timeout === undefined ? {} : { timeout: Number(timeout) * 1_000 }),
    ...(attempts === undefined ? {} : { retry: { maximumAttempts: attempts } }),
    ...(names.length === 0
      ? {}
      : { tools: Object.fromEntries(names.map((name) => [named(name), toolOf(name, desk)])) }),
  };
  return spec as NodeSpec;
}

/** Models take no dots in the names of their functions. */
const named = (tool: string): string => tool.replaceAll('.', '_');

function toolOf(name: string, desk: WorkflowDesk): LlmTool {
  const found = desk.describe(name);
  if (found === undefined) throw unknownHostTool(name, []);
  const execute = (args: Args, { abortSignal: signal }: ToolCallScope): Promise<unknown> =>
    desk.call(name, args, { signal, timeoutMs: Number.POSITIVE_INFINITY });
  return { description: found.description, inputSchema: found.parameters, execute };
}

export function wireResult({ run, state, error, output, outputs, nodes, durationMs }: WorkflowResult) {
  return {
    run,
    state,
    output: output ?? null,
    outputs,
    nodes: nodes.map(wireReport),
    error: error === undefined ? null : wireFailure(error, durationMs),
    duration_ms: durationMs,
  };
}

function wireReport({ durationMs, error, ...report }: NodeReport) {
  return { ...report, error: error === undefined ? null : wireFailure(error), duration_ms: durationMs };
}

export function wireEvent(event: WorkflowEvent): Readonly<Record<string, unknown>> {
  const { atMs, ...rest } = event;
  const spelt = Object.entries(rest).map(([key, value]) => {
    if (key === 'durationMs') return ['duration_ms', value];
    if (key === 'waitMs') return ['wait_ms', value];
    return [key, key === 'error' ? wireFailure(value) : value];
  });
  return { ...Object.fromEntries(spelt), at_ms: atMs };
}

/** One of the nine kinds for every end of a workflow, so that it is of a class that Python knows. */
export function wireFailure(error: unknown, durationMs = 0): WireError {
  const wired = wireError(error);
  if (!isVivariumError(error) || error instanceof LlmError) return wired;
  const { facts, cause, code, message } = error;
  switch (code) {
    case 'VIV_WORKFLOW_INVALID':
      return { ...wired, kind: 'validation', fields: { field: 'workflow', value: facts['problem'] } };
    case 'VIV_CALL_TIMEOUT':
      return {
        ...wired,
        kind: 'timeout',
        fields: { operation: 'workflow', duration_ms: facts['timeoutMs'] ?? durationMs },
      };
    case 'VIV_NODE_FAILED': {
      const { kind, fields } = wireFailure(cause);
      return kind === 'core'
        ? { ...wired, kind: 'runtime', fields: { operation: `node ${facts['node']}` } }
        : { ...wired, message, kind, fields };
    }
    default:
      return wired;
  }
}

export function wireStats(executor: Executor) {
  const { name, settings } = executor;
  const stats = executor.stats();
  return {
    total_executions: stats.total,
    successful_executions: stats.succeeded,
    failed_executions: stats.failed + stats.expired,
    cancelled_executions: stats.cancelled,
    running: stats.running,
    success_rate: stats.successRate,
    average_duration_ms: stats.averageMs,
    total_duration_ms: stats.totalMs,
    nodes: stats.nodes,
    retries: stats.retries,
    uptime_seconds: stats.uptimeMs / 1_000,
    execution_mode: name,
    timeout_seconds: settings.timeoutMs / 1_000,
    max_retries: settings.retries,
  };
}
