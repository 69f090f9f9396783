/** Values in a google.protobuf.Any: ours there and back, and what other clients pack. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeAny, encodeAny, JSON_TYPE } from '../../../src/bridge/plane/any.ts';
import { tensor } from '../../../src/bridge/values.ts';

const GOOGLE = 'type.googleapis.com/google.protobuf.';
const text = (type_url: string, value: string) => ({ type_url, value: Buffer.from(value) });
const packed = (name: string, ...bytes: number[]) => ({ type_url: GOOGLE + name, value: Uint8Array.from(bytes) });
const roundTrip = (value: unknown): unknown => decodeAny(encodeAny(value, 'value'), 'value', 'dspex');

const leaf = fc.oneof(
  fc.constantFrom(null, true, false, Number.NaN, Infinity, -Infinity, -0, 2 ** 53, 2 ** 60, 1e21, 1e300, 5e-324),
  fc.integer(),
  fc.double(),
  fc.bigInt().map((n) => (Number.isSafeInteger(Number(n)) ? Number(n) : n)),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('NaN', 'Infinity', '{"__int__":"5"}', '\\"', '\\\\"9007199254740993', '__int__', '-'),
  fc.uint8Array(),
  fc.float32Array({ maxLength: 6 }).map((data) => tensor(data)),
  fc.bigInt64Array({ minLength: 6, maxLength: 6 }).map((data) => tensor(data, [2, 3])),
);
const key = fc.oneof(
  fc.string(),
  fc.constantFrom('__dict__', '__int__', '__float__', '__bytes__', '__tensor__', 'NaN', '9007199254740993'),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];
const hasForbiddenKey = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !ArrayBuffer.isView(value) &&
  Object.entries(value).some(([name, each]) => FORBIDDEN.includes(name) || hasForbiddenKey(each));

test('every value that Node and Python share comes back as it went', () => {
  fc.assert(
    fc.property(tree, (value) => {
      fc.pre(!hasForbiddenKey(value));
      expect(roundTrip(value)).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

test('what JSON can say is plain JSON, so that a client without tags reads it', () => {
  const { type_url, value } = encodeAny({ a: [1, 2.5, 'x', null, true], b: undefined }, 'result');
  expect(type_url).toBe('type.googleapis.com/vivarium.v1.Json');
  expect(Buffer.from(value).toString()).toBe('{"a":[1,2.5,"x",null,true]}');
});

test.each<[string, unknown, string]>([
  ['not a number', Number.NaN, '{"__float__":"NaN"}'],
  ['minus zero', -0, '{"__float__":"-0"}'],
  ['a whole float beyond 2^53', 2 ** 60, '{"__float__":"1152921504606847000"}'],
  ['an integer beyond 2^53', 2n ** 60n, '{"__int__":"1152921504606846976"}'],
  ['a small BigInt', 5n, '5'],
  ['bytes', Uint8Array.of(1, 2, 255), '{"__bytes__":"AQL/"}'],
  [
    'a tensor',
    tensor(new Float32Array([1, 2]), [2, 1]),
    '{"__tensor__":{"dtype":"float32","shape":[2,1],"data":"AACAPwAAAEA="}}',
  ],
  ["a user's object that looks like a tag", { __int__: '5' }, '{"__dict__":[["__int__","5"]]}'],
  ["a user's object with more keys", { __int__: '5', a: 1 }, '{"__int__":"5","a":1}'],
])('%s is written as the page says', (_, value, json) => {
  expect(Buffer.from(encodeAny(value, 'value').value).toString()).toBe(json);
});

test('what cannot travel is refused with its path and a remedy', () => {
  expect(() => encodeAny({ rows: [{ when: new Date(0) }] }, 'result')).toThrow(
    'result.rows[0].when: a Date cannot be sent; send value.toISOString()',
  );
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  expect(() => encodeAny(cycle, 'result')).toThrow(/a cycle/);
});

describe('of other clients', () => {
  test.each<[string, { type_url: string; value: Uint8Array }, unknown]>([
    ['raw JSON under any type', text('type.googleapis.com/snakepit.map', '{"a": [1, 2.0]}'), { a: [1, 2] }],
    ['raw JSON under no type', text('', '[1]'), [1]],
    ['raw JSON under StringValue', text(`${GOOGLE}StringValue`, '"text"'), 'text'],
    ['raw JSON that begins with a line feed', text(`${GOOGLE}StringValue`, '\n{"a":1}'), { a: 1 }],
    [
      'an integer of any size, exactly',
      text('x', '[9007199254740993, -9007199254740993]'),
      [2n ** 53n + 1n, -(2n ** 53n) - 1n],
    ],
    [
      "Python's NaN and Infinity",
      text('x', '[NaN, -Infinity, Infinity, "NaN"]'),
      [Number.NaN, -Infinity, Infinity, 'NaN'],
    ],
    ["Snakepit's NaN", text('type.googleapis.com/snakepit.float', '"NaN"'), Number.NaN],
    [
      'long digits that are no integer',
      text('x', '[1.2345678901234567e3, "1234567890123456789"]'),
      [1234.5678901234567, '1234567890123456789'],
    ],
    ['a tag in raw JSON, which has none', text('x', '{"__int__": "5"}'), { __int__: '5' }],
    ['nothing at all', { type_url: '', value: new Uint8Array(0) }, null],
    ['a StringValue', packed('StringValue', 0x0a, 1, 0x35), '5'],
    ['an empty StringValue', packed('StringValue'), ''],
    ['a BoolValue', packed('BoolValue', 0x08, 1), true],
    ['an empty BoolValue', packed('BoolValue'), false],
    ['an Int32Value', packed('Int32Value', 0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1), -1],
    ['an Int64Value', packed('Int64Value', 0x08, 0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10), 2n ** 53n + 1n],
    [
      'a UInt64Value',
      packed('UInt64Value', 0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1),
      2n ** 64n - 1n,
    ],
    ['a DoubleValue', packed('DoubleValue', 0x09, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f), 1.5],
    ['a FloatValue', packed('FloatValue', 0x0d, 0, 0, 0xc0, 0x3f), 1.5],
    ['a BytesValue', packed('BytesValue', 0x0a, 2, 0, 255), Uint8Array.of(0, 255)],
    ['Empty', packed('Empty'), null],
    ['a Value that is a list', packed('Value', 0x32, 4, 0x0a, 2, 0x20, 1), [true]],
    ['a ListValue', packed('ListValue', 0x0a, 2, 0x08, 0, 0x0a, 3, 0x1a, 1, 0x61), [null, 'a']],
    ['a Struct', packed('Struct', 0x0a, 7, 0x0a, 1, 0x61, 0x12, 2, 0x20, 1), { a: true }],
  ])('%s is read', (_, any, value) => {
    expect(decodeAny(any, 'kwargs.x', 'dspex')).toEqual(value);
  });

  test('a StringValue holds JSON for Snakepit, when it is some', () => {
    const holding = (json: string) => packed('StringValue', 0x0a, json.length, ...Buffer.from(json));
    expect(decodeAny(holding('{"n": 5}'), 'x', 'snakepit')).toEqual({ n: 5 });
    expect(decodeAny(holding('plain text'), 'x', 'snakepit')).toBe('plain text');
  });

  test.each([
    ['bytes that are no text', { type_url: 'a/some.Type', value: Uint8Array.of(0xff, 0xfe) }],
    ['text that is no JSON', text('some.Type', '{')],
    ['a message that is cut off', packed('Struct', 0x0a, 9, 0x0a)],
    ['a tag that holds no such value', text(JSON_TYPE, '{"__int__":"five"}')],
    ["a user's object that is no list of pairs", text(JSON_TYPE, '{"__dict__":{"a":1}}')],
    ['a tensor whose data is short', text(JSON_TYPE, '{"__tensor__":{"dtype":"float64","shape":[2],"data":"AAAA"}}')],
    ['an integer too long to read in good time', text('x', `[${'9'.repeat(100_000)}]`)],
    ['nesting without end', text('x', '['.repeat(100_000) + ']'.repeat(100_000))],
  ])('%s is refused, naming the argument', (_, any) => {
    expect(() => decodeAny(any, 'kwargs.x', 'dspex')).toThrow(
      expect.objectContaining({
        status: 'INVALID_ARGUMENT',
        message: expect.stringMatching(
          /^kwargs\.x has .* cannot be read .*; send JSON as type\.googleapis\.com\/vivarium/,
        ),
      }),
    );
  });

  test('keys that reach what every object inherits are dropped', () => {
    const json = '{"__proto__": {"admin": true}, "constructor": 1, "a": {"prototype": 2, "b": 3}}';
    const value = decodeAny(text('x', json), 'x', 'dspex') as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['a']);
    expect(value['a']).toEqual({ b: 3 });
    expect(value['admin']).toBeUndefined();
  });

  test('any bytes under any type give a value or a refusal', () => {
    const type = fc.constantFrom(
      '',
      'x',
      JSON_TYPE,
      ...['StringValue', 'Struct', 'ListValue', 'Value', 'Int64Value'].map((name) => GOOGLE + name),
    );
    fc.assert(
      fc.property(type, fc.uint8Array({ maxLength: 64 }), (type_url, value) => {
        try {
          decodeAny({ type_url, value }, 'x', 'snakepit');
        } catch (error) {
          expect(error).toMatchObject({ status: 'INVALID_ARGUMENT' });
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
