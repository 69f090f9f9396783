/** Bodies from a peer that does not mean well: a typed error, soon, and without much memory. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeValue, encodeValue } from '../../src/bridge/values.ts';
import { isVivariumError } from '../../src/model/errors.ts';
import { values } from './sendable.ts';

const bytes = (...parts: (number | string)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part, 'latin1'))));

/** The value, or undefined for a protocol error; everything else is thrown on. */
const decodeOrRefuse = (body: Uint8Array, segments: readonly Uint8Array[] = []): unknown => {
  try {
    return decodeValue(body, segments);
  } catch (error) {
    if (isVivariumError(error, 'VIV_PROTOCOL')) return undefined;
    throw error;
  }
};

describe('a hostile body', () => {
  test('random bytes give a value or a protocol error, nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.array(fc.uint8Array({ maxLength: 16 })), (body, segments) => {
        decodeOrRefuse(body, segments);
      }),
      { numRuns: 5_000 },
    );
  });

  test('every true beginning of a value is refused', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (value, share) => {
        const { body, segments } = encodeValue(value, 'value');
        const cut = body.subarray(0, Math.floor(body.length * share));
        expect(() => decodeValue(cut, segments)).toThrow(expect.objectContaining({ code: 'VIV_PROTOCOL' }));
      }),
    );
  });

  test.each<[string, Uint8Array, RegExp]>([
    ['nothing', bytes(), /ends early/],
    ['bytes after the value', bytes(1, 1), /1 bytes follow the value/],
    ['the byte that MessagePack never uses', bytes(0xc1), /0xc1 begins no MessagePack value/],
    ['a list of four billion in five bytes', bytes(0xdd, 0xff, 0xff, 0xff, 0xff), /ends early/],
    ['a map of four billion in five bytes', bytes(0xdf, 0xff, 0xff, 0xff, 0xff), /ends early/],
    ['a text of four billion bytes', bytes(0xdb, 0xff, 0xff, 0xff, 0xff, 'x'), /ends early/],
    ['100,000 nested lists', Buffer.alloc(100_000, 0x91), /nested more than 512 levels/],
    ['a map with a list as a key', bytes(0x81, 0x90, 1), /a key that is no text/],
    ['an unknown extension', bytes(0xd4, 9, 1), /extension type 9/],
    ['bytes in a segment that did not come', bytes(0xd6, 2, 1, 0, 0, 0), /segment 1 of 0 is missing/],
    ['bytes in segment 0, the body', bytes(0xd6, 2, 0, 0, 0, 0), /segment 0 of 0 is missing/],
  ])('%s', (_, body, message) => {
    expect(() => decodeValue(body, [])).toThrow(
      expect.objectContaining({ code: 'VIV_PROTOCOL', message: expect.stringMatching(message) }),
    );
  });

  test.each<[string, number[], number, RegExp]>([
    ['of an unknown dtype', [99, 1, 1, 0, 0, 0, 4, 0, 0, 0], 4, /unknown dtype code 99/],
    ['with fewer bytes than its shape', [10, 1, 1, 0, 0, 0, 4, 0, 0, 0], 4, /float32 \[4\] came with 4 bytes/],
    ['whose dimensions overflow', [2, 2, 1, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255], 4, /came with 4 bytes/],
    ['with fewer dimensions than it says', [2, 2, 1, 0, 0, 0, 4, 0, 0, 0], 4, /extension type 3 with 10 bytes/],
  ])('a tensor %s', (_, header, segment, message) => {
    const body = bytes(0xc7, header.length, 3, ...header);
    expect(() => decodeValue(body, [new Uint8Array(segment)])).toThrow(message);
  });

  test('keys that would reach what every object inherits are dropped', () => {
    const body = bytes(
      0x84,
      '\xa9__proto__',
      0x81,
      '\xa5admin',
      0xc3,
      '\xabconstructor',
      1,
      '\xa9prototype',
      1,
      '\xa1a',
      2,
    );
    const value = decodeValue(body, []) as Record<string, unknown>;
    expect(value).toEqual({ a: 2 });
    expect(value['admin']).toBeUndefined();
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test("keys that are no text arrive as text, as in JavaScript's own objects", () => {
    expect(decodeValue(bytes(0x83, 1, 0xa1, 'a', 0xc0, 2, 0xc3, 3), [])).toEqual({ 1: 'a', null: 2, true: 3 });
  });
});
