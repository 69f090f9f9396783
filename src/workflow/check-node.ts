/** One node by itself: is it of a kind there is, with what that kind needs, and do its texts say something? */
import { toMs } from '../model/duration.ts';
import { isVivariumError, kindOf } from '../model/errors.ts';
import { retryPolicy } from '../model/retry.ts';
import { nearest, refuseUnknown } from '../model/unknown-option.ts';
import { WorkflowInvalid } from '../model/workflow-errors.ts';
import { nodesOf, parseExpression } from './expression.ts';
import { ExpressionProblem } from './expression-problem.ts';
import { isTemplate, nodesIn } from './template.ts';
import { TRANSFORMATIONS } from './transformations.ts';
import type { NodeKind, NodeSpec } from './types.ts';

const ANY = ['kind', 'name', 'retry', 'timeout'];

const OPTIONS: Readonly<Record<NodeKind, readonly string[]>> = {
  agent: [...ANY, 'prompt', 'system', 'maxTokens', 'temperature', 'tools', 'maxSteps', 'client'],
  tool: [...ANY, 'tool', 'args'],
  transform: [...ANY, 'transformation'],
  condition: [...ANY, 'expression'],
};

/** @throws WorkflowInvalid */
export function checkNode(workflow: string, id: string, spec: NodeSpec): void {
  const invalid = (problem: string): WorkflowInvalid =>
    new WorkflowInvalid(workflow, `node ${id}: ${problem}`, { node: id });
  if (typeof spec !== 'object' || spec === null) throw invalid(`an object of options is expected, got ${kindOf(spec)}`);
  const kinds = Object.keys(OPTIONS);
  if (!kinds.includes(spec.kind)) throw invalid(`kind is one of ${kinds.join(', ')}, got ${kindOf(spec.kind)}`);
  const texts = { name: spec.name ?? id, ...required(spec) };
  for (const [option, value] of Object.entries(texts))
    if (typeof value !== 'string' || value.trim() === '')
      throw invalid(`${option} is empty, or no text: ${kindOf(value)}`);
  try {
    refuseUnknown(`node ${id}`, spec, OPTIONS[spec.kind]);
    if (spec.timeout !== undefined) toMs(spec.timeout, 'timeout');
    if (spec.retry !== undefined) retryPolicy('retry', spec.retry);
  } catch (error) {
    if (isVivariumError(error, 'VIV_BAD_CONFIG')) throw invalid(error.message);
    throw error;
  }
  if (spec.kind === 'transform') checkTransformation(spec.transformation, invalid);
}

/** The texts that a kind cannot be without. */
function required(spec: NodeSpec): Readonly<Record<string, unknown>> {
  switch (spec.kind) {
    case 'agent':
      return { prompt: spec.prompt };
    case 'tool':
      return { tool: spec.tool };
    case 'transform':
      return typeof spec.transformation === 'function' ? {} : { transformation: spec.transformation };
    case 'condition':
      return typeof spec.expression === 'function' ? {} : { expression: spec.expression };
  }
}

function checkTransformation(transformation: unknown, invalid: (problem: string) => WorkflowInvalid): void {
  if (typeof transformation !== 'string' || isTemplate(transformation)) return;
  const names = Object.keys(TRANSFORMATIONS);
  if (names.includes(transformation)) return;
  const near = nearest(transformation, names);
  const meant = near === undefined ? `a text with holes, or one of ${names.join(', ')}` : `did you mean ${near}?`;
  throw invalid(`there is no transformation ${JSON.stringify(transformation)}: ${meant}`);
}

/** The nodes whose outputs it reads, as they are written. @throws WorkflowInvalid */
export function references(workflow: string, id: string, spec: NodeSpec): string[] {
  try {
    switch (spec.kind) {
      case 'agent':
        return [...nodesIn(spec.prompt), ...nodesIn(spec.system ?? '')];
      case 'tool':
        return nodesIn(spec.args);
      case 'transform':
        return typeof spec.transformation === 'string' ? nodesIn(spec.transformation) : [];
      case 'condition':
        return typeof spec.expression === 'string' ? nodesOf(parseExpression(spec.expression)) : [];
    }
  } catch (error) {
    if (!(error instanceof ExpressionProblem)) throw error;
    throw new WorkflowInvalid(workflow, `node ${id}: ${error.message}`, { node: id });
  }
}
