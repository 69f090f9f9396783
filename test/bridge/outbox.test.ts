/** Which frames leave next, whatever was put in and in whatever order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Assembler } from '../../src/bridge/assembler.ts';
import { Kind } from '../../src/bridge/kind.ts';
import { BATCH, BULK, PIECE, UNACKNOWLEDGED } from '../../src/bridge/limits.ts';
import { Outbox } from '../../src/bridge/outbox.ts';
import type { Incoming, Outgoing } from '../../src/bridge/types.ts';
import { encodeBatch, type Frame } from '../../src/bridge/wire.ts';

const small = (call: number, number = 0): Outgoing => ({ kind: Kind.CHUNK, call, number, body: new Uint8Array(10) });
const bulk = (call: number, bytes: number, number = 0): Outgoing => ({
  kind: Kind.CHUNK,
  call,
  number,
  body: new Uint8Array(5),
  segments: [new Uint8Array(bytes)],
});

/** Acknowledges at once, so that everything leaves. */
function takeAll(outbox: Outbox): Frame[] {
  const all: Frame[] = [];
  for (let batch = outbox.take(); batch.length > 0; batch = outbox.take()) {
    all.push(...batch);
    outbox.acknowledge(UNACKNOWLEDGED);
  }
  return all;
}

/** A message of any shape; `number` is its place in the order it was sent. */
const messages = fc.array(
  fc.record({
    call: fc.integer({ min: 1, max: 4 }),
    body: fc.constantFrom(0, 1, 100, BULK, BULK + 1, PIECE, PIECE + 1, 300_000),
    segments: fc.array(fc.constantFrom(0, 1, 1_000, BULK, PIECE, PIECE + 1, 400_000), { maxLength: 3 }),
  }),
  { maxLength: 20 },
);

const outgoing = (
  { call, body, segments }: { call: number; body: number; segments: number[] },
  number: number,
): Outgoing => ({
  kind: Kind.CHUNK,
  call,
  number: number + 1,
  body: new Uint8Array(body).fill(call),
  segments: segments.map((size, index) => new Uint8Array(size).fill(index + number)),
});

describe('the outbox', () => {
  test('lets every message through whole, and those of a call in their order', () => {
    fc.assert(
      fc.property(messages, (shapes) => {
        const outbox = new Outbox();
        const sent = shapes.map(outgoing);
        for (const message of sent) outbox.push(message);
        const assembler = new Assembler(1e9);
        const arrived = takeAll(outbox)
          .map((frame) => assembler.add(frame))
          .filter((message): message is Incoming => message !== undefined);
        expect(outbox.length).toBe(0);
        for (const call of [1, 2, 3, 4]) {
          const before = sent.filter((message) => message.call === call);
          const after = arrived.filter((message) => message.call === call);
          expect(after.map((message) => message.number)).toEqual(before.map((message) => message.number));
          after.forEach((message, i) => {
            const parts = [before[i]?.body ?? [], ...(before[i]?.segments ?? [])];
            const same = [message.body, ...message.segments].map((part, j) =>
              Buffer.compare(part, Buffer.from(parts[j] ?? [])),
            );
            expect(same).toEqual(parts.map(() => 0));
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  test('never has more bulk out than may be unacknowledged, and no batch is too large unless of one frame', () => {
    const sizes = fc.array(fc.integer({ min: BULK + 1, max: 500_000 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(sizes, fc.array(fc.integer({ min: 1, max: 300_000 })), (bodies, acks) => {
        const outbox = new Outbox();
        bodies.forEach((size, call) => {
          outbox.push({ kind: Kind.RESULT, call, body: new Uint8Array(size) });
        });
        let out = 0;
        for (const ack of [...acks, 0]) {
          for (let batch = outbox.take(); batch.length > 0; batch = outbox.take()) {
            if (batch.length > 1) expect(encodeBatch(batch).length).toBeLessThanOrEqual(BATCH);
            for (const { body } of batch) out += body.length;
            expect(out).toBeLessThanOrEqual(UNACKNOWLEDGED);
          }
          const taken = Math.min(ack, out);
          outbox.acknowledge(taken);
          out -= taken;
        }
      }),
      { numRuns: 100 },
    );
  });

  test('gives calls with bulk turns, piece by piece', () => {
    const outbox = new Outbox();
    for (const call of [1, 2, 3]) outbox.push(bulk(call, 2 * PIECE));
    expect(takeAll(outbox).map((frame) => frame.call)).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3]);
  });

  test('lets small messages overtake bulk, but not that of their own call', () => {
    const outbox = new Outbox();
    outbox.push(bulk(1, 3 * PIECE));
    outbox.push(small(1, 77));
    outbox.push(small(2, 88));
    const order = takeAll(outbox).map((frame) => `${frame.call}:${frame.number}${frame.more ? '…' : ''}`);
    expect(order[0]).toBe('2:88');
    expect(order.at(-1)).toBe('1:77');
  });

  test('lets what follows bulk of its own call go once that is out, though other bulk waits for an ACK', () => {
    const outbox = new Outbox();
    outbox.push(bulk(1, PIECE));
    outbox.push(small(1, 77));
    outbox.push(bulk(2, 2 * UNACKNOWLEDGED));
    const out: Frame[] = [];
    for (let batch = outbox.take(); batch.length > 0; batch = outbox.take()) out.push(...batch);
    expect(outbox.length).toBe(1);
    expect(out.filter((frame) => frame.number === 77)).toHaveLength(1);
  });

  test('keeps a small message before the next bulk of its call', () => {
    const outbox = new Outbox();
    for (const message of [bulk(1, PIECE, 1), small(1, 2), bulk(1, PIECE, 3)]) outbox.push(message);
    const order = takeAll(outbox).filter((frame) => frame.number > 0);
    expect(order.map((frame) => frame.number)).toEqual([1, 2, 3]);
  });

  test('sends no frame for an empty segment, since the sizes tell', () => {
    const outbox = new Outbox();
    const [empty, full] = [new Uint8Array(0), new Uint8Array(3)];
    outbox.push({ kind: Kind.CHUNK, call: 1, body: full, segments: [empty, full, empty] });
    outbox.push({ kind: Kind.CHUNK, call: 2, body: full, segments: [empty] });
    expect(outbox.take()).toMatchObject([
      { call: 1, segment: 0, sizes: [3, 0, 3, 0], more: true },
      { call: 1, segment: 2, sizes: [], more: false },
      { call: 2, segment: 0, sizes: [3, 0], more: false },
    ]);
  });

  test('an ACK overtakes everything', () => {
    const outbox = new Outbox();
    outbox.push(small(1));
    outbox.push(bulk(0, PIECE));
    outbox.overtake({ kind: Kind.ACK, call: 0, number: 5 });
    expect(outbox.take()[0]).toMatchObject({ kind: Kind.ACK, number: 5 });
  });

  describe('when a call is dropped', () => {
    const call = (number: number, bytes = 10): Outgoing => ({
      kind: Kind.CALL,
      call: number,
      body: new Uint8Array(bytes),
    });

    test('says that the other side has never heard of it when nothing had left', () => {
      for (const bytes of [10, BULK + 1, 10 * PIECE]) {
        const outbox = new Outbox();
        outbox.push(call(1, bytes));
        outbox.push(call(2));
        outbox.push({ kind: Kind.CREDIT, call: 1, number: 3 });
        expect(outbox.drop(1)).toBe(false);
        expect(takeAll(outbox).map((frame) => frame.call)).toEqual([2]);
      }
    });

    test('says that it has heard of it when a part had left, and sends no more of it', () => {
      const outbox = new Outbox();
      outbox.push(call(1, 3 * UNACKNOWLEDGED));
      outbox.push({ kind: Kind.CREDIT, call: 1, number: 3 });
      expect(outbox.take()).toHaveLength(1);
      expect(outbox.drop(1)).toBe(true);
      expect([outbox.length, takeAll(outbox)]).toEqual([0, []]);
    });

    test('says so too when all of it had left, or only a later message waits', () => {
      const outbox = new Outbox();
      outbox.push(call(1));
      outbox.take();
      outbox.push({ kind: Kind.CREDIT, call: 1, number: 3 });
      expect(outbox.drop(1)).toBe(true);
      expect(outbox.drop(1)).toBe(true);
    });
  });
});
