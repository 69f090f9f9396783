/** Ours, as a user calls it. */
import { createRuntime, type PoolOptions, pool } from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import { here } from '../places.ts';
import type { Dict, Subject } from '../subject.ts';

interface Tools {
  [name: string]: (args: never) => unknown;
  add(args: { a: number; b: number }): number;
  echo(args: { value: Dict }): Dict;
  array(args: { values: Float32Array }): { data: Float32Array };
  dicts(args: { count: number }): Iterable<Dict>;
  blocks(args: { count: number }): Iterable<Uint8Array>;
}

/** @param options of the pool, beside what all of ours have. */
export async function vivarium(options: Partial<PoolOptions>): Promise<Subject> {
  const { adapter = 'functions.py', concurrency = 1, window = 64 } = options;
  const bench = pool<Tools>({ queue: 100_000, concurrency, window, ...options, adapter: here(adapter) });
  const runtime = createRuntime({ logger: silentLog, pools: { bench } });
  await runtime.start();
  const { bench: workers } = runtime.pools;
  return {
    concurrency,
    window,
    pids: () => workers.workers().map(({ pid }) => pid),
    add: (a, b) => workers.call('add', { a, b }),
    echo: (value) => workers.call('echo', { value }),
    array: async (values) => (await workers.call('array', { values })).data,
    dicts: (count) => workers.stream('dicts', { count }),
    blocks: (count) => workers.stream('blocks', { count }),
    close: () => runtime.stop(),
  };
}
