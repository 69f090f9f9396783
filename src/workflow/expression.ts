/**
 * A safe language for conditions given as text: `node.score >= 0.8 && !contains(input.tags, "draft")`. It reads what it
 * is handed and computes; it calls no functions but its own, has no loops and no assignments. Here text becomes a tree.
 */
import { ExpressionProblem } from './expression-problem.ts';
import { type Token, tokens } from './expression-tokens.ts';

export type Expression =
  | { readonly type: 'value'; readonly value: string | number | boolean | null }
  /** `node.draft.title`: the first key is one of ROOTS. */
  | { readonly type: 'path'; readonly keys: readonly string[] }
  | { readonly type: 'unary'; readonly operator: '!' | '-'; readonly of: Expression }
  | { readonly type: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Expression[] };

/** What can be read: the run's input, outputs of nodes, and what the nodes right before give. */
export const ROOTS = ['input', 'node', 'value'] as const;

/** Names of functions, with how many arguments each takes. */
export const FUNCTIONS: Readonly<Record<string, number>> = {
  length: 1,
  lower: 1,
  upper: 1,
  number: 1,
  text: 1,
  contains: 2,
  startsWith: 2,
  endsWith: 2,
};

const LONGEST = 2_000;
const DEEPEST = 50;

/** From the loosest to the tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];

/** @throws ExpressionProblem */
export function parseExpression(source: string): Expression {
  if (source.length > LONGEST) throw new ExpressionProblem(`it is longer than ${LONGEST} characters`);
  return new Parser(tokens(source)).whole();
}

/** The nodes that it reads, by id or name as they are written. */
export function nodesOf(expression: Expression): string[] {
  switch (expression.type) {
    case 'value':
      return [];
    case 'path':
      return expression.keys[0] === 'node' && expression.keys[1] !== undefined ? [expression.keys[1]] : [];
    case 'unary':
      return nodesOf(expression.of);
    case 'binary':
      return [...nodesOf(expression.left), ...nodesOf(expression.right)];
    case 'call':
      return expression.args.flatMap(nodesOf);
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const expression = this.#level(0);
    const rest = this.#tokens[this.#at];
    if (rest !== undefined) throw new ExpressionProblem(`${rest.text} is not expected there`);
    return expression;
  }

  #level(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#unary();
    let left = this.#level(level + 1);
    for (;;) {
      const operator = operators.find((each) => this.#take(each));
      if (operator === undefined) return left;
      left = { type: 'binary', operator, left, right: this.#level(level + 1) };
    }
  }

  #unary(): Expression {
    if (++this.#depth > DEEPEST) throw new ExpressionProblem(`it is nested deeper than ${DEEPEST}`);
    try {
      for (const operator of ['!', '-'] as const)
        if (this.#take(operator)) return { type: 'unary', operator, of: this.#unary() };
      return this.#primary();
    } finally {
      this.#depth -= 1;
    }
  }

  #primary(): Expression {
    if (this.#take('(')) {
      const inner = this.#level(0);
      this.#expect(')');
      return inner;
    }
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new ExpressionProblem('it ends where a value is expected');
    if (token.type === 'value') return { type: 'value', value: token.value };
    if (token.type !== 'word') throw new ExpressionProblem(`${token.text} is not expected there`);
    return this.#take('(') ? this.#call(token.text) : this.#path(token.text);
  }

  #call(name: string): Expression {
    const takes = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (takes === undefined)
      throw new ExpressionProblem(`there is no function ${name}: there are ${Object.keys(FUNCTIONS).join(', ')}`);
    const args: Expression[] = [];
    while (!this.#take(')')) {
      if (args.length > 0) this.#expect(',');
      args.push(this.#level(0));
    }
    if (args.length !== takes) throw new ExpressionProblem(`${name} takes ${takes}, got ${args.length}`);
    return { type: 'call', name, args };
  }

  #path(root: string): Expression {
    if (!ROOTS.some((each) => each === root))
      throw new ExpressionProblem(`${root} is nothing it can read: there are ${ROOTS.join(', ')}`);
    const keys = [root];
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token?.type === 'key') keys.push(token.text);
      else return { type: 'path', keys };
      this.#at += 1;
    }
  }

  #take(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.type !== 'sign' || token.text !== text) return false;
    this.#at += 1;
    return true;
  }

  #expect(text: string): void {
    if (this.#take(text)) return;
    const found = this.#tokens[this.#at]?.text;
    throw new ExpressionProblem(`${text} is expected ${found === undefined ? 'at its end' : `before ${found}`}`);
  }
}
