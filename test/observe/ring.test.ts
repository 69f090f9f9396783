import { expect, test } from 'vitest';
import { Ring } from '../../src/observe/ring.ts';

test.each([
  [0, []],
  [2, [1, 2]],
  [3, [1, 2, 3]],
  [4, [2, 3, 4]],
  [8, [6, 7, 8]],
])('after %i entries a ring of three has %j', (count, entries) => {
  const ring = new Ring<number>(3);
  for (let number = 1; number <= count; number += 1) ring.add(number);
  expect(ring.entries()).toEqual(entries);
});
