/**
 * Tools that run on though their caller has gone, by an abort or the end of its session. Where a call said `onTimeout: 'kill'`
 * its deadline still stands between a tool that hears no cancellation and a worker that is busy for ever.
 */
import type { Timer, Timers } from '../kernel/index.ts';
import type { Clock } from '../model/clock.ts';
import { formatMs } from '../model/duration.ts';
import type { Member } from '../worker/member.ts';
import type { Row } from './row.ts';

export class Overdue {
  readonly #clock: Clock;
  readonly #timers: Timers;
  /** By call. */
  readonly #watched = new Map<number, Timer>();

  constructor(clock: Clock, timers: Timers) {
    this.#clock = clock;
    this.#timers = timers;
  }

  /** The member was told to stop it, and owes an answer until it has. */
  watch({ id, pool, tool, onTimeout, deadline, timeoutMs }: Row, member: Member): void {
    const leftMs = deadline - this.#clock.now();
    if (onTimeout !== 'kill' || leftMs <= 0 || leftMs === Number.POSITIVE_INFINITY || this.#watched.has(id)) return;
    const timer = this.#timers.after(leftMs, () => {
      this.#watched.delete(id);
      member.hooks.kill(`${pool}.${tool} was cancelled, and ran for longer than ${formatMs(timeoutMs)} all the same`);
    });
    this.#watched.set(id, timer);
  }

  /** Nothing is owed for it any more. */
  over(id: number): void {
    const timer = this.#watched.get(id);
    if (timer === undefined) return;
    this.#watched.delete(id);
    this.#timers.cancel(timer);
  }
}
