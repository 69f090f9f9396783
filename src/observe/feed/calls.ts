/**
 * Calls as the timeline shows them. Each is followed while it is open; what is told at a time is bounded, those that failed
 * and those that took longest first, so that a busy pool costs its observer little.
 */
import type { Clock, Ms } from '../../model/clock.ts';
import type { BegunCall, CallWatch } from '../../pool/watch.ts';
import { FollowedCall, type Follower } from './followed-call.ts';
import type { CallRow } from './types.ts';

/** Told at a time; followed between two times; remembered for a snapshot. */
const MOST_TOLD = 50;
const MOST_CHANGED = 1_000;
const MOST_ENDED = 200;
/** Of a worker's last calls, for its percentiles. */
const MEASURED = 128;

export class FollowedCalls implements Follower {
  readonly #clock: Clock;
  /** Since the last time, each once. */
  #changed: FollowedCall[] = [];
  readonly #open = new Set<FollowedCall>();
  #ended: FollowedCall[] = [];
  #skipped = 0;
  #keys = 0;
  readonly #durations = new Map<string, Ms[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param carrier what goes to the worker for a trace, if there is one. */
  begun(call: BegunCall, carrier: Readonly<Record<string, string>> | undefined): CallWatch | undefined {
    if (this.#open.size >= MOST_CHANGED || this.#changed.length >= MOST_CHANGED) {
      this.#skipped += 1;
      return undefined;
    }
    const followed = new FollowedCall(++this.#keys, call, carrier?.['traceparent']?.split('-')[1], this);
    this.#open.add(followed);
    this.#changed.push(followed);
    return followed;
  }

  /** What has changed since the last time; undefined when nothing has. */
  take(): { rows: CallRow[]; skipped: number } | undefined {
    const changed = this.#changed;
    if (changed.length === 0 && this.#skipped === 0) return undefined;
    this.#changed = [];
    for (const call of changed) call.fresh = false;
    const worth = changed.length > MOST_TOLD ? mostInteresting(changed, this.now()) : changed;
    const rows = worth.map((call) => call.row()).sort((a, b) => a.key - b.key);
    const skipped = this.#skipped + changed.length - rows.length;
    this.#skipped = 0;
    return { rows, skipped };
  }

  /** Those that are open, and the last that have ended. */
  rows(): CallRow[] {
    const open = [...this.#open].slice(-MOST_ENDED);
    return [...this.#ended, ...open].map((call) => call.row()).sort((a, b) => a.key - b.key);
  }

  /** How long a worker's recent calls took, shortest first. */
  durations(worker: string): readonly Ms[] {
    return (this.#durations.get(worker) ?? []).slice(-MEASURED).sort((a, b) => a - b);
  }

  now(): Ms {
    return this.#clock.now();
  }

  changed(call: FollowedCall): void {
    if (call.fresh) return;
    call.fresh = true;
    this.#changed.push(call);
  }

  ended(call: FollowedCall): void {
    this.#open.delete(call);
    this.changed(call);
    this.#ended = withNewest(this.#ended, call, MOST_ENDED);
    const { worker, sentAt, endedAt } = call;
    if (worker === undefined || sentAt === undefined || endedAt === undefined) return;
    this.#durations.set(worker, withNewest(this.#durations.get(worker) ?? [], endedAt - sentAt, MEASURED));
  }
}

function mostInteresting(calls: readonly FollowedCall[], now: Ms): FollowedCall[] {
  const worth = calls.map((call) => ({ call, interest: call.interest(now) }));
  worth.sort((a, b) => b.interest - a.interest);
  return worth.slice(0, MOST_TOLD).map(({ call }) => call);
}

/** Up to twice as many as are wanted, so that the list is cut now and then, not each time. */
function withNewest<Entry>(list: Entry[], entry: Entry, wanted: number): Entry[] {
  list.push(entry);
  return list.length === 2 * wanted ? list.slice(wanted) : list;
}

/** The value below which `share` of the sorted lie; undefined of none. */
export function percentile(sorted: readonly Ms[], share: number): Ms | undefined {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
