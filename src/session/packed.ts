/**
 * A value as one run of bytes, for keeping: the lane's MessagePack and its binary segments behind one another. What is
 * unpacked shares no memory with what was packed, so nobody can change a kept value.
 */
import type { Encoded } from '../bridge/types.ts';
import { decodeValue, encodeValue } from '../bridge/values.ts';

/**
 * `u32 n`, then n + 1 times `u32 bytes` (the body and its n segments), then the bytes themselves. Little-endian.
 * @throws Unsendable when the value cannot travel; `name` is what its path starts with.
 */
export function pack(value: unknown, name: string): Uint8Array {
  const { body, segments } = encodeValue(value, name);
  const parts = [body, ...segments];
  const head = 4 * (1 + parts.length);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, head));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, segments.length, true);
  let at = head;
  for (const [index, part] of parts.entries()) {
    view.setUint32(4 * (1 + index), part.length, true);
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** @throws VivariumError `VIV_PROTOCOL` when the bytes are none that `pack` makes. */
export function unpack(bytes: Uint8Array): unknown {
  const { body, segments } = partsOf(bytes);
  return decodeValue(body, segments);
}

function partsOf(bytes: Uint8Array): Encoded {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = 1 + view.getUint32(0, true);
  let at = 4 * (1 + count);
  const parts = Array.from({ length: count }, (_, index) => {
    const size = view.getUint32(4 * (1 + index), true);
    at += size;
    return bytes.slice(at - size, at); // aligned, and its own
  });
  const [body = new Uint8Array(), ...segments] = parts;
  return { body, segments };
}
