/** Simulated bad days of the whole system: no rule is broken, and a seed is the same day each time. */
import { expect, test } from 'vitest';
import { simulate } from '../../src/testing/simulate/index.ts';

test('100 seeds break no rule', async () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { violations } = await simulate({ seed });
    expect(violations, `seed ${seed}`).toEqual([]);
  }
}, 60_000);

test('longer days break none either', async () => {
  for (let seed = 1; seed <= 10; seed++) {
    const { violations } = await simulate({ seed, steps: 400 });
    expect(violations, `seed ${seed}`).toEqual([]);
  }
}, 60_000);

test('the same seed gives the same journal, line by line', async () => {
  for (let seed = 1; seed <= 10; seed++) {
    const [first, second] = [await simulate({ seed }), await simulate({ seed })];
    expect(second.journal).toEqual(first.journal);
  }
});

test('runs at the same time do not disturb each other', async () => {
  const alone = [await simulate({ seed: 3 }), await simulate({ seed: 4 })];
  const together = await Promise.all([simulate({ seed: 3 }), simulate({ seed: 4 })]);
  expect(together.map(({ journal }) => journal)).toEqual(alone.map(({ journal }) => journal));
});

test('seeds are different days, on which everything that can happen does', async () => {
  const journals = new Set<string>();
  for (let seed = 1; seed <= 60; seed++) journals.add((await simulate({ seed })).journal.join('\n'));
  expect(journals.size).toBe(60);
  const all = [...journals].join('\n');
  for (const outcome of [
    'CALL_TIMEOUT',
    'CALL_CANCELLED',
    'WORKER_CRASHED',
    'TOOL_FAILED',
    'POOL_SATURATED',
    'AFFINITY_LOST',
  ])
    expect(all).toContain(`VIV_${outcome}`);
  for (const end of [
    'SIGSEGV',
    'SIGKILL',
    'no sign of life',
    'its lane was',
    'escalated',
    'SESSION_EXPIRED',
    'VIV_SESSION_STORE',
    'is answered RESULT',
    'is answered END',
    'is answered FAILURE',
    'is answered CANCELLED',
  ])
    expect(all).toContain(end);
});

test('a system of one’s own is simulated as it is configured', async () => {
  const pools = { solo: { adapter: 'mine', size: 1, intensity: 0, backoff: false as const } };
  const { journal, violations } = await simulate({ seed: 5, system: { pools } });
  expect(violations).toEqual([]);
  expect(journal.filter((line) => line.includes('restarting'))).toEqual([]);
  expect(journal.some((line) => line.includes('worker:solo/1#1'))).toBe(true);
});

test('a pool of prices without any limits of its own breaks no rule: a reload had waited for a call whose caller had gone', async () => {
  for (let seed = 1; seed <= 20; seed++)
    for (const size of [1, 3]) {
      const { violations } = await simulate({ seed, system: { pools: { prices: { adapter: 'simulated', size } } } });
      expect(violations, `seed ${seed}, size ${size}`).toEqual([]);
    }
}, 60_000);
