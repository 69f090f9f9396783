/** Our bytes against those of Python's msgpack, byte for byte. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { decodeValue, encodeValue, tensor } from '../../src/bridge/values.ts';
import { python } from '../support/python.ts';

const script = fileURLToPath(new URL('../fixtures/bridge/msgpack_vectors.py', import.meta.url));
const hasMsgpack = spawnSync(python(), ['-c', 'import msgpack']).status === 0;

const edges = [5, 7, 8, 15, 16, 31, 32, 53].flatMap((bits) =>
  [2 ** bits - 1, 2 ** bits].map((n) => Math.min(n, 2 ** 53 - 1)),
);
const lengths = [0, 1, 15, 16, 31, 32, 33, 255, 256, 65_535, 65_536];

/** A value of ours, and the same in Python. */
const vectors: [value: unknown, expression: string][] = [
  [null, 'None'],
  [true, 'True'],
  [false, 'False'],
  [0, '0'],
  [-0, '-0.0'],
  [1.5, '1.5'],
  [0.1, '0.1'],
  [1e300, '1e300'],
  [Number.MIN_VALUE, '5e-324'],
  [Infinity, 'inf'],
  [-Infinity, '-inf'],
  [Number.NaN, 'nan'],
  ...edges.flatMap((n): [unknown, string][] => [
    [n, `${n}`],
    [-n, `${-n}`],
  ]),
  [2n ** 53n, '2**53'],
  [2n ** 63n, '2**63'],
  [2n ** 64n - 1n, '2**64-1'],
  [-(2n ** 63n), '-2**63'],
  [2n ** 64n, "ext(1, (2**64).to_bytes(9, 'little', signed=True))"],
  [-(2n ** 63n) - 1n, "ext(1, (-2**63-1).to_bytes(9, 'little', signed=True))"],
  [2n ** 127n - 1n, "ext(1, (2**127-1).to_bytes(16, 'little', signed=True))"],
  ...lengths.flatMap((length): [unknown, string][] => [
    ['a'.repeat(length), `'a' * ${length}`],
    ['é'.repeat(length), `'é' * ${length}`],
    ['😀'.repeat(length), `'😀' * ${length}`],
    [new Array(length).fill(7), `[7] * ${length}`],
    [Object.fromEntries(Array.from({ length }, (_, i) => [`k${i}`, i])), `{f'k{i}': i for i in range(${length})}`],
  ]),
  ...[0, 1, 255, 256].map((length): [unknown, string] => [new Uint8Array(length).fill(9), `b'\\t' * ${length}`]),
  [new Uint8Array(257), 'ext(2, b"\\1\\0\\0\\0")'],
  [tensor(new Float32Array(6), [2, 3]), 'ext(3, bytes([10, 2, 1,0,0,0, 2,0,0,0, 3,0,0,0]))'],
  [tensor(new BigInt64Array(1), []), 'ext(3, bytes([7, 0, 1,0,0,0]))'],
  [tensor(new Uint16Array(0), [0], 'float16'), 'ext(3, bytes([9, 1, 1,0,0,0, 0,0,0,0]))'],
  [{ a: [1, { b: null }], c: { d: 'x' } }, "{'a': [1, {'b': None}], 'c': {'d': 'x'}}"],
];

describe.skipIf(!hasMsgpack)("Python's msgpack", () => {
  test(`packs these ${vectors.length} values to the same bytes as we do, and we read them back`, () => {
    const input = JSON.stringify(vectors.map(([, expression]) => expression));
    const { stdout, stderr } = spawnSync(python(), [script], { input, encoding: 'utf8', maxBuffer: 1e9 });
    expect(stderr).toBe('');
    const packed = stdout.trimEnd().split('\n');
    expect(packed).toHaveLength(vectors.length);
    vectors.forEach(([value, expression], i) => {
      const { body, segments } = encodeValue(value, 'value');
      expect(Buffer.from(body).toString('hex') === packed[i], expression).toBe(true);
      expect(decodeValue(Buffer.from(packed[i] ?? '', 'hex'), segments)).toEqual(decodeValue(body, segments));
    });
  });
});
