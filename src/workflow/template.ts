/**
 * Texts with holes: `Sum up {{node.draft}} for {{input.reader}}`. What stands in a hole is a path, whose keys may be any
 * names (`{{node.First draft.title}}`). A text that is one hole and nothing else becomes the value itself.
 */

import { read, type Scope, textOf } from './evaluate.ts';
import { ROOTS } from './expression.ts';
import { ExpressionProblem } from './expression-problem.ts';

const HOLE = /\{\{([^{}]*)\}\}/g;
const WHOLE = /^\s*\{\{([^{}]*)\}\}\s*$/;

export function isTemplate(text: string): boolean {
  return text.search(HOLE) !== -1;
}

/** @throws ExpressionProblem when a hole names nothing that can be read. */
export function render(template: string, scope: Scope): string {
  return template.replace(HOLE, (_, path: string) => textOf(read(scope, keysOf(path))));
}

/** Fills the holes of every text inside a value: a list, an object, or a text. @throws ExpressionProblem */
export function fill(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') {
    const whole = WHOLE.exec(value)?.[1];
    return whole === undefined ? render(value, scope) : read(scope, keysOf(whole));
  }
  if (Array.isArray(value)) return value.map((each) => fill(each, scope));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each, scope)]));
}

/** The nodes that the holes in a value read, by id or name. @throws ExpressionProblem */
export function nodesIn(value: unknown): string[] {
  if (typeof value === 'string')
    return [...value.matchAll(HOLE)].flatMap(([, path = '']) => {
      const [root, node] = keysOf(path);
      return root === 'node' && node !== undefined ? [node] : [];
    });
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return isPlain(value) ? Object.values(value).flatMap(nodesIn) : [];
}

function keysOf(path: string): string[] {
  const keys = path.split('.').map((key) => key.trim());
  if (!ROOTS.some((root) => root === keys[0]))
    throw new ExpressionProblem(`{{${path}}} is nothing it can read: write {{input}}, {{value}} or {{node.NAME}}`);
  if (keys.includes('')) throw new ExpressionProblem(`{{${path}}} has an empty name`);
  if (keys[0] === 'node' && keys.length === 1)
    throw new ExpressionProblem('{{node}} names no node: write {{node.NAME}}');
  return keys;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
