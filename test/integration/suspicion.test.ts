/** A tool in native code that keeps Python's interpreter to itself: its worker is silent, which is told and no reason to kill it. */
import { afterEach, describe, expect, test } from 'vitest';
import { running, stopServices } from '../support/service.ts';

afterEach(stopServices);

describe('a worker whose tool keeps the interpreter to itself', () => {
  test.each([
    ['on the main thread', 1],
    ['on a thread of its own', 2],
  ])('is suspected while it does so %s, and answers', async (_where, concurrency) => {
    const { runtime, pool, crashes } = await running('stubborn', { concurrency });
    const suspected = new Promise((resolve) => runtime.on('suspected', resolve));
    const answer = pool.call('call_c', { milliseconds: 1_500 });
    expect(await Promise.race([suspected, answer])).toMatchObject({
      worker: 'worker:ml/1',
      message: expect.stringContaining('keeps the interpreter'),
    });
    expect(await answer).toBe('returned');
    expect(crashes).toEqual([]);
  });
});
