/** A byte stream cut into batches, however the system cuts the stream. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Deframer, framed } from '../../src/bridge/framing.ts';
import { BATCH_RECEIVED } from '../../src/bridge/limits.ts';

const batches = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 10 });
const cuts = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 20 });

test('batches come out as they went in, wherever the stream is cut', () => {
  fc.assert(
    fc.property(batches, cuts, (sent, sizes) => {
      const stream = Buffer.concat(sent.map(framed));
      const heard: number[][] = [];
      const deframer = new Deframer((batch) => heard.push([...batch]));
      for (let at = 0, turn = 0; at < stream.length; turn++) {
        const size = 1 + (sizes[turn % sizes.length] ?? 0);
        deframer.push(stream.subarray(at, at + size));
        at += size;
      }
      expect(heard).toEqual(sent.map((batch) => [...batch]));
    }),
  );
});

test('a batch that is too long is refused before there is memory for it', () => {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32LE(BATCH_RECEIVED + 1);
  for (const bytes of [[prefix], [prefix.subarray(0, 1), prefix.subarray(1)]]) {
    const deframer = new Deframer(() => {});
    expect(() => {
      for (const part of bytes) deframer.push(part);
    }).toThrow(expect.objectContaining({ code: 'VIV_PROTOCOL', message: expect.stringMatching(/at most 4194304/) }));
  }
});
