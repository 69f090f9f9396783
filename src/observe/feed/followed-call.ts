/** One call that is followed. It is written to with every step of a busy pool, and read ten times a second: no closures, one shape. */
import type { Ms } from '../../model/clock.ts';
import { isVivariumError } from '../../model/errors.ts';
import type { BegunCall, CallWatch } from '../../pool/watch.ts';
import type { Identity } from '../../worker/member.ts';
import type { CallRow } from './types.ts';

/** Whoever follows it. */
export interface Follower {
  now(): Ms;
  changed(call: FollowedCall): void;
  ended(call: FollowedCall): void;
}

export class FollowedCall implements CallWatch {
  readonly carrier = undefined;
  readonly key: number;
  readonly queuedAt: Ms;
  /** It has changed since it was told of. */
  fresh = true;
  worker: string | undefined = undefined;
  sentAt: Ms | undefined = undefined;
  endedAt: Ms | undefined = undefined;
  #incarnation: number | undefined = undefined;
  #firstChunkAt: Ms | undefined = undefined;
  #chunks = 0;
  #outcome: string | undefined = undefined;
  readonly #call: BegunCall;
  readonly #traceId: string | undefined;
  readonly #follower: Follower;

  constructor(key: number, call: BegunCall, traceId: string | undefined, follower: Follower) {
    this.key = key;
    this.queuedAt = follower.now();
    this.#call = call;
    this.#traceId = traceId;
    this.#follower = follower;
  }

  sent({ worker, incarnation }: Identity): void {
    this.worker = worker;
    this.#incarnation = incarnation;
    this.sentAt = this.#follower.now();
    this.#follower.changed(this);
  }

  chunk(): void {
    this.#firstChunkAt ??= this.#follower.now();
    this.#chunks += 1;
    this.#follower.changed(this);
  }

  ended(error: unknown): void {
    this.endedAt = this.#follower.now();
    this.#outcome = error === undefined ? 'ok' : isVivariumError(error) ? error.code : 'other';
    this.#follower.ended(this);
  }

  /** How much it is worth to be told of: failures before all others, then the longest. */
  interest(now: Ms): number {
    const failed = this.#outcome !== undefined && this.#outcome !== 'ok';
    return (failed ? 1e9 : 0) + (this.endedAt ?? now) - this.queuedAt;
  }

  row(): CallRow {
    const { pool, tool, session, streaming } = this.#call;
    const row: Draft = { key: this.key, pool, tool, streaming, queuedAt: this.queuedAt };
    if (session !== undefined) row.session = session;
    if (this.worker !== undefined) row.worker = this.worker;
    if (this.#incarnation !== undefined) row.incarnation = this.#incarnation;
    if (this.sentAt !== undefined) row.sentAt = this.sentAt;
    if (this.#firstChunkAt !== undefined) row.firstChunkAt = this.#firstChunkAt;
    if (this.#chunks > 0) row.chunks = this.#chunks;
    if (this.endedAt !== undefined) row.endedAt = this.endedAt;
    if (this.#outcome !== undefined) row.outcome = this.#outcome;
    if (this.#traceId !== undefined) row.traceId = this.#traceId;
    return row;
  }
}

type Draft = { -readonly [Field in keyof CallRow]: CallRow[Field] };
