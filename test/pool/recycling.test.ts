import { describe, expect, test } from 'vitest';
import { poolSettings } from '../../src/pool/options.ts';
import { type RecycleOptions, shouldRecycle, type Worn } from '../../src/pool/recycling.ts';

const limitsOf = (recycle: RecycleOptions) => poolSettings('ml', { adapter: 'pkg.Adapter', recycle }).recycle;
const fresh: Worn = { calls: 0, ageMs: 0, rss: undefined };

describe('a worker', () => {
  const limits = limitsOf({ maxCalls: 100, maxAge: '1h', maxRss: 1_000 });
  test.each<[string, Partial<Worn>, string | undefined]>([
    ['that is fresh stays', {}, undefined],
    ['just below each limit stays', { calls: 99, ageMs: 3_599_999, rss: 999 }, undefined],
    ['with all its calls goes', { calls: 100 }, 'calls'],
    ['of its age goes', { ageMs: 3_600_000 }, 'age'],
    ['of its size goes', { rss: 1_000 }, 'rss'],
    ['that is too large and too old is too large', { ageMs: 3_600_000, rss: 1_000 }, 'rss'],
  ])('%s', (_, worn, why) => {
    expect(shouldRecycle(limits, { ...fresh, ...worn })).toBe(why);
  });

  test('has no limits unless it is given some', () => {
    expect(shouldRecycle(limitsOf({}), { calls: 1e9, ageMs: 1e12, rss: 1e12 })).toBeUndefined();
  });
});

test('the calls in flight get the longer of the two timeouts, unless told', () => {
  expect(limitsOf({}).graceMs).toBe(900_000);
  expect(limitsOf({ grace: '5s' }).graceMs).toBe(5_000);
});

test('a size to kill at stands beside the size to replace at', () => {
  expect(limitsOf({ maxRss: { recycle: 1e9, kill: 2e9 } })).toMatchObject({ maxRss: 1e9, killRss: 2e9 });
});

test.each<[unknown, string]>([
  [5, 'pools.ml.recycle: expected an object of options, got number 5'],
  [{ maxCalls: 0 }, 'pools.ml.recycle.maxCalls: expected a whole number, 1 or more, got number 0'],
  [{ maxAge: 0 }, 'pools.ml.recycle.maxAge: expected more than 0 ms, got number 0'],
  [{ maxRss: '1GB' }, 'pools.ml.recycle.maxRss: expected bytes, or { recycle, kill } in bytes, got string "1GB"'],
  [{ maxRss: { kill: 0.5 } }, 'pools.ml.recycle.maxRss.kill: expected a whole number, 1 or more, got number 0.5'],
  [{ maxRss: { soft: 5 } }, 'pools.ml.recycle.maxRss: expected no options but recycle, kill, got string "soft"'],
  [{ maxcalls: 5 }, 'pools.ml.recycle: expected maxCalls (there is no such option), got string "maxcalls"'],
])('%j is refused: %s', (recycle, message) => {
  expect(() => limitsOf(recycle as RecycleOptions)).toThrow(message);
});
