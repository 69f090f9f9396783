/**
 * Frames ↔ the bytes of a `Batch`. Decoding is protobufjs' generated code; encoding is by hand into one buffer
 * of the exact size, because the generated encoder allocates several objects a field and this is every call's path.
 */
import { vivarium } from './generated/bridge.js';
import { protocolError } from './protocol-error.ts';

const { Batch } = vivarium.v1;

/** `Frame` of bridge.proto; absent fields hold proto3's defaults. */
export interface Frame {
  readonly kind: number;
  readonly call: number;
  readonly body: Uint8Array;
  readonly segment: number;
  readonly more: boolean;
  readonly sizes: readonly number[];
  readonly number: number;
  readonly tool: string;
  readonly timeoutMs: number;
  readonly meta: Uint8Array;
}

export const NO_BYTES = new Uint8Array(0);
export const NO_SIZES: readonly number[] = [];

/** @throws VivariumError `VIV_PROTOCOL` when the bytes are no batch. */
export function decodeBatch(bytes: Uint8Array): readonly Frame[] {
  try {
    return Batch.decode(bytes).frames as readonly Frame[];
  } catch (error) {
    throw protocolError(`a message of ${bytes.length} bytes is no vivarium.v1.Batch: ${String(error)}`);
  }
}

/** The bytes of a batch of these frames. */
export function encodeBatch(frames: readonly Frame[]): Buffer {
  let size = 0;
  for (const frame of frames) size += entrySize(measure(frame));
  const out = Buffer.allocUnsafe(size);
  let at = 0;
  for (const frame of frames) at = writeFrame(out, at, frame);
  return out;
}

/** Bytes of a frame's fields; the batch adds a tag and a length to it. */
export function measure(frame: Frame): number {
  let size =
    2 + scalarSize(frame.call) + scalarSize(frame.segment) + scalarSize(frame.number) + scalarSize(frame.timeoutMs);
  if (frame.more) size += 2;
  if (frame.body.length > 0) size += entrySize(frame.body.length);
  if (frame.meta.length > 0) size += entrySize(frame.meta.length);
  if (frame.tool !== '') size += entrySize(Buffer.byteLength(frame.tool));
  if (frame.sizes.length > 0) size += entrySize(packedSize(frame.sizes));
  return size;
}

function writeFrame(out: Buffer, start: number, frame: Frame): number {
  out[start] = 0x0a;
  let at = writeVarint(out, start + 1, measure(frame));
  out[at++] = 0x08;
  out[at++] = frame.kind;
  at = writeScalar(out, at, 0x10, frame.call);
  at = writeBytes(out, at, 0x1a, frame.body);
  at = writeScalar(out, at, 0x20, frame.segment);
  if (frame.more) at = writeScalar(out, at, 0x28, 1);
  if (frame.sizes.length > 0) {
    out[at] = 0x32;
    at = writeVarint(out, at + 1, packedSize(frame.sizes));
    for (const size of frame.sizes) at = writeVarint(out, at, size);
  }
  at = writeScalar(out, at, 0x38, frame.number);
  if (frame.tool !== '') {
    out[at] = 0x42;
    at = writeVarint(out, at + 1, Buffer.byteLength(frame.tool));
    at += out.write(frame.tool, at);
  }
  at = writeScalar(out, at, 0x48, frame.timeoutMs);
  return writeBytes(out, at, 0x52, frame.meta);
}

function writeScalar(out: Buffer, at: number, tag: number, value: number): number {
  if (value === 0) return at;
  out[at] = tag;
  return writeVarint(out, at + 1, value);
}

function writeBytes(out: Buffer, start: number, tag: number, bytes: Uint8Array): number {
  const { length } = bytes;
  if (length === 0) return start;
  out[start] = tag;
  const at = writeVarint(out, start + 1, length);
  if (length > 48) out.set(bytes, at);
  else for (let i = 0; i < length; i++) out[at + i] = bytes[i] as number;
  return at + length;
}

/** `value` is a uint32. */
function writeVarint(out: Buffer, start: number, value: number): number {
  let at = start;
  let rest = value;
  while (rest > 127) {
    out[at++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  out[at++] = rest;
  return at;
}

function varintSize(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x20_0000) return 3;
  return value < 0x1000_0000 ? 4 : 5;
}

const scalarSize = (value: number): number => (value === 0 ? 0 : 1 + varintSize(value));
const entrySize = (length: number): number => 1 + varintSize(length) + length;

function packedSize(sizes: readonly number[]): number {
  let total = 0;
  for (const size of sizes) total += varintSize(size);
  return total;
}
