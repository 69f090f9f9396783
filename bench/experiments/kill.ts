/** kill -9 of the only worker, again and again: how long until the next answer? */
import { setTimeout as pause } from 'node:timers/promises';
import type { PoolOptions } from '../../src/index.ts';
import { quantile } from '../measure.ts';
import type { Figures } from '../subject.ts';
import { startPool, until } from './pool.ts';

/** Between a worker's return and the next kill: what was started beside it is ready, too. */
const CALM_MS = 60;
const READY_MS = 10_000;

export async function kill({ kills, ...options }: { kills: number } & Partial<PoolOptions>): Promise<Figures> {
  const { runtime, workers } = await startPool(options);
  const latencies: number[] = [];
  const pid = (): Promise<unknown> => workers.call('pid', {}).catch(() => undefined);
  let ready = 0;
  runtime.on('ready', () => {
    ready += 1;
  });
  for (let n = 0; n < kills; n++) {
    await pause(CALM_MS);
    const before = ready;
    const serving = (await pid()) as number;
    const killed = performance.now();
    process.kill(serving, 'SIGKILL');
    let answered: unknown;
    while (answered === undefined) answered = await pid();
    latencies.push(performance.now() - killed);
    if (answered === serving) throw new Error('the process that was killed has answered');
    await until(() => ready > before, READY_MS);
  }
  await runtime.stop();
  latencies.sort((a, b) => a - b);
  return { p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99) };
}
