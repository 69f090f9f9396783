/** `runtime.health()`: one word for all pools, and each for itself. */
import { afterEach, expect, test } from 'vitest';
import { createRuntime } from '../../src/index.ts';
import { together } from '../../src/runtime/health.ts';
import { running, service, stopServices } from '../support/service.ts';

afterEach(stopServices);

test.each([
  [['ready', 'ready'], 'ready'],
  [['ready', 'failed'], 'degraded'],
  [['ready', 'starting'], 'degraded'],
  [['failed', 'failed'], 'failed'],
  [['failed', 'starting'], 'starting'],
  [['idle', 'idle'], 'idle'],
] as const)('pools that are %j are together %s', (statuses, status) => {
  expect(together(statuses, 'idle')).toBe(status);
});

test('a runtime serves between its start and its stop, and says how many workers take calls', async () => {
  const { runtime } = service('trouble', { size: 2 });
  expect(runtime.health()).toMatchObject({ status: 'idle', serves: false });
  await runtime.start();
  expect(runtime.health()).toEqual({
    status: 'ready',
    serves: true,
    pools: { ml: { status: 'ready', ready: 2, size: 2, spares: 0, zygote: expect.any(String), waiting: 0 } },
    sessions: 0,
  });
  await runtime.stop();
  expect(runtime.health()).toMatchObject({ status: 'stopped', serves: false, pools: { ml: { ready: 0 } } });
});

test('a pool that has given up is failed, and nothing serves when it was the only one', async () => {
  const { runtime, pool } = await running('trouble', { intensity: 0 });
  const failed = new Promise((resolve) => runtime.on('failed', resolve));
  await pool.call('die', { code: 1 }).catch(() => {});
  await failed;
  expect(runtime.health()).toMatchObject({ status: 'failed', serves: false, pools: { ml: { status: 'failed' } } });
});

test('a runtime without pools serves sessions and tools while it runs', async () => {
  const runtime = createRuntime();
  expect(runtime.health().status).toBe('idle');
  await runtime.start();
  expect(runtime.health()).toEqual({ status: 'ready', serves: true, pools: {}, sessions: 0 });
  await runtime.stop();
  expect(runtime.health().serves).toBe(false);
});
