/**
 * Calls as the timeline shows them. Each is followed while it is open; what is told at a time is bounded, those that failed
 * and those that took longest first, so that a busy pool costs its observer little.
 */

import type { Clock, Ms } from '../../model/clock.ts';
import { isVivariumError } from '../../model/errors.ts';
import type { BegunCall, CallWatch } from '../../pool/watch.ts';
import type { Identity } from '../../worker/member.ts';
import type { CallRow } from './types.ts';

/** Told at a time; followed between two times; remembered for a snapshot. */
const MOST_TOLD = 50;
const MOST_CHANGED = 1_000;
const MOST_ENDED = 200;
/** Of a worker's last calls, for its percentiles. */
const MEASURED = 128;

type Row = { -readonly [Field in keyof CallRow]: CallRow[Field] };

export class FollowedCalls {
  readonly #clock: Clock;
  #changed = new Set<Row>();
  readonly #open = new Set<Row>();
  #ended: Row[] = [];
  #skipped = 0;
  #keys = 0;
  readonly #durations = new Map<string, Ms[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param carrier what goes to the worker for a trace, if there is one. */
  begun({ session, ...call }: BegunCall, carrier: Readonly<Record<string, string>> | undefined): CallWatch | undefined {
    if (this.#open.size >= MOST_CHANGED || this.#changed.size >= MOST_CHANGED) {
      this.#skipped += 1;
      return undefined;
    }
    const traceId = carrier?.['traceparent']?.split('-')[1];
    const row: Row = {
      key: ++this.#keys,
      ...call,
      ...(session === undefined ? {} : { session }),
      queuedAt: this.#clock.now(),
      ...(traceId === undefined ? {} : { traceId }),
    };
    this.#open.add(row);
    this.#changed.add(row);
    return {
      carrier: undefined,
      sent: (worker) => this.#sent(row, worker),
      chunk: () => this.#chunk(row),
      ended: (error) => this.#end(row, error),
    };
  }

  /** What has changed since the last time; undefined when nothing has. */
  take(): { rows: CallRow[]; skipped: number } | undefined {
    if (this.#changed.size === 0 && this.#skipped === 0) return undefined;
    const now = this.#clock.now();
    const worth = [...this.#changed].map((row) => ({ row, interest: interest(row, now) }));
    if (worth.length > MOST_TOLD) worth.sort((a, b) => b.interest - a.interest);
    const rows = worth.slice(0, MOST_TOLD).map(({ row }) => ({ ...row }));
    const skipped = this.#skipped + worth.length - rows.length;
    this.#changed = new Set();
    this.#skipped = 0;
    return { rows: rows.sort((a, b) => a.key - b.key), skipped };
  }

  /** Those that are open, and the last that have ended. */
  rows(): CallRow[] {
    const open = [...this.#open].slice(-MOST_ENDED);
    return [...this.#ended, ...open].map((row) => ({ ...row })).sort((a, b) => a.key - b.key);
  }

  /** How long a worker's recent calls took, shortest first. */
  durations(worker: string): readonly Ms[] {
    return [...(this.#durations.get(worker) ?? [])].sort((a, b) => a - b);
  }

  #sent(row: Row, { worker, incarnation }: Identity): void {
    row.worker = worker;
    row.incarnation = incarnation;
    row.sentAt = this.#clock.now();
    this.#changed.add(row);
  }

  #chunk(row: Row): void {
    row.firstChunkAt ??= this.#clock.now();
    row.chunks = (row.chunks ?? 0) + 1;
    this.#changed.add(row);
  }

  #end(row: Row, error: unknown): void {
    const now = this.#clock.now();
    row.endedAt = now;
    row.outcome = error === undefined ? 'ok' : isVivariumError(error) ? error.code : 'other';
    this.#open.delete(row);
    this.#changed.add(row);
    this.#ended.push(row);
    if (this.#ended.length === 2 * MOST_ENDED) this.#ended = this.#ended.slice(MOST_ENDED);
    if (row.worker !== undefined && row.sentAt !== undefined) this.#measured(row.worker, now - row.sentAt);
  }

  #measured(worker: string, ms: Ms): void {
    const known = this.#durations.get(worker) ?? [];
    this.#durations.set(worker, known);
    if (known.push(ms) > MEASURED) known.shift();
  }
}

/** Failures before all others, then the longest. */
function interest({ outcome, queuedAt, endedAt }: CallRow, now: Ms): number {
  const failed = outcome !== undefined && outcome !== 'ok';
  return (failed ? 1e9 : 0) + (endedAt ?? now) - queuedAt;
}

/** The value below which `share` of the sorted lie; undefined of none. */
export function percentile(sorted: readonly Ms[], share: number): Ms | undefined {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
