/** MessagePack with binary segments beside it → JavaScript values. Trusts nothing it reads. */
import { bytesToBig, shrink } from './big-integer.ts';
import { EXT_BYTES, EXT_INTEGER, EXT_TENSOR } from './encode.ts';
import { DEPTH_ACCEPTED } from './limits.ts';
import { protocolError } from './protocol-error.ts';
import { DTYPES, elementsOf, itemBytes, Tensor, viewAs } from './tensor.ts';

/** A string up to this length is read as ASCII in a loop, which beats the call into C++. */
const SHORT = 24;

/** Numbers of eight bytes, and floats, are read from here: a view of each body would cost more than the rest of a short one. */
const word = new DataView(new ArrayBuffer(8));

class Decoder {
  readonly #bytes: Uint8Array;
  readonly #segments: readonly Uint8Array[];
  #at = 0;

  constructor(bytes: Uint8Array, segments: readonly Uint8Array[]) {
    this.#bytes = bytes;
    this.#segments = segments;
  }

  decode(): unknown {
    const value = this.#value(0);
    if (this.#at !== this.#bytes.length) throw protocolError(`${this.#bytes.length - this.#at} bytes follow the value`);
    return value;
  }

  #value(depth: number): unknown {
    const type = this.#u8();
    if (type < 0x80) return type;
    if (type < 0x90) return this.#map(type & 0x0f, depth);
    if (type < 0xa0) return this.#array(type & 0x0f, depth);
    if (type < 0xc0) return this.#string(type & 0x1f);
    if (type >= 0xe0) return type - 0x100;
    switch (type) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xc4:
        return this.#copy(this.#u8());
      case 0xc5:
        return this.#copy(this.#u16());
      case 0xc6:
        return this.#copy(this.#u32());
      case 0xca:
        return this.#word(4).getFloat32(0);
      case 0xcb:
        return this.#word(8).getFloat64(0);
      case 0xcc:
        return this.#u8();
      case 0xcd:
        return this.#u16();
      case 0xce:
        return this.#u32();
      case 0xcf:
        return shrink(this.#word(8).getBigUint64(0));
      case 0xd0:
        return (this.#u8() << 24) >> 24;
      case 0xd1:
        return (this.#u16() << 16) >> 16;
      case 0xd2:
        return this.#u32() | 0;
      case 0xd3:
        return shrink(this.#word(8).getBigInt64(0));
      case 0xd9:
        return this.#string(this.#u8());
      case 0xda:
        return this.#string(this.#u16());
      case 0xdb:
        return this.#string(this.#u32());
      case 0xdc:
        return this.#array(this.#u16(), depth);
      case 0xdd:
        return this.#array(this.#u32(), depth);
      case 0xde:
        return this.#map(this.#u16(), depth);
      case 0xdf:
        return this.#map(this.#u32(), depth);
      default:
        return this.#ext(type);
    }
  }

  #array(length: number, depth: number): unknown[] {
    this.#enter(depth);
    // Not allocated ahead: the length is only what the peer says.
    const items: unknown[] = [];
    for (let i = 0; i < length; i++) items.push(this.#value(depth + 1));
    return items;
  }

  /** Objects have text for keys: Python's other keys arrive as text. */
  #map(length: number, depth: number): Record<string, unknown> {
    this.#enter(depth);
    const object: Record<string, unknown> = {};
    for (let i = 0; i < length; i++) {
      const key = this.#key(depth + 1);
      const value = this.#value(depth + 1);
      // These would reach, or pose as, what every object inherits.
      if (key !== '__proto__' && key !== 'constructor' && key !== 'prototype') object[key] = value;
    }
    return object;
  }

  #key(depth: number): string {
    const key = this.#value(depth);
    if (typeof key === 'string') return key;
    if (typeof key === 'object' && key !== null)
      throw protocolError('a map has a key that is no text, number, bool or None');
    return String(key);
  }

  #enter(depth: number): void {
    if (depth >= DEPTH_ACCEPTED) throw protocolError(`a value is nested more than ${DEPTH_ACCEPTED} levels deep`);
  }

  #string(length: number): string {
    const start = this.#skip(length);
    const bytes = this.#bytes;
    if (length <= SHORT) {
      const end = start + length;
      let text = '';
      let at = start;
      for (; at < end; at++) {
        const code = bytes[at] as number;
        if (code > 127) break;
        text += String.fromCharCode(code);
      }
      if (at === end) return text;
    }
    return Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString();
  }

  #ext(type: number): unknown {
    const length = this.#extLength(type);
    const ext = this.#u8();
    const payload = this.#bytes.subarray(this.#skip(length), this.#at);
    if (ext === EXT_INTEGER) return shrink(bytesToBig(payload));
    const fields = new DataView(payload.buffer, payload.byteOffset, length);
    if (ext === EXT_BYTES && length === 4) return this.#segment(fields.getUint32(0, true));
    if (ext === EXT_TENSOR && length >= 6 && length === 6 + 4 * fields.getUint8(1)) return this.#tensor(fields);
    throw protocolError(`extension type ${ext} with ${length} bytes is unknown`);
  }

  #tensor(fields: DataView): Tensor {
    const dtype = DTYPES[fields.getUint8(0)];
    if (dtype === undefined) throw protocolError(`a tensor has the unknown dtype code ${fields.getUint8(0)}`);
    const shape = Array.from({ length: fields.getUint8(1) }, (_, i) => fields.getUint32(6 + 4 * i, true));
    const data = this.#segment(fields.getUint32(2, true));
    if (elementsOf(shape) * itemBytes(dtype) !== data.length) {
      throw protocolError(`a tensor of ${dtype} [${shape.join(', ')}] came with ${data.length} bytes`);
    }
    return new Tensor(dtype, shape, viewAs(dtype, data));
  }

  #segment(index: number): Uint8Array {
    const segment = this.#segments[index - 1];
    if (segment === undefined) throw protocolError(`segment ${index} of ${this.#segments.length} is missing`);
    return segment;
  }

  #extLength(type: number): number {
    if (type >= 0xd4 && type <= 0xd8) return 1 << (type - 0xd4);
    if (type === 0xc7) return this.#u8();
    if (type === 0xc8) return this.#u16();
    if (type === 0xc9) return this.#u32();
    throw protocolError(`byte 0x${type.toString(16)} begins no MessagePack value`);
  }

  /** Bytes of their own, so that the value does not keep the whole batch in memory. */
  #copy(length: number): Uint8Array {
    return new Uint8Array(this.#bytes.subarray(this.#skip(length), this.#at));
  }

  #u8(): number {
    return this.#bytes[this.#skip(1)] as number;
  }

  #u16(): number {
    return this.#word(2).getUint16(0);
  }

  #u32(): number {
    return this.#word(4).getUint32(0);
  }

  /** Past `length` bytes that must be there; returns where they begin. */
  #skip(length: number): number {
    const start = this.#at;
    if (start + length > this.#bytes.length) {
      throw protocolError(`a value ends early: ${length} more expected at byte ${start} of ${this.#bytes.length}`);
    }
    this.#at = start + length;
    return start;
  }

  /** The next bytes, up to eight. */
  #word(length: number): DataView {
    const start = this.#skip(length);
    for (let i = 0; i < length; i++) word.setUint8(i, this.#bytes[start + i] as number);
    return word;
  }
}

/**
 * The value in a message. It keeps the segments, and nothing of `body`.
 * @throws VivariumError `VIV_PROTOCOL` when the bytes are no value.
 */
export function decodeValue(body: Uint8Array, segments: readonly Uint8Array[]): unknown {
  return new Decoder(body, segments).decode();
}
