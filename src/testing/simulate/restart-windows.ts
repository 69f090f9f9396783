/** Counts restarts as a book-keeper who does not trust the supervisors: by their events and their configuration alone. */
import type { LifecycleEvent } from '../../kernel/index.ts';
import type { Ms } from '../../model/clock.ts';
import type { RuntimeConfig } from '../../runtime/config.ts';

export class RestartWindows {
  readonly #config: RuntimeConfig;
  readonly #broken: (message: string) => void;
  /** By pool: the times of its workers' restarts. */
  readonly #restarts = new Map<string, Ms[]>();

  constructor(config: RuntimeConfig, broken: (message: string) => void) {
    this.#config = config;
    this.#broken = broken;
  }

  lifecycle({ type, path, at }: LifecycleEvent): void {
    const [, pool = '', child] = /\/pool:([^/]+)\/workers(\/worker:.+)?$/.exec(path) ?? [];
    const limits = this.#config.pools[pool];
    if (limits === undefined) return;
    if (child === undefined) {
      if (type === 'started')
        this.#restarts.delete(pool); // a new supervisor begins to count
      else if (type === 'escalated') this.#gaveUp(pool, at, limits);
    } else if (type === 'restarting') this.#restarted(pool, at, limits);
    else if (type === 'escalated') this.#gaveUp(pool, at, limits);
  }

  #restarted(pool: string, at: Ms, { intensity, periodMs }: Limits): void {
    const restarts = this.#restarts.get(pool) ?? [];
    restarts.push(at);
    this.#restarts.set(pool, restarts);
    const counted = within(restarts, at, periodMs);
    if (counted > intensity)
      this.#broken(`pool ${pool} was given ${counted} restarts in ${periodMs} ms: ${intensity} are allowed`);
  }

  #gaveUp(pool: string, at: Ms, { intensity, periodMs }: Limits): void {
    const counted = within(this.#restarts.get(pool) ?? [], at, periodMs);
    if (counted < intensity)
      this.#broken(`pool ${pool} gave up after ${counted} restarts in ${periodMs} ms: ${intensity} are allowed`);
  }
}

interface Limits {
  readonly intensity: number;
  readonly periodMs: Ms;
}

const within = (times: readonly Ms[], now: Ms, periodMs: Ms): number =>
  times.filter((at) => at >= now - periodMs).length;
