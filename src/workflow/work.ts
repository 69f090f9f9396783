/** What a node does in one attempt, by its kind. */
import type { Ms } from '../model/clock.ts';
import { BadConfig } from '../model/errors.ts';
import type { Args } from '../tools/spec.ts';
import type { Asks, WorkflowDesk } from './desk.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { parseExpression } from './expression.ts';
import { fill, isTemplate, render } from './template.ts';
import { TRANSFORMATIONS } from './transformations.ts';
import type { AgentNode, NodeSpec, ToolNode } from './types.ts';

export interface Attempt {
  readonly scope: Scope;
  readonly signal: AbortSignal;
  readonly timeoutMs: Ms;
  readonly desk: WorkflowDesk;
  /** For agents that name no client. */
  readonly llm: Asks | undefined;
}

export async function work(spec: NodeSpec, attempt: Attempt): Promise<unknown> {
  const { scope, signal } = attempt;
  switch (spec.kind) {
    case 'agent':
      return ask(spec, attempt);
    case 'tool':
      return attempt.desk.call(spec.tool, argsOf(spec, scope), { signal, timeoutMs: attempt.timeoutMs });
    case 'transform':
      if (typeof spec.transformation === 'function') return spec.transformation(scope.value, { ...scope, signal });
      return transformed(spec.transformation, scope);
    case 'condition':
      if (typeof spec.expression === 'function') return spec.expression(scope.value, { ...scope, signal });
      return evaluate(parseExpression(spec.expression), scope);
  }
}

async function ask(spec: AgentNode, { scope, signal, timeoutMs, llm }: Attempt): Promise<string> {
  const { kind: _, name: __, retry: ___, timeout: ____, client = llm, prompt, system, ...options } = spec;
  if (client === undefined)
    throw new BadConfig('llm', client, 'a client for the agents: createExecutor({ llm }), or the node’s own');
  const { text } = await client.complete({
    ...options,
    prompt: render(prompt, scope),
    ...(system === undefined ? {} : { system: render(system, scope) }),
    ...(Number.isFinite(timeoutMs) ? { deadline: timeoutMs } : {}),
    signal,
  });
  return text;
}

function argsOf({ args }: ToolNode, scope: Scope): Args {
  const given = args === undefined ? scope.value : fill(args, scope);
  return typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as Args) : {};
}

function transformed(transformation: string, scope: Scope): unknown {
  if (isTemplate(transformation)) return fill(transformation, scope);
  return TRANSFORMATIONS[transformation]?.(scope.value);
}
