/** One reader's queue of deltas: bounded, and what it was too slow for is counted. */
import type { Remembered } from './memory.ts';

export class Subscription {
  /** Called when there is something for a reader that had nothing, or when there will be no more. Must not throw. */
  onMore: () => void = () => {};
  /** No more will come. */
  ended = false;
  #waiting: Remembered[] = [];
  #dropped = 0;
  readonly #limit: number;
  readonly #left: (self: Subscription) => void;
  readonly #missed: (deltas: number) => void;

  constructor(limit: number, left: (self: Subscription) => void, missed: (deltas: number) => void) {
    this.#limit = limit;
    this.#left = left;
    this.#missed = missed;
  }

  get size(): number {
    return this.#waiting.length;
  }

  push(remembered: Remembered): void {
    if (this.#waiting.length === this.#limit) {
      // Half of it goes at once, so that a reader far behind costs no shift for each delta.
      const gone = Math.ceil(this.#limit / 2);
      this.#waiting = this.#waiting.slice(gone);
      this.#dropped += gone;
      this.#missed(gone);
    }
    this.#waiting.push(remembered);
    if (this.#waiting.length === 1) this.onMore();
  }

  /** What has come since the last time, and how many before it were dropped. */
  take(): { readonly deltas: readonly Remembered[]; readonly dropped: number } {
    const taken = { deltas: this.#waiting, dropped: this.#dropped };
    this.#waiting = [];
    this.#dropped = 0;
    return taken;
  }

  /** The observation is over. */
  end(): void {
    this.ended = true;
    this.onMore();
    this.close();
  }

  /** The reader has left. */
  close(): void {
    this.onMore = () => {};
    this.#left(this);
  }
}
