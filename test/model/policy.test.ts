import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Backoff, nextDelay } from '../../src/model/policy.ts';
import { seededRandom } from '../../src/model/random.ts';

const backoff: Backoff = { initial: 200, max: 10_000, factor: 2, jitter: 0, healthyAfter: 10_000 };

describe('the delay before a restart', () => {
  test('is none for the first, then doubles from the initial one up to the longest', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((attempt) => nextDelay(backoff, attempt, seededRandom(1)));
    expect(delays).toEqual([0, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000]);
  });

  test('is the longest, and still a number, after ten thousand restarts', () => {
    expect(nextDelay(backoff, 10_000, seededRandom(1))).toBe(10_000);
  });

  test('with jitter is shorter by at most that share, and never longer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(),
        (n, j, seed) => {
          const full = nextDelay(backoff, n, seededRandom(seed));
          const jittered = nextDelay({ ...backoff, jitter: j }, n, seededRandom(seed));
          expect(jittered).toBeLessThanOrEqual(full);
          expect(jittered).toBeGreaterThanOrEqual(Math.floor(full * (1 - j)));
        },
      ),
    );
  });

  test('with jitter differs between workers that crashed together', () => {
    const random = seededRandom(1);
    const delays = Array.from({ length: 20 }, () => nextDelay({ ...backoff, jitter: 0.2 }, 7, random));
    expect(new Set(delays).size).toBeGreaterThan(10);
  });
});
