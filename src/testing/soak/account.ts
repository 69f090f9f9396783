/** How the calls of a soak ended, and everything that should not have been. */
import type { Ms } from '../../model/clock.ts';

/** A soak that goes wrong goes wrong often: the first say why. */
const MOST_VIOLATIONS = 20;
/** Latencies are told apart by 2 %. */
const STEP = Math.log(1.02);
const SMALLEST: Ms = 0.01;

export class Account {
  issued = 0;
  ended = 0;
  /** `ok` or an error's code. */
  readonly outcomes = new Map<string, number>();
  longestMs: Ms = 0;
  readonly #violations: string[] = [];
  #more = 0;
  readonly #latencies = new Map<number, number>();

  end(outcome: string, tookMs: Ms): void {
    this.ended += 1;
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
    this.longestMs = Math.max(this.longestMs, tookMs);
    const bucket = Math.ceil(Math.log(Math.max(tookMs, SMALLEST)) / STEP);
    this.#latencies.set(bucket, (this.#latencies.get(bucket) ?? 0) + 1);
  }

  violated(sentence: string): void {
    if (this.#violations.length < MOST_VIOLATIONS) this.#violations.push(sentence);
    else this.#more += 1;
  }

  get failed(): number {
    return this.ended - (this.outcomes.get('ok') ?? 0);
  }

  sentences(): string[] {
    return this.#more === 0 ? this.#violations : [...this.#violations, `and ${this.#more} more`];
  }

  /** @param share 0.99 for p99. NaN when no call ended. */
  percentile(share: number): Ms {
    let left = Math.ceil(share * this.ended);
    for (const [bucket, count] of [...this.#latencies].sort(([a], [b]) => a - b)) {
      left -= count;
      if (left <= 0) return Math.exp(bucket * STEP);
    }
    return Number.NaN;
  }
}
