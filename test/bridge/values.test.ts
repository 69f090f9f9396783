/** What a value is after it has been encoded and decoded. */
import { isDeepStrictEqual } from 'node:util';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeValue, encodeValue, Tensor, tensor } from '../../src/bridge/values.ts';
import { values } from './sendable.ts';

const roundTrip = (value: unknown): unknown => {
  const { body, segments } = encodeValue(value, 'value');
  return decodeValue(body, segments);
};

describe('values', () => {
  test('any sendable value arrives as it was', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(isDeepStrictEqual(roundTrip(value), value)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([0, 127, 128, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 1e300, 0.1])(
    'the number %d and its negative arrive exactly',
    (number) => {
      expect(roundTrip(number)).toBe(number);
      expect(roundTrip(-number)).toBe(-number);
    },
  );

  test.each([
    2n ** 53n,
    -(2n ** 53n),
    2n ** 63n - 1n,
    2n ** 63n,
    2n ** 64n - 1n,
    2n ** 64n,
    -(2n ** 63n),
    -(2n ** 63n) - 1n,
    -(2n ** 64n),
    2n ** 71n - 1n,
    2n ** 71n,
    -(2n ** 71n),
    3n ** 500n,
  ])('the BigInt %s arrives exactly', (big) => {
    expect(roundTrip(big)).toBe(big);
  });

  test('a BigInt that is exact as a number arrives as one', () => {
    expect(roundTrip([5n, -5n, BigInt(Number.MAX_SAFE_INTEGER)])).toEqual([5, -5, Number.MAX_SAFE_INTEGER]);
  });

  test.each([0, 15, 16, 31, 32, 40, 41, 255, 256, 65_535, 65_536])('texts of %d characters arrive', (length) => {
    for (const unit of ['a', 'é', '漢']) expect(roundTrip(unit.repeat(length))).toBe(unit.repeat(length));
  });

  test.each([0, 1, 15, 16, 17, 65_535, 65_536])('lists and maps of %d arrive', (length) => {
    const list = Array.from({ length }, (_, i) => i);
    const map = Object.fromEntries(list.map((i) => [`k${i}`, i]));
    expect(roundTrip(list)).toEqual(list);
    expect(roundTrip(map)).toEqual(map);
  });

  test('properties that are undefined are left out, whatever the width of the map', () => {
    for (const length of [1, 16, 70_000]) {
      const full = Object.fromEntries(Array.from({ length }, (_, i) => [`k${i}`, i]));
      expect(roundTrip({ first: undefined, ...full, last: undefined })).toEqual(full);
    }
  });

  test.each([0, 1, 256, 257, 70_000])('%d bytes arrive as a Uint8Array of their own', (length) => {
    const bytes = new Uint8Array(length).fill(7);
    const back = roundTrip({ bytes }) as { bytes: Uint8Array };
    expect(Object.getPrototypeOf(back.bytes)).toBe(Uint8Array.prototype);
    expect(Buffer.compare(back.bytes, bytes)).toBe(0);
  });

  test('what was decoded keeps nothing of the frame it came in', () => {
    const { body } = encodeValue({ text: 'hello', bytes: new Uint8Array([1, 2, 3]) }, 'value');
    const value = decodeValue(body, []);
    body.fill(0);
    expect(value).toEqual({ text: 'hello', bytes: new Uint8Array([1, 2, 3]) });
  });

  test('large bytes and arrays travel beside the body, uncopied', () => {
    const [bytes, data] = [new Uint8Array(300), new Float32Array(3)];
    const { body, segments } = encodeValue([bytes, tensor(data)], 'value');
    expect(segments.map((segment) => segment.buffer)).toEqual([bytes.buffer, data.buffer]);
    expect(body.length).toBeLessThan(40);
  });

  test('a typed array arrives as a tensor of one dimension', () => {
    expect(roundTrip(new Int16Array([1, -2]))).toEqual(new Tensor('int16', [2], new Int16Array([1, -2])));
    expect(roundTrip(new BigInt64Array([2n ** 60n]))).toEqual(new Tensor('int64', [1], new BigInt64Array([2n ** 60n])));
    expect(roundTrip(new Uint8ClampedArray([9]))).toEqual(new Tensor('uint8', [1], new Uint8Array([9])));
  });

  test('a view of a larger buffer sends only what it shows', () => {
    const all = new Float64Array([1, 2, 3, 4]);
    expect(roundTrip(all.subarray(1, 3))).toEqual(new Tensor('float64', [2], new Float64Array([2, 3])));
  });

  test('plain objects of another realm are plain objects', () => {
    expect(roundTrip(runInNewContext('({ a: [1, { b: 2 }] })'))).toEqual({ a: [1, { b: 2 }] });
    expect(roundTrip(Object.assign(Object.create(null), { a: 1 }))).toEqual({ a: 1 });
  });

  test('so is what a parser of query strings makes, with an empty prototype', () => {
    expect(roundTrip(Object.assign(Object.create(Object.create(null)), { a: '1' }))).toEqual({ a: '1' });
  });

  test('a getter may encode another value meanwhile', () => {
    const value = {
      before: 1,
      get inner() {
        return encodeValue({ other: 'value' }, 'inner').body;
      },
      after: 2,
    };
    const back = roundTrip(value) as { before: number; inner: Uint8Array; after: number };
    expect([back.before, back.after]).toEqual([1, 2]);
    expect(decodeValue(back.inner, [])).toEqual({ other: 'value' });
  });

  test('a large value does not make later ones wrong', () => {
    expect(roundTrip('x'.repeat(3_000_000))).toHaveLength(3_000_000);
    expect(roundTrip({ a: 1 })).toEqual({ a: 1 });
  });
});
