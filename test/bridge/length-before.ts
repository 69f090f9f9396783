/** What a socket carries, written out: the length of a batch, a u32 in little-endian, and the batch. */

export function lengthBefore(batch: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(batch.length);
  return Buffer.concat([length, batch]);
}
