/** What a pool counts of its calls. Always on, so it only adds to numbers: nothing is allocated for a call. */
import type { Clock, Ms } from '../model/clock.ts';
import { ERROR_CODES, isVivariumError } from '../model/errors.ts';
import { Histogram } from '../model/histogram.ts';
import type { Row } from './row.ts';

/** How a call may end: `ok`, the code of its error, or `other`. Their number bounds that of the time series. */
export const OUTCOMES = ['ok', ...ERROR_CODES, 'other'] as const;

const INDEX = new Map<string, number>(OUTCOMES.map((outcome, index) => [outcome, index]));
const OTHER = OUTCOMES.length - 1;

/** Upper bounds, in seconds: from a call that is answered at once to one that takes a minute. */
export const SECONDS = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
] as const;

export class Tally {
  /** Plain calls that have been opened, from the call to its end. */
  readonly seconds = new Histogram(SECONDS);
  /** Calls and streams, from the call to its being sent to a worker. */
  readonly queueSeconds = new Histogram(SECONDS);
  /** Chunks that came from streams. */
  chunks = 0;
  /** Attempts after the first. */
  retries = 0;
  readonly #clock: Clock;
  readonly #calls = new Float64Array(OUTCOMES.length);
  readonly #streams = new Float64Array(OUTCOMES.length);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  sent({ since }: Row, now: Ms): void {
    this.queueSeconds.observe((now - since) / 1_000);
  }

  /** @param error undefined: it ended as it should */
  ended({ streaming, since, watch }: Row, error: unknown): void {
    this.#count(streaming, error);
    if (!streaming) this.seconds.observe((this.#clock.now() - since) / 1_000);
    watch?.ended(error);
  }

  chunk({ watch }: Row): void {
    this.chunks += 1;
    watch?.chunk?.();
  }

  /** It was refused before it was opened. */
  refused(streaming: boolean, error: unknown): void {
    this.#count(streaming, error);
  }

  /** Calls by how they ended, those that never happened left out. */
  calls(): Readonly<Record<string, number>> {
    return nonZero(this.#calls);
  }

  streams(): Readonly<Record<string, number>> {
    return nonZero(this.#streams);
  }

  #count(streaming: boolean, error: unknown): void {
    const counts = streaming ? this.#streams : this.#calls;
    const index = error === undefined ? 0 : isVivariumError(error) ? (INDEX.get(error.code) ?? OTHER) : OTHER;
    counts[index] = (counts[index] as number) + 1;
  }
}

function nonZero(counts: Float64Array): Readonly<Record<string, number>> {
  const all = OUTCOMES.map((outcome, index) => [outcome, counts[index] ?? 0] as const);
  return Object.fromEntries(all.filter(([, count]) => count > 0));
}
