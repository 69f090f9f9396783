import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Roster } from '../../src/pool/roster.ts';
import type { Member } from '../../src/worker/member.ts';
import { aMember, aRow } from './support.ts';

const members = (count: number): Member[] =>
  Array.from({ length: count }, (_, index) => aMember(`worker:ml/${index + 1}`, { concurrency: 99 }).member);
const always = () => true;

/** What the heap stands for: the first of those with the fewest calls. */
function leastOf(all: Iterable<Member>, may: (member: Member) => boolean): Member | undefined {
  return [...all].filter(may).toSorted((a, b) => a.inFlight - b.inFlight)[0];
}

describe('a roster', () => {
  test('always has the least busy at hand, and of equals the one that came first', () => {
    const step = fc.record({ what: fc.constantFrom('begin', 'finish', 'leave', 'join'), at: fc.nat(11) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const all = members(12);
        const roster = new Roster(all.slice(0, 6));
        const open = new Map<Member, number[]>(all.map((member) => [member, []]));
        let id = 0;
        for (const { what, at } of steps) {
          const member = all[at] as Member;
          const calls = open.get(member) ?? [];
          if (what === 'join') roster.add(member);
          else if (what === 'leave') roster.delete(member);
          else if (what === 'begin') {
            member.begin(aRow(++id), 0);
            calls.push(id);
          } else if (calls.length > 0) member.finish(calls.shift() ?? 0, 0);
          expect(roster.least(always, undefined)).toBe(leastOf(roster, always));
          expect(roster.least(({ inFlight }) => inFlight > 1, undefined)).toBe(
            leastOf(roster, ({ inFlight }) => inFlight > 1),
          );
        }
      }),
    );
  });

  test('looks at one member for a call, however many there are', () => {
    const roster = new Roster(members(64));
    let looked = 0;
    const may = () => {
      looked += 1;
      return true;
    };
    for (let id = 1; id <= 1_000; id++) roster.least(may, undefined)?.begin(aRow(id), 0);
    expect(looked).toBe(1_000);
  });

  test('has nobody when all have left', () => {
    const roster = new Roster(members(3));
    roster.clear();
    expect([roster.size, roster.least(always, undefined)]).toEqual([0, undefined]);
  });
});
