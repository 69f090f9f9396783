/** What the session plane measures of itself. */
import type { Clock, Ms } from '../../model/clock.ts';

/** Upper bounds of the histogram's buckets, in milliseconds. */
const BOUNDS: readonly Ms[] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, Infinity];

export interface Histogram {
  readonly buckets: readonly { readonly upperBound: number; readonly count: number }[];
  readonly count: number;
  readonly sum: number;
}

export class Meter {
  readonly #clock: Clock;
  readonly #counts = BOUNDS.map(() => 0);
  #sum = 0;
  #ended = 0;
  #failed = 0;
  #inFlight = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** An RPC begins. @returns what its end calls, once */
  begin(): (failed: boolean) => void {
    const start = this.#clock.now();
    this.#inFlight++;
    return (failed) => {
      const ms = this.#clock.now() - start;
      this.#inFlight--;
      this.#ended++;
      this.#sum += ms;
      if (failed) this.#failed++;
      const bucket = BOUNDS.findIndex((bound) => ms <= bound);
      this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    };
  }

  numbers(): Readonly<Record<string, number>> {
    return { rpcs_total: this.#ended, rpcs_failed_total: this.#failed, rpcs_in_flight: this.#inFlight };
  }

  /** Of the RPCs that have ended; each bucket counts those up to its bound and above the one before. */
  durations(): Histogram {
    const buckets = BOUNDS.map((upperBound, index) => ({ upperBound, count: this.#counts[index] ?? 0 }));
    return { buckets, count: this.#ended, sum: this.#sum };
  }
}
