/** Frames that do not add up, and how much memory a message may take before it is whole. */
import { describe, expect, test } from 'vitest';
import { Assembler } from '../../src/bridge/assembler.ts';
import { Kind } from '../../src/bridge/kind.ts';
import { ACKNOWLEDGED, BULK, SEGMENTS } from '../../src/bridge/limits.ts';
import type { Frame } from '../../src/bridge/wire.ts';
import { EMPTY } from './peer.ts';

const frame = (fields: Partial<Frame>): Frame => ({ ...EMPTY, kind: Kind.RESULT, call: 1, ...fields });
const first = (sizes: number[], body: Uint8Array): Frame => frame({ sizes, body, more: true });

describe('the assembler', () => {
  test('copies pieces into segments of their own, at the start of their memory', () => {
    const assembler = new Assembler(1_000);
    expect(assembler.add(first([2, 3, 0], Uint8Array.of(1, 2)))).toBeUndefined();
    const piece = Uint8Array.of(7, 8, 9);
    expect(assembler.add(frame({ segment: 1, body: piece.subarray(0, 1), more: true }))).toBeUndefined();
    const message = assembler.add(frame({ segment: 1, body: piece.subarray(1) }));
    piece.fill(0);
    expect(message).toMatchObject({ kind: Kind.RESULT, call: 1, body: Uint8Array.of(1, 2) });
    expect(message?.segments).toEqual([Uint8Array.of(7, 8, 9), new Uint8Array(0)]);
    expect(message?.segments.map((segment) => [segment.byteOffset, segment.buffer.byteLength])).toEqual([
      [0, 3],
      [0, 0],
    ]);
  });

  test('keeps the fields of the first frame', () => {
    const assembler = new Assembler(1_000);
    assembler.add({
      ...first([1, 1], Uint8Array.of(1)),
      kind: Kind.CALL,
      tool: 'add',
      timeoutMs: 5,
      number: 6,
      meta: Uint8Array.of(7),
    });
    expect(assembler.add(frame({ kind: Kind.CALL, segment: 1, body: Uint8Array.of(2) }))).toMatchObject({
      tool: 'add',
      timeoutMs: 5,
      number: 6,
      meta: Uint8Array.of(7),
    });
  });

  test('counts the bulk it takes, also in one frame, and nothing else, until it is worth an ACK', () => {
    const assembler = new Assembler(2 * ACKNOWLEDGED);
    assembler.add(frame({ body: new Uint8Array(BULK) }));
    assembler.add(first([5, 5], new Uint8Array(5)));
    assembler.add(frame({ segment: 1, body: new Uint8Array(5) }));
    assembler.add(frame({ body: new Uint8Array(ACKNOWLEDGED - 4) }));
    assembler.add(first([3, BULK], new Uint8Array(3)));
    expect(assembler.takeBulk()).toBe(0);
    assembler.add(frame({ segment: 1, body: new Uint8Array(BULK) }));
    expect([assembler.takeBulk(), assembler.takeBulk()]).toEqual([ACKNOWLEDGED - 1 + BULK, 0]);
  });

  test('lets beats and ACKs pass through the middle of a message of their own conversation', () => {
    const assembler = new Assembler(1_000);
    assembler.add({ ...first([2], Uint8Array.of(1)), kind: Kind.READY, call: 0 });
    for (const kind of [Kind.BEAT, Kind.ACK]) expect(assembler.add(frame({ kind, call: 0 }))?.kind).toBe(kind);
    expect(assembler.add(frame({ kind: Kind.READY, call: 0, body: Uint8Array.of(2) }))?.body).toEqual(
      Uint8Array.of(1, 2),
    );
  });

  test('drops a message half-way when its call is cancelled', () => {
    const assembler = new Assembler(100);
    assembler.add(first([50, 50], new Uint8Array(50)));
    expect(assembler.add(frame({ kind: Kind.CANCELLED }))?.kind).toBe(Kind.CANCELLED);
    assembler.add(first([50, 50], new Uint8Array(50)));
    expect([assembler.abandon(1), assembler.abandon(1)]).toEqual([true, false]);
    assembler.add(first([50, 50], new Uint8Array(50)));
    expect(assembler.add(frame({ segment: 1, body: new Uint8Array(50) }))?.segments).toHaveLength(1);
  });

  test('holds no more than its limit in all, and frees what was completed', () => {
    const assembler = new Assembler(100);
    assembler.add({ ...first([60], new Uint8Array(1)), call: 1 });
    expect(() => assembler.add({ ...first([41], new Uint8Array(1)), call: 2 })).toThrow(
      /RESULT of call 2 is 41 bytes; with 60 still incomplete that is over the limit of 100/,
    );
    assembler.add(frame({ body: new Uint8Array(59) }));
    expect(assembler.add({ ...first([100], new Uint8Array(1)), call: 2 })).toBeUndefined();
  });

  test.each<[string, Frame[], RegExp]>([
    ['an unknown kind', [frame({ kind: 99 })], /unknown kind 99 for call 1/],
    ['a message in pieces without sizes', [frame({ more: true })], /RESULT of call 1 begins without `sizes`/],
    ['a piece of nothing', [frame({ segment: 2 })], /begins without `sizes`/],
    ['too many segments', [frame({ sizes: new Array(SEGMENTS + 1).fill(0) })], /65537 segments; at most 65536/],
    ['a piece too long', [first([1], new Uint8Array(2))], /2 bytes does not fit segment 0/],
    ['a segment that was not announced', [first([1], EMPTY.body), frame({ segment: 1 })], /does not fit segment 1/],
    ['an end before the end', [first([1, 1], new Uint8Array(1)), frame({ segment: 1 })], /ended before its segment 1/],
    [
      'another message in the middle',
      [first([2], EMPTY.body), frame({ kind: Kind.CHUNK })],
      /CHUNK in the middle of RESULT of call 1/,
    ],
    [
      'the same message again',
      [first([2], EMPTY.body), first([2], EMPTY.body)],
      /RESULT in the middle of RESULT of call 1/,
    ],
  ])('refuses %s', (_, frames, message) => {
    const assembler = new Assembler(1_000);
    const last = frames.pop() ?? EMPTY;
    for (const before of frames) assembler.add(before);
    expect(() => assembler.add(last)).toThrow(
      expect.objectContaining({ code: 'VIV_PROTOCOL', message: expect.stringMatching(message) }),
    );
  });
});
