/** Arbitrary values that may travel, as they arrive: for properties of the codec. */
import fc from 'fast-check';
import { type DType, Tensor, type TensorData } from '../../src/bridge/values.ts';

const text = fc.string({ unit: 'binary', maxLength: 60 });
const key = text.filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name));

/** As it comes back: a number when that is exact. */
const integer = fc
  .bigInt({ min: -(2n ** 80n), max: 2n ** 80n })
  .map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value));

const shape = fc.array(fc.nat(4), { maxLength: 3 });

/** 0-d and empty ones included. */
export const tensors: fc.Arbitrary<Tensor> = fc
  .tuple(fc.constantFrom<DType>('bool', 'int8', 'uint8', 'int32', 'int64', 'float16', 'float32', 'complex128'), shape)
  .map(([dtype, dimensions]) => {
    const count = dimensions.reduce((product, size) => product * size, 1);
    return new Tensor(dtype, dimensions, fill(dtype, count));
  });

export const values: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, true, false, -0, Number.NaN, Infinity, -Infinity, 2 ** 53 - 1, -(2 ** 53) + 1),
    fc.integer(),
    fc.double(),
    integer,
    text,
    fc.uint8Array({ maxLength: 600 }),
    tensors,
    fc.array(tie('value'), { maxLength: 20 }),
    fc.dictionary(key, tie('value'), { maxKeys: 20, noNullPrototype: true }),
  ),
})).value;

function fill(dtype: DType, count: number): TensorData {
  const bytes = (size: number): ArrayBuffer => Uint8Array.from({ length: count * size }, (_, i) => i % 2).buffer;
  switch (dtype) {
    case 'int8':
      return new Int8Array(bytes(1));
    case 'int32':
      return new Int32Array(bytes(4));
    case 'int64':
      return new BigInt64Array(bytes(8));
    case 'float16':
      return new Uint16Array(bytes(2));
    case 'float32':
      return new Float32Array(bytes(4));
    case 'complex128':
      return new Float64Array(bytes(16));
    default:
      return new Uint8Array(bytes(1));
  }
}
