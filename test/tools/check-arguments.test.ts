import { describe, expect, test } from 'vitest';
import { argumentCheck } from '../../src/tools/check-arguments.ts';

const add = argumentCheck({
  type: 'object',
  properties: { a: { type: 'integer' }, b: { type: 'number' }, label: { type: 'string' } },
  required: ['a', 'b'],
  additionalProperties: false,
});

const one = (type: unknown) => argumentCheck({ properties: { x: { type } } });

describe('arguments are refused in one sentence that names', () => {
  test.each([
    [{}, 'argument a is missing: it takes an integer'],
    [{ a: 1 }, 'argument b is missing: it takes a number'],
    [{ a: 1, b: undefined }, 'argument b is missing: it takes a number'],
    [{ a: 1, b: 2, c: 3 }, 'unknown argument c: it takes a, b, label'],
    [{ a: 1.5, b: 2 }, 'argument a: expected an integer, got number 1.5'],
    [{ a: '1', b: 2 }, 'argument a: expected an integer, got string "1"'],
    [{ a: 1, b: [2] }, 'argument b: expected a number, got array of 1'],
    [{ a: 1, b: null }, 'argument b: expected a number, got null'],
    [{ a: 1, b: 2, label: 7 }, 'argument label: expected a string, got number 7'],
  ])('what is wrong with %j', (args, sentence) => {
    expect(add(args)).toBe(sentence);
  });

  test('that a tool takes none', () => {
    expect(argumentCheck({ additionalProperties: false })({ x: 1 })).toBe('unknown argument x: it takes none');
  });

  test('that null is no value where the schema does not say nullable', () => {
    const check = argumentCheck({ properties: { x: { type: 'boolean', nullable: true }, y: { type: 'boolean' } } });
    expect([check({ x: null }), check({ y: null })]).toEqual([
      undefined,
      'argument y: expected true or false, got null',
    ]);
  });

  test('a missing argument of a type JSON cannot name', () => {
    expect(argumentCheck({ properties: { x: {} }, required: ['x'] })({})).toBe('argument x is missing');
  });
});

describe('arguments are let through when', () => {
  test.each<[string, unknown]>([
    ['integer', 2],
    ['integer', -0],
    ['integer', 2n ** 70n],
    ['number', Number.NaN],
    ['number', 2n],
    ['boolean', false],
    ['string', ''],
    ['array', []],
    ['array', new Float64Array(2)],
    ['object', {}],
    ['object', new Map()],
  ])('a parameter of type %s is given %s', (type, value) => {
    expect(one(type)({ x: value })).toBeUndefined();
  });

  test('optional ones are left out or undefined', () => {
    expect(add({ a: 1, b: 2 })).toBeUndefined();
    expect(add({ a: 1, b: 2, label: undefined })).toBeUndefined();
  });

  test.each([['string', 'null'], 'tensor', undefined])('the type is %j, which only the worker can judge', (type) => {
    expect(one(type)({ x: Symbol.iterator })).toBeUndefined();
  });

  test('the tool takes any others', () => {
    expect(argumentCheck({ properties: {} })({ anything: 1 })).toBeUndefined();
  });

  test.each([{}, { properties: null }, { properties: [], required: 'a' }, { required: null }])(
    'the schema is as odd as %j',
    (schema) => {
      expect(argumentCheck(schema)({ x: 1 })).toBeUndefined();
    },
  );
});
