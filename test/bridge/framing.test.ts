/** A byte stream cut into batches, however the system cuts the stream. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Deframer } from '../../src/bridge/framing.ts';
import { BATCH_RECEIVED } from '../../src/bridge/limits.ts';
import { lengthBefore } from './length-before.ts';

const batches = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 10 });
const cuts = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 20 });

test('batches come out as they went in, wherever the stream is cut, also when their memory is used again', () => {
  fc.assert(
    fc.property(batches, cuts, fc.boolean(), (sent, sizes, again) => {
      const stream = Buffer.concat(sent.map(lengthBefore));
      const heard: number[][] = [];
      const deframer = new Deframer((batch) => {
        heard.push([...batch]);
        return again;
      });
      for (let at = 0, turn = 0; at < stream.length; turn++) {
        const size = 1 + (sizes[turn % sizes.length] ?? 0);
        deframer.push(stream.subarray(at, at + size));
        at += size;
      }
      expect(heard).toEqual(sent.map((batch) => [...batch]));
    }),
  );
});

test('a batch that somebody keeps is not written over', () => {
  const kept: Uint8Array[] = [];
  const deframer = new Deframer((batch) => {
    kept.push(batch);
    return false;
  });
  for (const byte of [1, 2, 3]) {
    const bytes = lengthBefore(Buffer.alloc(100, byte));
    deframer.push(bytes.subarray(0, 50));
    deframer.push(bytes.subarray(50));
  }
  expect(kept.map((batch) => batch[99])).toEqual([1, 2, 3]);
});

test('a batch that is too long is refused before there is memory for it', () => {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32LE(BATCH_RECEIVED + 1);
  for (const bytes of [[prefix], [prefix.subarray(0, 1), prefix.subarray(1)]]) {
    const deframer = new Deframer(() => true);
    expect(() => {
      for (const part of bytes) deframer.push(part);
    }).toThrow(expect.objectContaining({ code: 'VIV_PROTOCOL', message: expect.stringMatching(/at most 4194304/) }));
  }
});
