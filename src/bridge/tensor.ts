/** Arrays of numbers with a shape: what numpy calls an ndarray, in C order. */
import { BadConfig } from '../model/errors.ts';

const ARRAYS = {
  bool: Uint8Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  float16: Uint16Array,
  float32: Float32Array,
  float64: Float64Array,
  complex64: Float32Array,
  complex128: Float64Array,
};

export type DType = keyof typeof ARRAYS;

/** `data` of a tensor: `float16` is its bits, a complex number is two floats in a row. */
export type TensorData =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** In the order of their codes on the wire. */
export const DTYPES = Object.keys(ARRAYS) as DType[];

const NATURAL = new Map<string, DType>([
  ['Int8Array', 'int8'],
  ['Uint8Array', 'uint8'],
  ['Uint8ClampedArray', 'uint8'],
  ['Int16Array', 'int16'],
  ['Uint16Array', 'uint16'],
  ['Int32Array', 'int32'],
  ['Uint32Array', 'uint32'],
  ['BigInt64Array', 'int64'],
  ['BigUint64Array', 'uint64'],
  ['Float32Array', 'float32'],
  ['Float64Array', 'float64'],
]);

/** Shared by all copies of the package: a file of tools may be written against another one. */
const BRAND = Symbol.for('vivarium.Tensor');

/** An n-dimensional array in C order; a shape of `[]` is a single number. Make one with {@link tensor}. */
export class Tensor {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: TensorData;

  constructor(dtype: DType, shape: readonly number[], data: TensorData) {
    this.dtype = dtype;
    this.shape = shape;
    this.data = data;
  }

  get [BRAND](): true {
    return true;
  }

  static [Symbol.hasInstance](value: unknown): value is Tensor {
    return typeof value === 'object' && value !== null && BRAND in value;
  }
}

type NestedNumbers = readonly (number | NestedNumbers)[];

/** What a tool that takes an ndarray may be given. A `Uint8Array` is bytes: wrap it by {@link tensor}. */
export type TensorLike = Tensor | Exclude<TensorData, Uint8Array> | NestedNumbers;

/**
 * A tensor over `data`, which is not copied.
 * @param shape default: one dimension.
 * @param dtype default: the array's own; say it for `bool` (in a Uint8Array), `float16` (its bits in a Uint16Array)
 *   and complex numbers (pairs in a Float32Array or Float64Array).
 * @throws BadConfig when the shape or the dtype does not fit the data.
 * @example tensor(new Float32Array([1, 2, 3, 4, 5, 6]), [2, 3])
 */
export function tensor(data: TensorData, shape?: readonly number[], dtype?: DType): Tensor {
  if (!isTypedArray(data)) throw new BadConfig('tensor.data', data, 'a typed array');
  const type = dtype ?? naturalType(data);
  const array = ARRAYS[type];
  if (array === undefined) throw new BadConfig('tensor.dtype', type, `one of ${DTYPES.join(', ')}`);
  if (!(data instanceof array) && type !== naturalType(data)) {
    throw new BadConfig('tensor.data', data, `${array.name} for ${type}`);
  }
  const elements = data.length / numbersPer(type);
  const dimensions = shape ?? [elements];
  if (elementsOf(dimensions) !== elements) {
    throw new BadConfig('tensor.shape', `[${dimensions.join(', ')}]`, `dimensions whose product is ${elements}`);
  }
  return new Tensor(type, [...dimensions], data);
}

export function isTypedArray(value: unknown): value is TensorData {
  return ArrayBuffer.isView(value) && NATURAL.has((value as TensorData)[Symbol.toStringTag]);
}

/** The dtype a typed array has by itself. */
export function naturalType(data: TensorData): DType {
  return NATURAL.get(data[Symbol.toStringTag]) as DType;
}

/** Bytes of one element. */
export function itemBytes(dtype: DType): number {
  return ARRAYS[dtype].BYTES_PER_ELEMENT * numbersPer(dtype);
}

/** The product of the dimensions; NaN when one of them is none. */
export function elementsOf(shape: readonly number[]): number {
  let product = 1;
  for (const size of shape) product *= Number.isSafeInteger(size) && size >= 0 ? size : Number.NaN;
  return product;
}

/** The typed array over bytes that hold `dtype`; copies only when they are not aligned. */
export function viewAs(dtype: DType, bytes: Uint8Array): TensorData {
  const array = ARRAYS[dtype];
  const aligned = bytes.byteOffset % array.BYTES_PER_ELEMENT === 0 ? bytes : new Uint8Array(bytes);
  return new array(aligned.buffer as ArrayBuffer, aligned.byteOffset, bytes.length / array.BYTES_PER_ELEMENT);
}

const numbersPer = (dtype: DType): number => (dtype.startsWith('complex') ? 2 : 1);
