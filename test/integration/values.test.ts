/** Values through a real worker: what Python gets and what comes back is what was sent. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Tensor, tensor } from '../../src/bridge/values.ts';
import { values } from '../bridge/sendable.ts';
import { running, type Service, stopServices } from '../support/service.ts';

let pool: Service['pool'];
const echo = (value: unknown): Promise<unknown> => pool.call('echo', { value });

beforeAll(async () => {
  pool = (await running('values')).pool;
});
afterAll(stopServices);

test('1,000 arbitrary values come back from Python as they were', async () => {
  const seen = { values: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(values, { minLength: 50, maxLength: 50 }), async (batch) => {
      const answers = await Promise.all(batch.map(echo));
      for (const [index, answer] of answers.entries()) {
        if (!isDeepStrictEqual(answer, batch[index])) expect(answer).toStrictEqual(batch[index]);
        seen.values += 1;
      }
    }),
    { numRuns: 20 },
  );
  expect(seen.values).toBeGreaterThanOrEqual(1_000);
});

describe('Python sees', () => {
  test.each<[unknown, string]>([
    [null, 'None'],
    [true, 'True'],
    [3, '3'],
    [-3, '-3'],
    [0.1, '0.1'],
    [-0, '-0.0'],
    [Number.NaN, 'nan'],
    [Infinity, 'inf'],
    [-Infinity, '-inf'],
    [2 ** 53 - 1, '9007199254740991'],
    [2n ** 64n, '18446744073709551616'],
    [-(2n ** 70n), '-1180591620717411303424'],
    ['naïve 漢字 🐍\0', "'naïve 漢字 🐍\\x00'"],
    [Buffer.from([0, 255]), "b'\\x00\\xff'"],
    [[1, [2, []]], '[1, [2, []]]'],
    [{ a: { b: null }, ключ: 1 }, "{'a': {'b': None}, 'ключ': 1}"],
  ])('%o as %s', async (value, text) => {
    expect(await pool.call('same', { value, text })).toBe(true);
  });

  test('a tool without a return value, and Node gets null', async () => {
    expect(await pool.call('nothing', {})).toBeNull();
  });

  test("numpy's own numbers as plain ones", async () => {
    expect(await pool.call('scalars', {})).toEqual([0.5, 7, true, 0.25]);
  });
});

const FILLED: readonly [Tensor['dtype'], Tensor['data'], unknown][] = [
  ['bool', new Uint8Array([0, 1]), [false, true]],
  ['int8', new Int8Array([-128, 127]), [-128, 127]],
  ['uint8', new Uint8Array([0, 255]), [0, 255]],
  ['int16', new Int16Array([-32768, 32767]), [-32768, 32767]],
  ['uint16', new Uint16Array([0, 65535]), [0, 65535]],
  ['int32', new Int32Array([-(2 ** 31), 2 ** 31 - 1]), [-(2 ** 31), 2 ** 31 - 1]],
  ['uint32', new Uint32Array([0, 2 ** 32 - 1]), [0, 2 ** 32 - 1]],
  ['int64', new BigInt64Array([-(2n ** 63n), 1n]), [-(2n ** 63n), 1]],
  ['uint64', new BigUint64Array([2n ** 64n - 1n, 0n]), [2n ** 64n - 1n, 0]],
  ['float16', new Uint16Array([0x3c00, 0xc000]), [1, -2]],
  ['float32', new Float32Array([0.5, -1.25]), [0.5, -1.25]],
  ['float64', new Float64Array([0.1, -1e300]), [0.1, -1e300]],
  [
    'complex64',
    new Float32Array([1, 2, 3, 4]),
    [
      [1, 3],
      [2, 4],
    ],
  ],
  [
    'complex128',
    new Float64Array([1, 2, 3, 4]),
    [
      [1, 3],
      [2, 4],
    ],
  ],
];

describe('an array of', () => {
  test.each(FILLED)('%s is a writable numpy array in C order, with the same numbers', async (dtype, data, values) => {
    const sent = tensor(data, [2, 1], dtype);
    const column = (flat: unknown): unknown => (flat as unknown[]).map((one) => [one]);
    expect(await pool.call('describe', { array: sent })).toEqual({
      dtype,
      shape: [2, 1],
      c_order: true,
      writable: true,
      values: dtype.startsWith('complex') ? (values as unknown[]).map(column) : column(values),
    });
    expect(await echo(sent)).toStrictEqual(sent);
  });

  test.each(FILLED.map(([dtype]) => dtype))('%s that numpy made arrives with its dtype and shape', async (dtype) => {
    for (const shape of [[], [0], [3, 0, 2], [2, 1, 2]]) {
      const made = await pool.call('ramp', { dtype, shape });
      expect(made).toBeInstanceOf(Tensor);
      expect(made).toMatchObject({ dtype, shape });
    }
  });

  test('another order arrives in C order', async () => {
    expect(await pool.call('transposed', {})).toStrictEqual(tensor(new Int32Array([0, 3, 1, 4, 2, 5]), [3, 2]));
  });
});

test('megabytes come back exact: text, bytes, arrays, and many at a time', async () => {
  const bytes = new Uint8Array(3_000_000).map((_, index) => index % 251);
  const batch = {
    text: 'é漢'.repeat(500_000),
    parts: [bytes, tensor(new Float64Array(200_000).fill(0.1), [400, 500])],
  };
  for (const answer of await Promise.all([echo(batch), echo(batch), echo(batch)])) {
    expect(isDeepStrictEqual(answer, batch)).toBe(true);
  }
});

test('keys that could poison an object are dropped, the rest arrives', async () => {
  const sent: unknown = JSON.parse('{"__proto__": {"admin": true}, "constructor": 1, "fine": 2}');
  const back = await echo(sent);
  expect(back).toStrictEqual({ fine: 2 });
  expect((back as { admin?: unknown }).admin).toBeUndefined();
});

describe('what cannot be sent to Python is refused before it leaves, naming where it is', () => {
  test.each<[string, unknown, string]>([
    ['a Date', { rows: [1, { when: new Date(0) }] }, 'args.value.rows[1].when: a Date'],
    ['a function', [() => 1], 'args.value[0]: function'],
    ['undefined in a list', [undefined], 'args.value[0]: undefined'],
    ['a Map', { 'a key': new Map() }, 'args.value["a key"]: a Map'],
    ['an error', new Error('x'), 'args.value: an error'],
  ])('%s', async (_, value, text) => {
    await expect(echo(value)).rejects.toMatchObject({ code: 'VIV_UNSENDABLE', message: expect.stringContaining(text) });
  });

  test('a value that contains itself', async () => {
    const loop: unknown[] = [];
    loop.push({ loop });
    await expect(echo(loop)).rejects.toMatchObject({ code: 'VIV_UNSENDABLE', message: expect.stringMatching(/cycle/) });
  });
});

describe('what only Python knows comes in a plainer form', () => {
  const marker = { __ffi_unserializable__: true, __type__: 'object' };

  test.each([
    ['datetime', { rows: [1, 2, { when: '2020-01-01T00:00:00' }] }],
    ['set', { tags: [7] }],
    ['decimal', ['1.5']],
    ['path', { file: 'x' }],
    ['object', [[marker]]],
    ['objects', { array: [marker] }],
  ])('%s', async (which, plainer) => {
    expect(await pool.call('make_plainer', { which })).toEqual(plainer);
  });
});

describe('what Python cannot send is refused there, naming where it is and what to send instead', () => {
  test.each([
    ['generator', 'result.rows[2]: generator cannot travel, send it as list()'],
    ['key', 'result.by_id: the key 1 is int, keys must be str'],
    ['surrogate', 'result.text: a str with a lone surrogate'],
    ['cycle', 'does it contain itself?'],
  ])('%s', async (which, text) => {
    await expect(pool.call('make_unsendable', { which })).rejects.toMatchObject({
      code: 'VIV_UNSENDABLE',
      message: expect.stringContaining(text),
    });
  });

  test('also in the middle of a stream, after what could be sent', async () => {
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const chunk of pool.stream('stream_unsendable', {})) seen.push(chunk);
    })();
    await expect(reading).rejects.toMatchObject({
      code: 'VIV_UNSENDABLE',
      message: expect.stringContaining('result.deep[0]'),
    });
    expect(seen).toEqual([1]);
  });

  test('and the worker serves on', async () => {
    expect(await echo('still here')).toBe('still here');
  });
});
