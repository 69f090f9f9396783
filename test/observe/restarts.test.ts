import { expect, test } from 'vitest';
import type { LifecycleEvent } from '../../src/kernel/index.ts';
import type { ExitReason } from '../../src/model/exit.ts';
import { Restarts, wordOf } from '../../src/observe/restarts.ts';

function restarting(supervisor: string, reason: ExitReason): LifecycleEvent {
  return { type: 'restarting', path: `${supervisor}/child`, id: 'child', incarnation: 1, at: 0, wall: 0, reason };
}

test.each<[ExitReason, string]>([
  [{ crash: 'Error: of user 4711' }, 'crash'],
  ['killed', 'killed'],
  ['shutdown', 'shutdown'],
  ['shutdown:recycled:asked', 'shutdown'],
  ['of user 4711', 'other'],
])('the reason %j is counted as %s: texts of users make no time series', (reason, word) => {
  expect(wordOf(reason)).toBe(word);
});

test('supervisors beyond the first two hundred are counted together', () => {
  const restarts = new Restarts();
  for (let number = 1; number <= 250; number++) restarts.restarting(restarting(`/s${number}`, 'killed'));
  restarts.restarting(restarting('/s1', 'killed'));
  const read = restarts.read();
  expect(Object.keys(read)).toHaveLength(201);
  expect(read['/s1']?.restarts).toEqual({ killed: 2 });
  expect(read['other']?.restarts).toEqual({ killed: 50 });
});
