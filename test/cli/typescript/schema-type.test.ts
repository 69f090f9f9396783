/** Each JSON Schema that an adapter may have for an argument or a result has its TypeScript type. */
import { expect, test } from 'vitest';
import { Names } from '../../../src/cli/typescript/names.ts';
import { typeOf } from '../../../src/cli/typescript/schema-type.ts';

function type(schema: object, argument = false, names = new Names('Own')): string {
  return typeOf(schema, { argument, names, root: { ...schema } });
}

test.each<[object, string, string]>([
  [{}, 'unknown', 'unknown'],
  [{ type: 'integer' }, 'number | bigint', 'number'],
  [{ type: 'number' }, 'number', 'number'],
  [{ type: 'string' }, 'string', 'string'],
  [{ type: 'null' }, 'null', 'null'],
  [{ type: 'string', format: 'date-time' }, 'string', 'string'],
  [{ type: 'string', format: 'binary' }, 'Uint8Array', 'Uint8Array'],
  [{ type: 'object', format: 'tensor' }, 'TensorLike', 'Tensor'],
  [{ enum: ['a', "it's", 3, true, null] }, "'a' | 'it\\'s' | 3 | true | null", "'a' | 'it\\'s' | 3 | true | null"],
  [{ const: 'only' }, "'only'", "'only'"],
  [{ type: ['string', 'null'] }, 'string | null', 'string | null'],
  [
    { anyOf: [{ type: 'integer' }, { type: 'number' }, { type: 'null' }] },
    'number | bigint | number | null',
    'number | null',
  ],
  [{ type: 'boolean', nullable: true }, 'boolean | null', 'boolean | null'],
  [{ anyOf: [{ type: 'string' }, {}] }, 'unknown', 'unknown'],
  [{ allOf: [{ type: 'string' }] }, 'string', 'string'],
  [{ type: 'array' }, 'readonly unknown[]', 'unknown[]'],
  [{ type: 'array', items: { type: 'integer' } }, 'readonly (number | bigint)[]', 'number[]'],
  [
    { type: 'array', items: { type: 'array', items: { type: 'number' } } },
    'readonly (readonly number[])[]',
    'number[][]',
  ],
  [{ type: 'array', prefixItems: [{ type: 'string' }, {}] }, 'readonly [string, unknown]', '[string, unknown]'],
  [{ type: 'object' }, 'Record<string, unknown>', 'Record<string, unknown>'],
  [{ type: 'object', additionalProperties: { type: 'number' } }, 'Record<string, number>', 'Record<string, number>'],
  [
    { type: 'object', properties: { a: { type: 'string' }, 'b-c': {} }, required: ['a'] },
    "{ a: string; 'b-c'?: unknown }",
    "{ a: string; 'b-c'?: unknown }",
  ],
  [{ type: 'object', properties: {} }, 'object', 'object'],
])('%j', (schema, argument, result) => {
  expect(type(schema, true)).toBe(argument);
  expect(type(schema)).toBe(result);
});

test('a definition that refers to itself is a named type', () => {
  const names = new Names('Own');
  const tree = {
    $defs: { node: { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/$defs/node' } } } } },
    $ref: '#/$defs/node',
  };
  expect(type(tree, false, names)).toBe('Node');
  expect(type(tree, false, names)).toBe('Node');
  expect(names.declarations).toEqual(['export type Node = { children?: Node[] };']);
});

test('two definitions of one name get a name each', () => {
  const names = new Names('Point');
  const defined = (type: string): object => ({ $defs: { Point: { type } }, $ref: '#/$defs/Point' });
  expect([type(defined('string'), false, names), type(defined('number'), false, names)]).toEqual(['Point2', 'Point3']);
});

test('a schema that refers to its whole self is a named type', () => {
  const names = new Names('Own');
  expect(type({ type: 'array', items: { $ref: '#' }, title: 'nested list' }, false, names)).toBe('NestedList[]');
  expect(names.declarations).toEqual(['export type NestedList = NestedList[];']);
});

test('a reference that leads nowhere is anything', () => {
  expect([type({ $ref: '#/$defs/Gone' }), type({ $ref: 'https://example.org/schema' })]).toEqual([
    'unknown',
    'unknown',
  ]);
});
