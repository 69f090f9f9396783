/** What an expression is worth, given what it may read. Types are not bent: what cannot be compared is said, not guessed. */
import { kindOf } from '../model/errors.ts';
import type { Expression } from './expression.ts';
import { ExpressionProblem } from './expression-problem.ts';

/** What templates and expressions read. */
export interface Scope {
  readonly input: unknown;
  /** Outputs of the nodes that have ended, by id and by name. */
  readonly node: Readonly<Record<string, unknown>>;
  /** What the nodes right before give: one's output, or an object by id of several; without any the input. */
  readonly value: unknown;
}

/** @throws ExpressionProblem */
export function evaluate(expression: Expression, scope: Scope): unknown {
  const of = (part: Expression): unknown => evaluate(part, scope);
  switch (expression.type) {
    case 'value':
      return expression.value;
    case 'path':
      return read(scope, expression.keys);
    case 'unary':
      return expression.operator === '!' ? !isTrue(of(expression.of)) : -numeric('-', of(expression.of));
    case 'call':
      return applied(expression.name, expression.args.map(of));
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator === '&&') return isTrue(of(left)) ? of(right) : of(left);
      if (operator === '||') return isTrue(of(left)) ? of(left) : of(right);
      return computed(operator, of(left), of(right));
    }
  }
}

/** Own keys alone; what is not there is null. */
export function read(scope: Scope, keys: readonly string[]): unknown {
  let value: unknown = scope;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value ?? null;
}

/** False, null, 0, NaN, and what is empty are not. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** As it stands in a sentence: texts as they are, the rest as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  return typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? String(value));
}

function computed(operator: string, left: unknown, right: unknown): unknown {
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  if (operator === '+' && (typeof left === 'string' || typeof right === 'string')) return textOf(left) + textOf(right);
  if (typeof left === 'string' && typeof right === 'string') return compared(operator, left, right);
  const [a, b] = [numeric(operator, left), numeric(operator, right)];
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    default:
      return compared(operator, a, b);
  }
}

function compared<T extends string | number>(operator: string, left: T, right: T): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      throw new ExpressionProblem(`${operator} takes numbers, got ${kindOf(left)}`);
  }
}

function numeric(operator: string, value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  throw new ExpressionProblem(`${operator} takes numbers, got ${kindOf(value)}; number(…) makes one of a text`);
}

function applied(name: string, [first, second]: readonly unknown[]): unknown {
  switch (name) {
    case 'length':
      return lengthOf(first);
    case 'lower':
      return textOf(first).toLowerCase();
    case 'upper':
      return textOf(first).toUpperCase();
    case 'number':
      return numberOf(first);
    case 'contains':
      return Array.isArray(first) ? first.includes(second) : textOf(first).includes(textOf(second));
    case 'startsWith':
      return textOf(first).startsWith(textOf(second));
    case 'endsWith':
      return textOf(first).endsWith(textOf(second));
    default:
      return textOf(first);
  }
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length;
  if (value === null || value === undefined) return 0;
  throw new ExpressionProblem(`length takes a text, a list or an object, got ${kindOf(value)}`);
}

function numberOf(value: unknown): number {
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  if (typeof value === 'object' || Number.isNaN(number))
    throw new ExpressionProblem(`number takes what can be read as one, got ${kindOf(value)}`);
  return number;
}
