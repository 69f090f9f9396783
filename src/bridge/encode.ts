/** JavaScript values → MessagePack with binary segments beside it, in one pass that refuses with the value's path. */
import { bigToBytes } from './big-integer.ts';
import { DEPTH, MESSAGE_BYTES, SEGMENTS } from './limits.ts';
import { Scratch } from './scratch.ts';
import { DTYPES, type DType, isTypedArray, naturalType, Tensor, type TensorData } from './tensor.ts';
import type { Encoded } from './types.ts';
import { formatPath, type Key, refused, tooDeep, unsendable } from './unsendable.ts';

/** Extension types of `docs/reference/lane.md`. */
export const EXT_INTEGER = 1;
export const EXT_BYTES = 2;
export const EXT_TENSOR = 3;

/** Bytes longer than this travel beside the message. */
export const INLINE_BYTES = 256;

const LONE_SURROGATE = /\p{Surrogate}/u;
const NO_SEGMENTS: readonly Uint8Array[] = [];

/** One at a time; a getter that encodes a value itself gets another (see {@link encodeValue}). */
class Encoder {
  readonly #out = new Scratch();
  readonly #path: Key[] = [];
  #name = '';
  #root: unknown;
  #segments: Uint8Array[] | undefined;
  #segmentBytes = 0;

  encode(value: unknown, name: string): Encoded {
    this.#name = name;
    this.#root = value;
    try {
      this.#value(value, 0);
      return { body: this.#out.finish(), segments: this.#segments ?? NO_SEGMENTS };
    } finally {
      this.#out.reset();
      this.#root = undefined;
      this.#segments = undefined;
      this.#segmentBytes = 0;
    }
  }

  #value(value: unknown, depth: number): void {
    if (typeof value === 'string') this.#string(value, depth);
    else if (typeof value === 'number') this.#number(value);
    else if (typeof value === 'boolean') this.#out.u8(value ? 0xc3 : 0xc2);
    else if (value === null) this.#out.u8(0xc0);
    else if (typeof value === 'object') this.#object(value, depth);
    else if (typeof value === 'bigint') this.#bigint(value);
    else throw unsendable(this.#where(depth), value);
  }

  #number(value: number): void {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) this.#out.u8f64(0xcb, value);
    else if (value >= 0) this.#natural(value);
    else if (value >= -0x20) this.#out.u8(0x100 + value);
    else if (value >= -0x80) this.#out.u8u8(0xd0, value);
    else if (value >= -0x8000) this.#out.u8u16(0xd1, value);
    else if (value >= -0x8000_0000) this.#out.u8u32(0xd2, value);
    else this.#out.u8u64(0xd3, BigInt(value));
  }

  #natural(value: number): void {
    if (value < 0x80) this.#out.u8(value);
    else if (value < 0x100) this.#out.u8u8(0xcc, value);
    else if (value < 0x1_0000) this.#out.u8u16(0xcd, value);
    else if (value < 0x1_0000_0000) this.#out.u8u32(0xce, value);
    else this.#out.u8u64(0xcf, BigInt(value));
  }

  #bigint(value: bigint): void {
    const number = Number(value);
    if (Number.isSafeInteger(number)) this.#number(number);
    else if (value >= 0n && value < 2n ** 64n) this.#out.u8u64(0xcf, value);
    else if (value < 0n && value >= -(2n ** 63n)) this.#out.u8u64(0xd3, value);
    else {
      const bytes = bigToBytes(value);
      this.#ext(EXT_INTEGER, bytes.length);
      this.#out.raw(bytes);
    }
  }

  #string(text: string, depth: number): void {
    if (this.#out.ascii(text)) return;
    const length = Buffer.byteLength(text);
    if (length !== text.length && LONE_SURROGATE.test(text)) {
      throw refused(
        this.#where(depth),
        'a string with half a surrogate pair',
        'send value.toWellFormed() or its bytes',
      );
    }
    if (length < 32) this.#out.u8(0xa0 | length);
    else this.#header(length, 0xd9, 0xda, 0xdb);
    this.#out.utf8(text, length);
  }

  #object(value: object, depth: number): void {
    if (depth === DEPTH) throw tooDeep(this.#name, this.#root, this.#path.slice(0, depth));
    if (Array.isArray(value)) this.#array(value, depth);
    else if (isPlain(value)) this.#map(value, depth);
    else if (value instanceof Uint8Array) this.#bytes(value, depth);
    else if (value instanceof Tensor) this.#tensor(value.dtype, value.shape, value.data, depth);
    else if (isTypedArray(value)) this.#tensor(naturalType(value), [value.length], value, depth);
    else throw unsendable(this.#where(depth), value);
  }

  #array(items: readonly unknown[], depth: number): void {
    const { length } = items;
    if (length < 16) this.#out.u8(0x90 | length);
    else this.#header(length, 0, 0xdc, 0xdd);
    for (let i = 0; i < length; i++) {
      this.#path[depth] = i;
      this.#value(items[i], depth + 1);
    }
  }

  #map(object: object, depth: number): void {
    const keys = Object.keys(object);
    const start = this.#out.position;
    if (keys.length < 16) this.#out.u8(0x80 | keys.length);
    else this.#header(keys.length, 0, 0xde, 0xdf);
    let skipped = 0;
    for (const key of keys) {
      const value = (object as Record<string, unknown>)[key];
      if (value === undefined) {
        skipped++;
        continue;
      }
      this.#path[depth] = key;
      this.#string(key, depth + 1);
      this.#value(value, depth + 1);
    }
    if (skipped > 0) this.#recount(start, keys.length, keys.length - skipped);
  }

  /** The header keeps its width, so that nothing moves. */
  #recount(start: number, written: number, count: number): void {
    if (written < 16) this.#out.patch(start, 0x80 | count);
    else if (written < 0x1_0000) this.#out.patch16(start + 1, count);
    else this.#out.patch32(start + 1, count);
  }

  #bytes(bytes: Uint8Array, depth: number): void {
    if (bytes.length > INLINE_BYTES) {
      const index = this.#segment(bytes, depth);
      this.#ext(EXT_BYTES, 4);
      this.#out.u32le(index);
      return;
    }
    this.#header(bytes.length, 0xc4, 0xc5, 0xc6);
    this.#out.raw(bytes);
  }

  #tensor(dtype: DType, shape: readonly number[], data: TensorData, depth: number): void {
    const index = this.#segment(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), depth);
    this.#ext(EXT_TENSOR, 6 + 4 * shape.length);
    this.#out.u8(DTYPES.indexOf(dtype));
    this.#out.u8(shape.length);
    this.#out.u32le(index);
    for (const size of shape) this.#out.u32le(size);
  }

  #segment(bytes: Uint8Array, depth: number): number {
    this.#segments ??= [];
    if (this.#segments.length + 1 >= SEGMENTS) {
      throw refused(
        this.#where(depth),
        `the ${SEGMENTS}th array or byte string of one message`,
        'send them in several calls',
      );
    }
    this.#segmentBytes += bytes.length;
    if (this.#segmentBytes > MESSAGE_BYTES) {
      const what = `an array of ${bytes.length} bytes in a message of more than ${MESSAGE_BYTES}`;
      throw refused(this.#where(depth), what, 'send it in parts, in several calls');
    }
    return this.#segments.push(bytes);
  }

  #ext(type: number, length: number): void {
    const fixed = length === 0 ? -1 : [1, 2, 4, 8, 16].indexOf(length);
    if (fixed >= 0) this.#out.u8(0xd4 + fixed);
    else this.#header(length, 0xc7, 0xc8, 0xc9);
    this.#out.u8(type);
  }

  /** The smallest header that holds the length; `type8` 0: MessagePack has none of one byte. */
  #header(length: number, type8: number, type16: number, type32: number): void {
    if (type8 !== 0 && length < 0x100) this.#out.u8u8(type8, length);
    else if (length < 0x1_0000) this.#out.u8u16(type16, length);
    else this.#out.u8u32(type32, length);
  }

  #where(depth: number): string {
    return formatPath(this.#name, this.#path.slice(0, depth));
  }
}

let spare: Encoder | undefined = new Encoder();

/**
 * A value as it travels. Segments are views of the arrays given, not copies.
 * @param name what the value is called in refusals, `args`.
 * @throws Unsendable (`VIV_UNSENDABLE`) naming the path of what cannot travel.
 */
export function encodeValue(value: unknown, name: string): Encoded {
  const encoder = spare ?? new Encoder();
  spare = undefined;
  try {
    return encoder.encode(value, name);
  } finally {
    spare = encoder;
  }
}

/** As {@link encodeValue}, with copies of the arrays: whoever gave the value may change it at once. */
export function encodeOwn(value: unknown, name: string): Encoded {
  const { body, segments } = encodeValue(value, name);
  return { body, segments: segments.map((bytes) => bytes.slice()) };
}

/**
 * Also true for a plain object of another realm, as some test runners make them, and for one whose prototype is empty, as
 * Fastify's `request.query` is.
 */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  if (Object.getPrototypeOf(prototype) !== null) return false;
  return Object.hasOwn(prototype as object, 'isPrototypeOf') || !Object.hasOwn(prototype as object, 'constructor');
}
