/** stdout belongs to the tools: whatever a worker goes through, it writes nothing there itself. */
import { afterEach, expect, test } from 'vitest';
import { rejection, running, stopServices } from '../support/service.ts';

afterEach(stopServices);

test('a whole life with failures, streams, a timeout and a reload leaves only what a tool printed', async () => {
  const { pool, runtime, printed } = await running('calc');
  await pool.call('warn', {});
  await rejection(pool.call('fail', { reason: 'no good' }));
  await rejection(pool.call('sleep', { seconds: 30 }, { timeout: '50ms' }));
  for await (const _ of pool.stream('forever', {})) break;
  await rejection(pool.call('leave', {}));
  await pool.ready();
  await pool.reload();
  await pool.call('add', { a: 1, b: 2 });
  await runtime.stop();
  expect(printed.filter((line) => line.startsWith('stdout: '))).toEqual(['stdout: to stdout']);
});
