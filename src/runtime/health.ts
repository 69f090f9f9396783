/** Whether a runtime serves, in a word and pool by pool: what `/health/ready` answers, and whom to wake at night. */
import type { Pool } from '../pool/pool.ts';
import type { PoolStatus } from '../pool/readiness.ts';
import type { ZygoteState } from '../pool/zygote.ts';

/**
 * - `ready`: every pool serves.
 * - `degraded`: some serve; a pool is coming up or has given up.
 * - `failed`: every pool has given up.
 * - otherwise as all pools are: `idle`, `starting`, `stopping`, `stopped`.
 */
export type HealthStatus = PoolStatus | 'degraded';

export interface Health {
  readonly status: HealthStatus;
  /** Whether calls may be sent here: `ready` and `degraded`. */
  readonly serves: boolean;
  readonly pools: Readonly<Record<string, PoolHealth>>;
  /** How many there are, awake or parked. */
  readonly sessions: number;
}

export interface PoolHealth {
  readonly status: PoolStatus;
  /** Workers that take calls, and how many there ought to be. */
  readonly ready: number;
  readonly size: number;
  /** Ready workers that wait to take the place of one that ends. */
  readonly spares: number;
  /** Of the process that workers are forked from; without one, or while it is down, they are spawned. */
  readonly zygote: ZygoteState;
  /** Calls that wait for a worker. */
  readonly waiting: number;
}

/** @param whole what the runtime is while it has no pools */
export function healthOf(
  pools: readonly { readonly pool: Pool; readonly size: number; readonly zygote: ZygoteState }[],
  sessions: number,
  whole: PoolStatus,
): Health {
  const each = pools.map(({ pool, size, zygote }) => {
    const accepting = pool.workers().filter((worker) => worker.accepting);
    const spares = accepting.filter(({ spare }) => spare).length;
    const ready = accepting.length - spares;
    return [pool.name, { status: pool.status, ready, size, spares, zygote, waiting: pool.waiting }] as const;
  });
  const status = together(
    each.map(([, pool]) => pool.status),
    whole,
  );
  const serves = status === 'ready' || status === 'degraded';
  return { status, serves, pools: Object.fromEntries(each), sessions };
}

/** One word for all. */
export function together(statuses: readonly PoolStatus[], whole: PoolStatus): HealthStatus {
  const [first = whole] = statuses;
  if (statuses.every((status) => status === first)) return first;
  if (statuses.includes('ready')) return 'degraded';
  return statuses.includes('starting') ? 'starting' : first;
}
