/** Chunks wait a millisecond for those that follow, to share a write: not for as long as their generator takes. */
import { afterEach, describe, expect, test } from 'vitest';
import { running, stopServices } from '../support/service.ts';

afterEach(stopServices);

/** Far more than a millisecond, far less than the minute for which the generator sleeps. */
const LATE_MS = 100;

/** Of this machine, as Python's `time.monotonic()` tells it, too. */
const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;

describe.each(['grpc', 'socket'] as const)('on the %s lane', (lane) => {
  test('a chunk that is held for the next one leaves although its generator blocks', async () => {
    const { pool } = await running('streams', { lane });
    const ages: number[] = [];
    for (let round = 0; round < 5; round++) {
      let chunks = 0;
      for await (const made of pool.stream('two_then_block', {})) {
        chunks += 1;
        if (chunks < 2) continue;
        ages.push(nowMs() - Number(made) * 1_000);
        break;
      }
    }
    expect(ages).toHaveLength(5);
    expect(Math.min(...ages)).toBeGreaterThan(0);
    expect(Math.min(...ages)).toBeLessThan(LATE_MS);
    expect(pool.workers()).toMatchObject([{ incarnation: 1, lane }]);
  });
});
