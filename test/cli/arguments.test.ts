/** How words on the command line become a tool's arguments. */
import { describe, expect, test } from 'vitest';
import { Tensor } from '../../src/bridge/tensor.ts';
import { givenArguments, readArguments } from '../../src/cli/arguments.ts';

const read = (schema: object, text: string): unknown =>
  readArguments(givenArguments([`x=${text}`], undefined), { properties: { x: schema } })['x'];

describe('the text of an argument', () => {
  test.each<[string, object, string, unknown]>([
    ['stays a string where one is wanted', { type: 'string' }, '5', '5'],
    ['stays a string where null is the alternative', { anyOf: [{ type: 'string' }, { type: 'null' }] }, '5', '5'],
    ['is null where null is the alternative', { anyOf: [{ type: 'string' }, { type: 'null' }] }, 'null', null],
    ['is a number before a string', { anyOf: [{ type: 'string' }, { type: 'integer' }] }, '5', 5],
    ['is JSON where anything will do', {}, '{"a": [1, true]}', { a: [1, true] }],
    ['is itself where anything will do and it is no JSON', {}, 'lion', 'lion'],
    ['may contain an equals sign', { type: 'string' }, 'a=b', 'a=b'],
    ['may be empty', { type: 'string' }, '', ''],
    ['is an integer with all its digits', { type: 'integer' }, '-9007199254740993', -9007199254740993n],
    ['is NaN', { type: 'number' }, 'NaN', Number.NaN],
    ['is infinite', { type: 'number' }, '-Infinity', Number.NEGATIVE_INFINITY],
    ['is the choice it names', { enum: [1, 'two'] }, '1', 1],
    ['is left for the call to refuse when it does not fit', { type: 'integer' }, 'five', 'five'],
    ['is bytes where bytes are wanted', { type: 'string', format: 'binary' }, 'é', Buffer.from('é')],
  ])('%s', (_, schema, text, value) => {
    expect(read(schema, text)).toEqual(value);
  });
});

describe('a list for an ndarray', () => {
  const tensor = { type: 'object', format: 'tensor' };

  test.each<[string, string, string, number[]]>([
    ['of integers is int64', '[[1, 2, 3], [4, 5, 6]]', 'int64', [2, 3]],
    ['with a fraction is float64', '[1, 2.5]', 'float64', [2]],
    ['that is empty is float64', '[]', 'float64', [0]],
  ])('%s', (_, text, dtype, shape) => {
    const value = read(tensor, text);
    expect(value).toBeInstanceOf(Tensor);
    expect(value).toMatchObject({ dtype, shape });
  });

  test.each(['[[1, 2], [3]]', '[1, "a"]'])('stays a list when it is no array of numbers: %s', (text) => {
    expect(read(tensor, text)).toEqual(JSON.parse(text));
  });
});

test('arguments by the names of object members are arguments like others', () => {
  const args = readArguments(givenArguments(['constructor=1'], '{"__proto__": 2}'), {});
  expect(Object.entries(args)).toEqual([
    ['__proto__', 2],
    ['constructor', 1],
  ]);
});
