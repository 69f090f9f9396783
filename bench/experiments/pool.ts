/** What every experiment begins with: a runtime with one pool, and what it costs. */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import {
  createRuntime,
  type Pool,
  type PoolOptions,
  pool,
  type Runtime,
  type RuntimeOptions,
} from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import { here } from '../places.ts';

export interface Started {
  readonly runtime: Runtime;
  readonly workers: Pool;
}

/** A pool of functions.py that restarts as often as it must. */
export async function startPool(options: Partial<PoolOptions>, more: RuntimeOptions = {}): Promise<Started> {
  const { adapter = 'functions.py' } = options;
  const endless = { intensity: 1_000_000, backoff: false } as const;
  const bench = pool({ ...endless, queue: 200_000, ...options, adapter: here(adapter) });
  const runtime = createRuntime({ logger: silentLog, ...more, pools: { bench } });
  await runtime.start();
  return { runtime, workers: runtime.pools.bench };
}

/** Megabytes of memory of the processes: PSS, in which what is shared is shared out. NaN where the system does not tell. */
export function pssMb(pids: readonly number[]): number {
  try {
    return pids.reduce((sum, pid) => sum + pssKb(pid), 0) / 1_024;
  } catch {
    return Number.NaN;
  }
}

function pssKb(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]);
}

/** Bytes of live objects, after what is dead was collected. */
export async function heapBytes(): Promise<number> {
  if (globalThis.gc === undefined) throw new Error('run it with node --expose-gc');
  await pause(50); // finalizers, closed handles
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

/** Resolves when it holds; looks every millisecond. */
export async function until(holds: () => boolean, ms: number): Promise<void> {
  for (const end = performance.now() + ms; !holds(); await pause(1))
    if (performance.now() > end) throw new Error(`it did not come about in ${ms} ms: ${holds}`);
}
