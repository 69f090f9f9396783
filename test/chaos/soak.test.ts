/** Soaks: real workers under load while everything that can be made to go wrong goes wrong. `npm run test:long` takes more seeds. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fault } from '../../src/testing/index.ts';
import { randomPlan } from '../../src/testing/soak/random-plan.ts';
import { soak } from '../../src/testing/soak/soak.ts';
import { python } from '../support/python.ts';

const SEEDS = Array.from({ length: Number(process.env['VIVARIUM_SOAK_SEEDS'] ?? 3) }, (_, index) => index + 1);
const CALLS = Number(process.env['VIVARIUM_SOAK_CALLS'] ?? 1_000);

beforeEach(() => {
  vi.stubEnv('VIVARIUM_PYTHON', python());
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Faults at 100 ms, under a short load. */
const withFaults = (...faults: readonly Fault[]) =>
  soak({ seed: 1, calls: 200, plan: { seed: 1, faults: faults.map((fault) => ({ atMs: 100, fault })) } });

test.each(SEEDS)(
  'seed %i: every call ends as it may, every fault of the plan hits, everybody is back, nothing is left',
  async (seed) => {
    const result = await soak({ seed, calls: CALLS });
    expect(result.violations).toEqual([]);
    expect(result.calls).toBeGreaterThanOrEqual(CALLS);
    expect(Object.values(result.outcomes).reduce((sum, count) => sum + count)).toBe(result.calls);
    expect(result.faults.every(({ made, hit }) => made > 0 && hit > 0)).toBe(true);
    expect(result.faults.length).toBeGreaterThan(2);
    if (process.platform === 'linux') expect(result.left).toEqual({ processes: 0, descriptors: 0 });
  },
  60_000 + 10 * CALLS,
);

describe('a soak fails when', () => {
  test('a fault of its plan hits nobody', async () => {
    const { violations, faults } = await withFaults({ kind: 'break_lane', target: 'worker:single/9' });
    expect(violations).toEqual(['no break_lane of the plan has hit anything']);
    expect(faults).toEqual([{ kind: 'break_lane', made: 1, hit: 0, survived: 0 }]);
  });

  test('a stream has a hole', async () => {
    const lose: Fault = { kind: 'drop_frames', target: 'pool:shared', frame: 'CHUNK', direction: 'to_host', count: 1 };
    const { violations } = await withFaults(lose);
    expect(violations).toEqual([expect.stringMatching(/^stream \d+ (gave .* in place of|ended after \d+ of)/)]);
  });
});

test('a plan that asks for what there is not is refused before anything runs', async () => {
  const wrong = { kind: 'kill', target: '*', signal: 'SIGWINCH' } as unknown as Fault;
  await expect(withFaults(wrong)).rejects.toMatchObject({
    code: 'VIV_BAD_CONFIG',
    message: expect.stringContaining('plan.faults[0].fault.signal'),
  });
});

describe('the plan of a seed', () => {
  test('is the same each time, and another for another seed', () => {
    expect(randomPlan(7, 60_000)).toEqual(randomPlan(7, 60_000));
    expect(randomPlan(8, 60_000)).not.toEqual(randomPlan(7, 60_000));
  });

  test('has every kind when there is time for all', () => {
    expect(new Set(randomPlan(1, 20_000).faults.map(({ fault }) => fault.kind)).size).toBe(19);
  });
});
