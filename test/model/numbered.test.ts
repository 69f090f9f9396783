import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Numbered } from '../../src/model/numbered.ts';

/** Times what the table multiplies numbers by: 1, in 32 bits. */
const UNSPREAD = 0xe8b2f51;

interface Person {
  readonly id: number;
}

describe('things by their number', () => {
  test('are found by it, and are in the order of their coming, whoever comes, leaves and comes again', () => {
    const step = fc.record({ comes: fc.boolean(), who: fc.nat(39) });
    // Also such as want the first place of each table, and the last one.
    const ids = fc.uniqueArray(
      fc.oneof(
        fc.nat(99),
        fc.integer({ min: -9, max: 9 }).map((n) => Math.imul(n, UNSPREAD) >>> 0),
      ),
      {
        minLength: 40,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(ids, fc.array(step, { maxLength: 300 }), (ids, steps) => {
        const people = ids.map((id) => ({ id }));
        const numbered = new Numbered<Person>();
        const inside: Person[] = [];
        for (const { comes, who } of steps) {
          const person = people[who] as Person;
          const at = inside.indexOf(person);
          if (comes && at < 0) {
            numbered.add(person);
            inside.push(person);
          } else if (!comes) {
            expect(numbered.delete(person.id)).toBe(at < 0 ? undefined : person);
            if (at >= 0) inside.splice(at, 1);
          }
          expect(numbered.first()).toBe(inside[0]);
          expect(people.filter(({ id }) => numbered.has(id)).sort(byId)).toEqual([...inside].sort(byId));
          expect([...numbered]).toEqual(inside);
          expect(numbered.size).toBe(inside.length);
        }
      }),
    );
  });

  test('may leave while they are looked through, and are then left out', () => {
    const numbered = new Numbered<Person>();
    for (let id = 1; id <= 4; id++) numbered.add({ id });
    const seen: number[] = [];
    for (const { id } of numbered) {
      seen.push(id);
      numbered.delete(id);
      numbered.delete(3);
      if (id === 1) numbered.add({ id: 5 });
    }
    expect(seen).toEqual([1, 2, 4]);
    expect([...numbered]).toEqual([{ id: 5 }]);
  });

  test('are as many as come, and serve on when the rush is over', () => {
    const numbered = new Numbered<Person>();
    for (let round = 0; round < 2; round++) {
      for (let id = 1; id <= 10_000; id++) numbered.add({ id });
      for (let id = 10_000; id > 0; id--) expect(numbered.delete(id)?.id).toBe(id);
      expect(numbered.size).toBe(0);
      expect(numbered.first()).toBeUndefined();
    }
  });
});

test.each<[string, (numbered: Numbered<Person>, newest: number) => void]>([
  ['who came last goes first', (numbered, newest) => numbered.delete(newest)],
  ['who came first goes first', (numbered, newest) => numbered.delete(newest - 1_000)],
])('however many there are: where %s, each is found in a few steps', (_, goes) => {
  let looked = 0;
  const counted = (id: number): Person => ({
    get id() {
      looked += 1;
      return id;
    },
  });
  const numbered = new Numbered<Person>();
  for (let id = 1; id <= 1_000; id++) numbered.add(counted(id));
  looked = 0;
  for (let id = 1_001; id <= 11_000; id++) {
    numbered.add(counted(id));
    goes(numbered, id);
  }
  expect(numbered.size).toBe(1_000);
  expect(looked).toBeLessThan(10 * 10_000);
});

const byId = (a: Person, b: Person): number => a.id - b.id;
