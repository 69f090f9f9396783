/** Ours, as a user calls it: a pool of one worker. */
import { fileURLToPath } from 'node:url';
import { createRuntime, pool } from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import type { Contender } from '../measure.ts';

type Tools = { add(args: { a: number; b: number }): number };

export async function vivarium(window: number): Promise<Contender> {
  const adapter = fileURLToPath(new URL('../adapter.py', import.meta.url));
  const runtime = createRuntime({ logger: silentLog, pools: { bench: pool<Tools>({ adapter, window }) } });
  await runtime.start();
  return {
    name: 'vivarium',
    concurrency: 1,
    window,
    add: (a, b) => runtime.pools.bench.call('add', { a, b }),
    close: () => runtime.stop(),
  };
}
