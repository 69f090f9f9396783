/** Looks after a pool's workers: has those replaced that have done their time, and kills the one that takes too much memory. */
import type { Timer, Timers } from '../kernel/index.ts';
import type { Clock, Ms } from '../model/clock.ts';
import { isVivariumError } from '../model/errors.ts';
import type { Member } from '../worker/member.ts';
import type { CrashReport } from './crash-report.ts';
import type { Recycler } from './recycler.ts';
import { type RecycleLimits, type RecycleReason, shouldRecycle } from './recycling.ts';

export interface WearOptions {
  readonly limits: RecycleLimits;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly recycler: Pick<Recycler, 'one'>;
  /** A worker that was to take another's place did not become ready. */
  readonly failed: (report: CrashReport) => void;
}

/** From a replacement that failed to the next: starting a worker is work. */
const AGAIN_MS: Ms = 10_000;

export class Wear {
  readonly #options: WearOptions;
  /** When each became ready. */
  readonly #since = new Map<Member, Ms>();
  /** Those that are being replaced (Infinity), and those for which it has just failed: left alone until then. */
  readonly #settled = new Map<Member, Ms>();
  #timer: Timer | undefined;

  constructor(options: WearOptions) {
    this.#options = options;
  }

  watch(member: Member): void {
    this.#since.set(member, this.#options.clock.now());
    if (this.#hasLimits()) this.#timer ??= this.#schedule();
  }

  forget(member: Member): void {
    this.#since.delete(member);
    this.#settled.delete(member);
    if (this.#since.size > 0 || this.#timer === undefined) return;
    this.#options.timers.cancel(this.#timer);
    this.#timer = undefined;
  }

  /** Cheap: called for every answer. */
  answered(member: Member): void {
    if (member.answered >= this.#options.limits.maxCalls) this.#look(member, undefined);
  }

  #hasLimits(): boolean {
    const { maxCalls, maxAgeMs, maxRss, killRss } = this.#options.limits;
    return Math.min(maxCalls, maxAgeMs, maxRss, killRss) < Number.POSITIVE_INFINITY;
  }

  #schedule(): Timer {
    const { timers, limits } = this.#options;
    return timers.after(limits.intervalMs, () => this.#tick(), { keepAlive: false });
  }

  #tick(): void {
    this.#timer = this.#schedule();
    const { maxRss, killRss } = this.#options.limits;
    const measures = Math.min(maxRss, killRss) < Number.POSITIVE_INFINITY;
    for (const member of this.#since.keys()) {
      if (measures) void member.hooks.proc().then((proc) => this.#look(member, proc?.rss));
      else this.#look(member, undefined);
    }
  }

  #look(member: Member, rss: number | undefined): void {
    const since = this.#since.get(member);
    if (since === undefined) return;
    const { limits, clock } = this.#options;
    if (rss !== undefined && rss >= limits.killRss)
      return member.hooks.kill(`it has ${inMb(rss)} of memory; recycle.maxRss.kill is ${inMb(limits.killRss)}`);
    if (clock.now() < (this.#settled.get(member) ?? 0)) return;
    const why = shouldRecycle(limits, { calls: member.answered, ageMs: clock.now() - since, rss });
    if (why !== undefined) this.#replace(member, why);
  }

  #replace(member: Member, why: RecycleReason): void {
    const { clock, recycler, failed } = this.#options;
    this.#settled.set(member, Number.POSITIVE_INFINITY);
    recycler
      .one(member.identity.worker, why, () => this.#since.has(member))
      .then(
        () => this.#settled.delete(member),
        (error: unknown) => {
          // Nobody waits for this one: why it failed is told as the crash that it is.
          if (isVivariumError(error, 'VIV_START_FAILED')) failed(error.facts['last'] as CrashReport);
          if (this.#since.has(member)) this.#settled.set(member, clock.now() + AGAIN_MS);
          else this.#settled.delete(member);
        },
      );
  }
}

const inMb = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`;
