/** Four ways to be quick or careful, for workflows and for pools, in numbers that follow the machine's cores. */
import { availableParallelism } from 'node:os';
import type { Ms } from '../model/clock.ts';
import type { PoolOptions } from '../pool/options.ts';

export type Preset = 'highThroughput' | 'lowLatency' | 'memoryOptimized' | 'balanced';

export interface ExecutorPreset {
  /** Nodes of a run at once. */
  readonly concurrency: number;
  readonly timeoutMs: Ms;
  /** Attempts after the first, of tools that were never begun or are idempotent. */
  readonly retries: number;
  /** The first failure ends the run. */
  readonly failFast: boolean;
}

const CORES = availableParallelism();

export const executorPresets: Readonly<Record<Preset, ExecutorPreset>> = {
  highThroughput: { concurrency: 4 * CORES, timeoutMs: 300_000, retries: 3, failFast: false },
  lowLatency: { concurrency: 2 * CORES, timeoutMs: 30_000, retries: 0, failFast: true },
  memoryOptimized: { concurrency: 2, timeoutMs: 300_000, retries: 3, failFast: false },
  balanced: { concurrency: 2 * CORES, timeoutMs: 300_000, retries: 3, failFast: false },
};

type PoolPreset = Pick<PoolOptions, 'size' | 'spares' | 'concurrency' | 'queue' | 'timeout' | 'retry'>;

const retry = { maximumAttempts: 4 };

/**
 * The same for pools: as many calls at once, of which more than one share a process where memory or throughput counts. Each
 * is a set of a pool's options, to be spread and overridden.
 *
 * @example pool({ ...poolPresets.lowLatency, adapter: './adapter.py' })
 */
export const poolPresets: Readonly<Record<Preset, PoolPreset>> = {
  /** Calls wait for one another rather than being refused. */
  highThroughput: { size: CORES, concurrency: 4, queue: 10_000, timeout: '300s', retry },
  /** A process for each call, one in reserve; who would have to wait long is refused at once, and nothing is tried again. */
  lowLatency: { size: 2 * CORES, concurrency: 1, spares: 1, queue: 2 * CORES, timeout: '30s', retry: false },
  /** One process, two calls. */
  memoryOptimized: { size: 1, concurrency: 2, timeout: '300s', retry },
  balanced: { size: CORES, concurrency: 2, timeout: '300s', retry },
};
