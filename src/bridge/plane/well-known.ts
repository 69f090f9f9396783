/** Google's well-known messages as other clients pack them into an Any: wrappers, Struct, ListValue, Value, Empty. */
import protobuf from 'protobufjs/minimal.js';
import { shrink } from '../big-integer.ts';
import { DEPTH_ACCEPTED } from '../limits.ts';

type Reader = protobuf.Reader;

const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5];

interface Wrapper {
  readonly wire: number | undefined;
  readonly empty: unknown;
  readonly read: (reader: Reader) => unknown;
}

/** A 64-bit integer, exactly. */
const long = (reader: Reader, read: 'int64' | 'uint64'): number | bigint => shrink(BigInt(reader[read]().toString()));

const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  StringValue: { wire: BYTES, empty: '', read: (reader) => reader.stringVerify() },
  BytesValue: { wire: BYTES, empty: new Uint8Array(0), read: (reader) => new Uint8Array(reader.bytes()) },
  BoolValue: { wire: VARINT, empty: false, read: (reader) => reader.bool() },
  Int32Value: { wire: VARINT, empty: 0, read: (reader) => reader.int32() },
  UInt32Value: { wire: VARINT, empty: 0, read: (reader) => reader.uint32() },
  Int64Value: { wire: VARINT, empty: 0, read: (reader) => long(reader, 'int64') },
  UInt64Value: { wire: VARINT, empty: 0, read: (reader) => long(reader, 'uint64') },
  FloatValue: { wire: FIXED32, empty: 0, read: (reader) => reader.float() },
  DoubleValue: { wire: FIXED64, empty: 0, read: (reader) => reader.double() },
};

/** In a box, since null and undefined are values too. */
export interface Unpacked {
  readonly value: unknown;
}

/** Undefined when the bytes are no such message, or the type none of these. `type` is `google.protobuf.StringValue`. */
export function unpack(type: string, bytes: Uint8Array): Unpacked | undefined {
  const name = /^google\.protobuf\.(\w+)$/.exec(type)?.[1] ?? '';
  try {
    const reader = protobuf.Reader.create(bytes);
    if (Object.hasOwn(WRAPPERS, name)) return { value: wrapped(reader, WRAPPERS[name] as Wrapper) };
    if (name === 'Struct') return { value: struct(reader, bytes.length, 0) };
    if (name === 'ListValue') return { value: list(reader, bytes.length, 0) };
    if (name === 'Value') return { value: any(reader, bytes.length, 0) };
    return name === 'Empty' && bytes.length === 0 ? { value: null } : undefined;
  } catch {
    return undefined;
  }
}

function wrapped(reader: Reader, { wire, empty, read }: Wrapper): unknown {
  let value = empty;
  while (reader.pos < reader.len) {
    field(reader, 1, wire);
    value = read(reader);
  }
  return value;
}

/** `Struct { map<string, Value> fields = 1 }` */
function struct(reader: Reader, end: number, depth: number): object {
  const object: Record<string, unknown> = {};
  while (reader.pos < end) {
    field(reader, 1, BYTES);
    const entryEnd = length(reader, end);
    let key = '';
    let value: unknown = null;
    while (reader.pos < entryEnd) {
      const tag = reader.uint32();
      if (tag === 0x0a) key = reader.stringVerify();
      else if (tag === 0x12) value = any(reader, length(reader, entryEnd), depth + 1);
      else throw new RangeError('not an entry');
    }
    if (key !== '__proto__' && key !== 'constructor' && key !== 'prototype') object[key] = value;
  }
  return object;
}

/** `ListValue { repeated Value values = 1 }` */
function list(reader: Reader, end: number, depth: number): unknown[] {
  const items: unknown[] = [];
  while (reader.pos < end) {
    field(reader, 1, BYTES);
    items.push(any(reader, length(reader, end), depth + 1));
  }
  return items;
}

/** `Value`: null 1, number 2, string 3, bool 4, struct 5, list 6. */
function any(reader: Reader, end: number, depth: number): unknown {
  if (depth > DEPTH_ACCEPTED) throw new RangeError('too deep');
  let value: unknown = null;
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === 0x08) reader.int32();
    if (tag === 0x08) value = null;
    else if (tag === 0x11) value = reader.double();
    else if (tag === 0x1a) value = reader.stringVerify();
    else if (tag === 0x20) value = reader.bool();
    else if (tag === 0x2a) value = struct(reader, length(reader, end), depth);
    else if (tag === 0x32) value = list(reader, length(reader, end), depth);
    else throw new RangeError('not a value');
  }
  return value;
}

function field(reader: Reader, id: number, wire: number | undefined): void {
  if (reader.uint32() !== ((id << 3) | (wire ?? 0))) throw new RangeError('another field');
}

/** Reads a length; returns where what it counts ends. */
function length(reader: Reader, end: number): number {
  const after = reader.uint32() + reader.pos;
  if (after > end) throw new RangeError('longer than the message');
  return after;
}
