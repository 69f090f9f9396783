import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate, type Scope } from '../../src/workflow/evaluate.ts';
import { parseExpression } from '../../src/workflow/expression.ts';
import { ExpressionProblem } from '../../src/workflow/expression-problem.ts';
import { fill, nodesIn, render } from '../../src/workflow/template.ts';

const scope: Scope = {
  input: { tags: ['new', 'red'], count: 3, big: 2n ** 60n, empty: {} },
  node: { draft: { title: 'Bridges', 'a-b': 1 }, 'first-draft': 'x', 'My draft': 'y' },
  value: 'It is',
};
const worth = (source: string): unknown => evaluate(parseExpression(source), scope);

describe('an expression', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['-2 - -3', 1],
    ['7 % 4', 3],
    ['1 / 4 < 0.5', true],
    ['"a" + 1', 'a1'],
    ['"a" < "b"', true],
    ['1 == 1 && !("a" == "b")', true],
    ['false || "said"', 'said'],
    ['not true or false', false],
    ['true and None == null', true],
    ['input.count >= 3', true],
    ['input.big > 5', true],
    ['input.nothing.deeper', null],
    ['input.tags[1]', 'red'],
    ['input.tags[7]', null],
    ['length(input.tags) == 2', true],
    ['contains(input.tags, "red")', true],
    ['contains(lower("BRIDGE"), "ridge")', true],
    ['startsWith(value, "It") && endsWith(value, "is")', true],
    ['upper(node.draft.title)', 'BRIDGES'],
    ['node.draft.a-b', 1],
    ['node.first-draft', 'x'],
    ['node["My draft"]', 'y'],
    ['number("4.5") + 1', 5.5],
    ['text(input.tags)', '["new","red"]'],
    ['!input.empty', true],
    [String.raw`'it\'s'`, "it's"],
  ])('%s is worth %j', (source, value) => {
    expect(worth(source)).toEqual(value);
  });

  test.each([
    ['', 'it ends where a value is expected'],
    ['1 +', 'it ends where a value is expected'],
    ['1 2', '2 is not expected there'],
    ['(1', ') is expected at its end'],
    ['score > 1', 'score is nothing it can read: there are input, node, value'],
    ['eval("1")', 'there is no function eval'],
    ['constructor("x")', 'there is no function constructor'],
    ['length()', 'length takes 1, got 0'],
    ['input.x = 3', '"= 3" is not understood, at position 8'],
    ['process.exit()', 'process is nothing it can read'],
    ['('.repeat(60) + ')'.repeat(60), 'nested deeper than 50'],
    [`"${'x'.repeat(3_000)}"`, 'longer than 2000 characters'],
  ])('%s is refused: %s', (source, says) => {
    expect(() => parseExpression(source)).toThrow(says);
  });

  test.each([
    ['null > 3', '> takes numbers, got null'],
    ['"4" * 2', '* takes numbers, got string "4"; number(…) makes one of a text'],
    ['number("four")', 'number takes what can be read as one, got string "four"'],
    ['length(4)', 'length takes a text, a list or an object, got number 4'],
  ])('%s is not guessed at: %s', (source, says) => {
    expect(() => worth(source)).toThrow(says);
  });

  test('reads own keys alone: nothing of what every object has', () => {
    for (const path of ['input.constructor', 'input.__proto__', 'value.length', 'input.tags.map', 'node["toString"]'])
      expect(worth(path)).toBeNull();
  });

  test('whatever is written, it is worth something or there is a sentence about it, and soon', () => {
    const words = [
      'input',
      '.a',
      'node',
      '["x"]',
      '(',
      ')',
      '!',
      '-',
      '&&',
      '<',
      '"s"',
      '1',
      'length',
      ',',
      ' ',
      '%',
      '\\',
      "'",
    ];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string())), (parts) => {
        try {
          worth(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionProblem);
        }
      }),
    );
  });
});

describe('a text with holes', () => {
  test('has what they name put in: texts as they are, the rest as JSON, nothing for nothing', () => {
    expect(render('{{value}} {{ input.count }} {{input.tags}}{{input.none}}.', scope)).toBe('It is 3 ["new","red"].');
    expect(render('{{node.My draft}} {{node.draft.title}} {{input.tags.0}}', scope)).toBe('y Bridges new');
  });

  test('that is one hole and nothing else is the value itself, wherever it is', () => {
    const filled = fill(
      { tags: '{{input.tags}}', deep: [{ n: ' {{input.count}} ' }], text: 'n={{input.count}}' },
      scope,
    );
    expect(filled).toEqual({ tags: ['new', 'red'], deep: [{ n: 3 }], text: 'n=3' });
    const bytes = new Uint8Array([1]);
    expect(fill({ bytes }, scope)).toEqual({ bytes });
  });

  test('is not filled again: what was put in may have holes of its own', () => {
    expect(render('{{value}}', { ...scope, value: '{{input.count}}' })).toBe('{{input.count}}');
  });

  test('says which nodes it reads', () => {
    expect(nodesIn({ a: '{{node.x.y}} {{input}}', b: [{ c: '{{node.z}}' }] })).toEqual(['x', 'z']);
    expect(() => nodesIn('{{nodes.x}}')).toThrow('{{nodes.x}} is nothing it can read');
    expect(() => nodesIn('{{node..x}}')).toThrow('has an empty name');
  });
});
