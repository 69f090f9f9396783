/** Frames as bytes, and the constants against the .proto. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { vivarium } from '../../src/bridge/generated/bridge.js';
import { Kind, kindName } from '../../src/bridge/kind.ts';
import { decodeBatch, encodeBatch, type Frame, frameBytes } from '../../src/bridge/wire.ts';

const { Kind: GeneratedKind } = vivarium.v1;

const uint32 = fc.oneof(fc.constantFrom(0, 1, 127, 128, 16_383, 16_384, 2 ** 21, 2 ** 28, 2 ** 32 - 1), fc.nat());
const bytes = fc.uint8Array({ maxLength: 300 });

const frame: fc.Arbitrary<Frame> = fc.record({
  kind: fc.constantFrom(...Object.values(Kind)),
  call: uint32,
  body: bytes,
  segment: uint32,
  more: fc.boolean(),
  sizes: fc.array(uint32, { maxLength: 5 }),
  number: uint32,
  tool: fc.string({ unit: 'binary', maxLength: 20 }),
  timeoutMs: uint32,
  meta: bytes,
});

/** Absent fields are on a decoded frame's prototype, and its bytes are Buffers. */
const plain = ({ kind, call, body, segment, more, sizes, number, tool, timeoutMs, meta }: Frame): unknown => {
  return [kind, call, [...body], segment, more, sizes, number, tool, timeoutMs, [...meta]];
};

describe('batches', () => {
  test('arrive as they were sent', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 8 }), (frames) => {
        expect(decodeBatch(encodeBatch(frames)).map(plain)).toEqual(frames.map(plain));
      }),
    );
  });

  test('hold frames no larger than they were reckoned to be', () => {
    fc.assert(
      fc.property(frame, (fields) => {
        expect(encodeBatch([fields]).length).toBeLessThanOrEqual(frameBytes(fields));
      }),
    );
  });

  test('bytes that are no batch are a protocol error', () => {
    expect(() => decodeBatch(Buffer.from([0x0a, 0x7f, 1]))).toThrow(
      expect.objectContaining({
        code: 'VIV_PROTOCOL',
        message: expect.stringContaining('3 bytes is no vivarium.v1.Batch'),
      }),
    );
  });
});

describe('Kind', () => {
  test('has the names and numbers of bridge.proto', () => {
    const { KIND_UNSPECIFIED, ...kinds } = GeneratedKind;
    expect(KIND_UNSPECIFIED).toBe(0);
    expect(Object.entries(Kind).sort()).toEqual(
      Object.entries(kinds)
        .filter(([, number]) => typeof number === 'number')
        .sort(),
    );
  });

  test('has names for people', () => {
    expect([kindName(Kind.CALL), kindName(99)]).toEqual(['CALL', 'kind 99']);
  });
});
