/** From `createRuntime` to the first answer of each worker, and what the workers hold in memory then. */
import type { PoolOptions } from '../../src/index.ts';
import type { Figures } from '../subject.ts';
import { pssMb, startPool } from './pool.ts';

export async function start(options: Partial<PoolOptions>): Promise<Figures> {
  const begin = performance.now();
  const { runtime, workers } = await startPool(options);
  const readyMs = performance.now() - begin;
  const sums = await Promise.all(workers.workers().map(() => workers.call('add', { a: 1, b: 2 })));
  const answeredMs = performance.now() - begin;
  if (sums.length !== (options.size ?? 1) || sums.some((sum) => sum !== 3)) throw new Error(`wrong answers: ${sums}`);
  const pids = workers.workers().map(({ pid }) => pid);
  const figures = { readyMs, answeredMs, pssMb: pssMb(pids) / pids.length };
  await runtime.stop();
  return figures;
}
