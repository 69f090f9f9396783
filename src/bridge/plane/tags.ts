/** What JSON lacks, as objects with one key: the tags of `docs/reference/session-plane.md`. */
import { shrink } from '../big-integer.ts';
import { DTYPES, type DType, elementsOf, itemBytes, Tensor, type TensorData, viewAs } from '../tensor.ts';
import { parseInteger } from './integer.ts';

const FLOATS = new Set(['NaN', 'Infinity', '-Infinity', '-0']);
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

export const DICT = '__dict__';

/** The payload → the value; undefined when it is none of that tag. */
const READ: Readonly<Record<string, (payload: unknown) => unknown>> = {
  __float__: (text) => (isFloat(text) ? Number(text) : undefined),
  __int__: (text) => (typeof text === 'string' ? parseInteger(text) : undefined),
  __bytes__: (text) => bytesOf(text),
  __tensor__: (fields) => tensorOf(fields),
};

/** The one key of an object that is a tag, or of a user's object that looks like one; else undefined. */
export function tagOf(keys: readonly string[]): string | undefined {
  const [key] = keys;
  return keys.length === 1 && key !== undefined && (key === DICT || Object.hasOwn(READ, key)) ? key : undefined;
}

/** Undefined when the payload is none of that tag. */
export function readTag(tag: string, payload: unknown): unknown {
  return READ[tag]?.(payload);
}

export function tagNumber(value: number): { __float__: string } | number {
  // A whole number beyond 2^53 would read as an exact integer, which it was not.
  if (Number.isSafeInteger(value) ? !Object.is(value, -0) : Number.isFinite(value) && !Number.isInteger(value))
    return value;
  return { __float__: Object.is(value, -0) ? '-0' : String(value) };
}

export function tagBigint(value: bigint): { __int__: string } | number {
  const short = shrink(value);
  return typeof short === 'number' ? short : { __int__: String(value) };
}

export function tagBytes(bytes: Uint8Array): { __bytes__: string } {
  return { __bytes__: base64(bytes) };
}

export function tagTensor(dtype: DType, shape: readonly number[], data: TensorData): object {
  return {
    __tensor__: { dtype, shape, data: base64(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)) },
  };
}

function isFloat(text: unknown): boolean {
  return typeof text === 'string' && (FLOATS.has(text) || (text !== '' && Number.isFinite(Number(text))));
}

function bytesOf(text: unknown): Uint8Array | undefined {
  return typeof text === 'string' && BASE64.test(text) ? new Uint8Array(Buffer.from(text, 'base64')) : undefined;
}

function tensorOf(fields: unknown): Tensor | undefined {
  const { dtype, shape, data } = (fields ?? {}) as { dtype?: unknown; shape?: unknown; data?: unknown };
  const type = DTYPES.find((each) => each === dtype);
  const bytes = bytesOf(data);
  if (type === undefined || bytes === undefined || !Array.isArray(shape)) return undefined;
  if (elementsOf(shape) * itemBytes(type) !== bytes.length) return undefined;
  return new Tensor(type, shape as number[], viewAs(type, bytes));
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
