/** What charts are drawn of: a few numbers, about once a second. */
import type { Ms } from '../../../model/clock.ts';
import type { PoolRow, WorkerRow } from '../../feed/types.ts';

export interface WorkerSample {
  readonly at: Ms;
  readonly cpu: number;
  readonly rss: number;
  readonly inFlight: number;
}

export interface PoolSample {
  readonly at: Ms;
  readonly settled: number;
  readonly failed: number;
  readonly inFlight: number;
  readonly waiting: number;
}

export function workerSample(row: WorkerRow, at: Ms): WorkerSample {
  return { at, cpu: row.cpuPercent ?? 0, rss: row.rssBytes ?? 0, inFlight: row.inFlight };
}

export function poolSample({ settled, calls, inFlight, waiting }: PoolRow, at: Ms): PoolSample {
  const ended = Object.values(calls).reduce((sum, count) => sum + count, 0);
  return { at, settled, failed: ended - (calls['ok'] ?? 0), inFlight, waiting };
}

export interface Rate {
  readonly at: Ms;
  readonly settledPerSecond: number;
  readonly failedPerSecond: number;
}

/** Per second, from each sample to the next. */
export function rates(samples: readonly PoolSample[]): Rate[] {
  return samples.slice(1).map((sample, index) => {
    const before = samples[index] ?? sample;
    const seconds = Math.max(0.001, (sample.at - before.at) / 1_000);
    return {
      at: sample.at,
      settledPerSecond: Math.max(0, (sample.settled - before.settled) / seconds),
      failedPerSecond: Math.max(0, (sample.failed - before.failed) / seconds),
    };
  });
}
