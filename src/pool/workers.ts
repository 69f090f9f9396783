/** The specifications of a pool's workers: what each is started with, and the place that it has. */
import type { ChildSpec } from '../kernel/index.ts';
import type { Ms } from '../model/clock.ts';
import { createHeartbeat } from '../worker/heartbeat.ts';
import type { Workshop } from '../worker/incarnation.ts';
import type { Owner } from '../worker/owner.ts';
import { workerChild } from '../worker/worker.ts';
import type { PoolSettings } from './options.ts';

export interface WorkersOptions {
  readonly settings: PoolSettings;
  readonly python: string;
  readonly owner: Owner;
  readonly workshop: Workshop;
  /** What is left for calls in flight when the pool stops, and when a worker is replaced. */
  readonly graceMs: () => Ms;
  readonly retireMs: () => Ms;
  /** Whether the worker is to take another's place. */
  readonly isTrial: (worker: string) => boolean;
}

/** `worker:ml/3` */
export function workerName(pool: string, number: number): string {
  return `worker:${pool}/${number}`;
}

/**
 * Makes the specification of a worker, by its name. They are transient, so that one that was replaced stays down; a
 * worker whose process ends by itself has crashed, whatever its exit code.
 */
export function workerSpecs(options: WorkersOptions): (worker: string) => ChildSpec {
  const { settings, python, owner, workshop, graceMs, retireMs, isTrial } = options;
  const { clock, timers } = workshop;
  const heartbeat = createHeartbeat({ clock, timers, ...settings.heartbeat });
  const { name: pool, cwd, backoff } = settings;
  const of = { ...settings, pool, paths: [cwd], graceMs, retireMs };
  const lives = new Map<string, number>();
  const shared = { settings: of, python, owner, heartbeat, workshop, backoff, lives, trial: isTrial };
  return (worker) => workerChild({ ...shared, worker, restart: 'transient' });
}
