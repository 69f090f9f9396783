/** Who serves and who waits: `size` serve, the rest are spares, and one of them steps in as soon as a place is free. */
import { beforeEach, describe, expect, test } from 'vitest';
import { Spares } from '../../src/pool/spares.ts';
import type { Member } from '../../src/worker/member.ts';
import { aMember } from './support.ts';

let serving: Set<Member>;
let promoted: Member[];
let spares: Spares;
const [one, two, three, four] = ['1', '2', '3', '4'].map((name) => aMember(name).member) as [
  Member,
  Member,
  Member,
  Member,
];

beforeEach(() => {
  serving = new Set();
  promoted = [];
  spares = new Spares({ size: 2, members: serving, promoted: (member) => promoted.push(member) });
  for (const member of [one, two, three, four]) Object.assign(member, { accepting: true, leaving: false });
});

/** As a pool does when a worker's life is over. */
function end(member: Member): void {
  member.accepting = false;
  spares.replace(member);
  serving.delete(member);
}

const waiting = (spares: Spares): unknown[] =>
  spares.everyone().flatMap(({ member, spare }) => (spare ? [member] : []));

describe('of the workers that become ready', () => {
  test('the first `size` serve, those after them are spares', () => {
    for (const member of [one, two, three, four]) spares.admit(member, false);
    expect([...serving]).toEqual([one, two]);
    expect(waiting(spares)).toEqual([three, four]);
    expect(promoted).toEqual([]);
  });

  test('the successor of one that serves does so beside it', () => {
    for (const member of [one, two]) spares.admit(member, false);
    spares.admit(three, true);
    expect([...serving]).toEqual([one, two, three]);
  });

  test('one serves at once where another takes no more calls', () => {
    for (const member of [one, two]) spares.admit(member, false);
    two.leaving = true;
    spares.admit(three, false);
    expect([...serving]).toEqual([one, two, three]);
  });
});

describe('when one that serves ends', () => {
  test('the eldest spare takes its place, and what is ready next is a spare', () => {
    for (const member of [one, two, three]) spares.admit(member, false);
    end(one);
    expect(promoted).toEqual([three]);
    expect([...serving]).toEqual([two, three]);
    spares.admit(four, false);
    expect(waiting(spares)).toEqual([four]);
  });

  test('two at once are replaced by two', () => {
    for (const member of [one, two, three, four]) spares.admit(member, false);
    end(one);
    end(two);
    expect([...serving]).toEqual([three, four]);
    expect(spares.size).toBe(0);
  });

  test('a spare that takes no calls any more is passed over', () => {
    for (const member of [one, two, three, four]) spares.admit(member, false);
    three.accepting = false;
    end(one);
    expect(promoted).toEqual([four]);
  });

  test('whose successor serves already, no spare is needed', () => {
    for (const member of [one, two, three]) spares.admit(member, false);
    spares.admit(four, true);
    end(one);
    expect(promoted).toEqual([]);
    expect([...serving]).toEqual([two, four]);
  });
});

test('a spare that ends is forgotten, and nobody takes its place', () => {
  for (const member of [one, two, three]) spares.admit(member, false);
  end(three);
  expect(spares.size).toBe(0);
  end(one);
  expect(promoted).toEqual([]);
});
