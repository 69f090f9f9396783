/** Making tensors by hand. */
import { describe, expect, test } from 'vitest';
import { tensor } from '../../src/bridge/values.ts';

describe('tensor(data, shape, dtype)', () => {
  test('takes the dtype of its array and one dimension unless told otherwise', () => {
    expect(tensor(new Float32Array(6))).toMatchObject({ dtype: 'float32', shape: [6] });
    expect(tensor(new Float32Array(6), [2, 3])).toMatchObject({ dtype: 'float32', shape: [2, 3] });
    expect(tensor(new Float64Array([5]), [])).toMatchObject({ dtype: 'float64', shape: [] });
    expect(tensor(new Int32Array(0), [0, 3])).toMatchObject({ shape: [0, 3] });
  });

  test('counts a complex number as two floats', () => {
    expect(tensor(new Float32Array(6), undefined, 'complex64')).toMatchObject({ dtype: 'complex64', shape: [3] });
    expect(() => tensor(new Float32Array(6), [6], 'complex64')).toThrow(/dimensions whose product is 3/);
    expect(() => tensor(new Float32Array(5), undefined, 'complex64')).toThrow(/tensor.shape/);
  });

  test('holds bool in bytes and float16 in its bits', () => {
    expect(tensor(new Uint8Array([1, 0]), [2], 'bool').dtype).toBe('bool');
    expect(tensor(new Uint16Array([0x3c00]), [1], 'float16').dtype).toBe('float16');
  });

  test.each([
    [
      'a shape that does not fit',
      () => tensor(new Int8Array(6), [4, 2]),
      'tensor.shape: expected dimensions whose product is 6, got string "[4, 2]"',
    ],
    [
      'a negative dimension',
      () => tensor(new Int8Array(6), [-2, -3]),
      'tensor.shape: expected dimensions whose product is 6, got string "[-2, -3]"',
    ],
    [
      'an array of another dtype',
      () => tensor(new Int8Array(2), [2], 'float16'),
      'tensor.data: expected Uint16Array for float16, got Int8Array',
    ],
    [
      'a dtype there is not',
      () => tensor(new Int8Array(2), [2], 'int4' as 'int8'),
      /^tensor.dtype: expected one of bool, int8, .*, got string "int4"$/,
    ],
    [
      'no typed array',
      () => tensor([1, 2] as unknown as Int8Array, [2]),
      'tensor.data: expected a typed array, got array of 2',
    ],
  ])('refuses %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
