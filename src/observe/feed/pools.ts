/** The pools' accounts: what came in, what has ended and how, what waits. */
import type { PoolCore } from '../../pool/core.ts';
import type { Metrics } from '../metrics-types.ts';
import type { PoolRow, SessionCounts } from './types.ts';

/** The account is read now; what only the meter counts is as of `metrics`. */
export function poolRows(cores: readonly PoolCore[], metrics: Metrics | undefined): PoolRow[] {
  return cores.map(({ settings, calls, readiness }) => {
    const { ledger, tally, waiting } = calls;
    return {
      name: settings.name,
      status: readiness.status,
      size: settings.size,
      waiting,
      queue: settings.queue,
      inFlight: ledger.size - waiting,
      concurrency: settings.concurrency,
      opened: ledger.opened,
      settled: ledger.settled,
      open: ledger.size,
      calls: tally.calls(),
      streams: tally.streams(),
      retries: tally.retries,
      crashes: metrics?.pools[settings.name]?.crashes ?? 0,
      chunks: tally.chunks,
    };
  });
}

export function sessionCounts(metrics: Metrics | undefined): SessionCounts {
  return metrics?.sessions ?? { active: 0, parked: 0 };
}
