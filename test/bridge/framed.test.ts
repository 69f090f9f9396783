/** What goes to a socket: the same batch as everywhere, after its length, and nothing large copied. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeFramed } from '../../src/bridge/framed.ts';
import { Kind } from '../../src/bridge/kind.ts';
import { decodeBatch, type Frame, NO_BYTES } from '../../src/bridge/wire.ts';

const frames: fc.Arbitrary<Frame> = fc.record({
  kind: fc.constantFrom(Kind.CALL, Kind.RESULT, Kind.ACK),
  call: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  body: fc.oneof(fc.uint8Array({ maxLength: 30 }), fc.constantFrom(16_384, 16_385, 131_072).map(filled)),
  segment: fc.nat(70_000),
  more: fc.boolean(),
  sizes: fc.array(fc.nat(), { maxLength: 3 }),
  number: fc.nat(),
  tool: fc.string(),
  timeoutMs: fc.nat(),
  meta: fc.uint8Array({ maxLength: 9 }),
});

test('a batch of small and large frames is read as it was written', () => {
  fc.assert(
    fc.property(fc.array(frames, { maxLength: 5 }), (sent) => {
      const bytes = Buffer.concat(encodeFramed(sent));
      expect(bytes.readUInt32LE(0)).toBe(bytes.length - 4);
      expect(decodeBatch(bytes.subarray(4)).map(told)).toEqual(sent.map(told));
    }),
    { numRuns: 50 },
  );
});

test('the bytes of a large body are not copied', () => {
  const body = filled(100_000);
  const parts = encodeFramed([{ ...EMPTY, body }, EMPTY]);
  expect(parts).toContain(body);
});

const EMPTY: Frame = {
  kind: Kind.RESULT,
  call: 1,
  body: NO_BYTES,
  segment: 0,
  more: false,
  sizes: [],
  number: 0,
  tool: '',
  timeoutMs: 0,
  meta: NO_BYTES,
};

function filled(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => at);
}

/** Plain data, comparable and quickly so. */
function told({ kind, call, body, segment, more, sizes, number, tool, timeoutMs, meta }: Frame): unknown {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  return { kind, call, body: text(body), segment, more, sizes: [...sizes], number, tool, timeoutMs, meta: text(meta) };
}
