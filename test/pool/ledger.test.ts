import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSystem } from '../../src/kernel/index.ts';
import { Ledger } from '../../src/pool/ledger.ts';
import { VirtualClock } from '../../src/testing/index.ts';
import { aRow } from './support.ts';

const LAST_ID = 0x7fff_ffff;
const nobody = () => false;

let clock: VirtualClock;
let timers: ReturnType<typeof createSystem>['timers'];
let ledger: Ledger;

beforeEach(() => {
  clock = new VirtualClock();
  timers = createSystem({ clock }).timers;
  ledger = new Ledger({ timers });
});

describe('the ledger', () => {
  test('settles a call once, by whichever end comes first', () => {
    const row = aRow(1);
    ledger.open(row);
    expect(ledger.resolve(1, 'first')).toBe(true);
    expect(ledger.resolve(1, 'second')).toBe(false);
    expect(ledger.reject(1, new Error('late'))).toBe(false);
    expect(row.ends).toEqual(['first']);
  });

  test('settles each call exactly once, in any order of ends, also of calls it never had', () => {
    const anEnd = fc.record({ id: fc.integer({ min: 1, max: 8 }), kind: fc.constantFrom('resolve', 'reject') });
    fc.assert(
      fc.property(fc.array(anEnd, { maxLength: 40 }), (ends) => {
        const book = new Ledger({ timers });
        const rows = [1, 2, 3, 4, 5].map((id) => aRow(id));
        for (const row of rows) book.open(row);
        for (const { id, kind } of ends) book[kind as 'resolve' | 'reject'](id, kind);
        for (const row of rows) {
          const first = ends.find(({ id }) => id === row.id);
          expect(row.ends).toEqual(first === undefined ? [] : [first.kind]);
        }
        expect(book.size).toBe(rows.filter(({ ends: told }) => told.length === 0).length);
      }),
    );
  });

  test('has forgotten a call before its caller is told: settling again from there does nothing', () => {
    const again: boolean[] = [];
    ledger.open(aRow(1, { resolve: () => again.push(ledger.resolve(1, 'again')) }));
    ledger.resolve(1, 'once');
    expect(again).toEqual([false]);
  });

  test('takes the deadline and the abort listener of a settled call away', () => {
    const controller = new AbortController();
    const late: string[] = [];
    const book = new Ledger({ timers, expired: () => late.push('expired'), aborted: () => late.push('aborted') });
    book.open(aRow(1, { timeoutMs: 100, signal: controller.signal }));
    book.resolve(1, 'done');
    clock.advance(1_000);
    controller.abort();
    expect(late).toEqual([]);
  });

  test('numbers calls from 1, and begins again after the last of 32 bits', () => {
    expect([ledger.nextId(nobody), ledger.nextId(nobody)]).toEqual([1, 2]);
    const old = new Ledger({ timers, lastId: LAST_ID - 1 });
    expect([old.nextId(nobody), old.nextId(nobody), old.nextId(nobody)]).toEqual([LAST_ID, 1, 2]);
  });

  test('gives no number that is still open, nor one a worker still owes an answer for', () => {
    const old = new Ledger({ timers, lastId: LAST_ID });
    old.open(aRow(1));
    old.open(aRow(2));
    expect(old.nextId((id) => id === 3)).toBe(4);
  });

  test('is drained when the last caller was told, and at once when it is empty', async () => {
    const story: string[] = [];
    ledger.open(aRow(1, { resolve: () => story.push('settled 1') }));
    ledger.open(aRow(2, { reject: () => story.push('settled 2') }));
    const drained = ledger.drained(1_000).then(() => story.push('drained'));
    ledger.resolve(1, 'x');
    await Promise.resolve();
    ledger.reject(2, 'y');
    await drained;
    await ledger.drained(1_000);
    expect(story).toEqual(['settled 1', 'settled 2', 'drained']);
  });
});
