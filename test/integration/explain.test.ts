/** Why a worker was restarted, or not: asked afterwards, or read in the log. */
import { afterEach, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { pids, running, type Service, stopServices } from '../support/service.ts';

afterEach(stopServices);

async function kill({ pool, crashes }: Service, number: number): Promise<void> {
  process.kill(pool.workers().find(({ id }) => id === `worker:ml/${number}`)?.pid ?? 0, 'SIGKILL');
  const before = crashes.length;
  await eventually(() => crashes.length > before, { what: 'the crash is reported' });
}

test('a killed worker is restarted after a backoff: explain and the log say so in the same words', async () => {
  const service = await running('calc', {
    size: 2,
    intensity: 5,
    period: '30s',
    backoff: { initial: 400, jitter: 0 },
  });
  const { runtime, log } = service;
  await kill(service, 1);
  await eventually(() => pids(service).length === 2);
  await kill(service, 1);
  const sentences = runtime.explain('worker:ml/1').map(({ sentence }) => sentence);
  expect(sentences).toEqual([
    expect.stringMatching(/^restart 1 of 5 in 30 s of `worker:ml\/1`: crash .*killed[^;]*$/),
    expect.stringMatching(/^restart 2 of 5 in 30 s of `worker:ml\/1`: crash .*killed[^;]*; waits 400 ms$/),
  ]);
  expect(log.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual(sentences);
  expect(runtime.explain('worker:ml/2')).toEqual([]);
});

test('a pool that gives up has a story, from the worker to the pool', async () => {
  const service = await running('calc', { intensity: 0, zygote: false });
  await kill(service, 1);
  await eventually(() => service.pool.status === 'failed');
  expect(service.runtime.explain('pool:ml').map(({ outcome, path }) => [outcome, path])).toEqual([
    ['give_up', 'runtime/pools/pool:ml/workers/worker:ml/1'],
    ['auto_shutdown', 'runtime/pools/pool:ml/workers'],
    ['stop', 'runtime/pools/pool:ml/streams'],
    ['no_restart', 'runtime/pools/pool:ml'],
  ]);
  expect(service.log.find(({ message }) => message.startsWith('one restart too many'))).toMatchObject({
    level: 'error',
    message: expect.stringMatching(
      /1 in .* where 0 are allowed: `worker:ml\/1` ended with .*; so `.*workers` gives up$/,
    ),
  });
});
