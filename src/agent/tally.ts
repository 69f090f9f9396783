/** An agent's numbers: questions by how they ended, and how long they took. */
import type { Ms } from '../model/clock.ts';
import { isVivariumError } from '../model/errors.ts';
import { Histogram, type HistogramData } from '../model/histogram.ts';

/** Seconds: an agent thinks for longer than a tool runs. */
const BOUNDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

export interface TallyData {
  /** By how they ended: `ok`, an error's code, or `other`. */
  readonly requests: Readonly<Record<string, number>>;
  /** Attempts after the first. */
  readonly retries: number;
  readonly crashes: number;
  /** From the question to its end. */
  readonly seconds: HistogramData;
  /** That the answers say they took. */
  readonly totalTokens: number;
}

export class Tally {
  readonly #requests = new Map<string, number>();
  readonly #seconds = new Histogram(BOUNDS);
  #begun = 0;
  #retries = 0;
  #crashes = 0;
  #totalTokens = 0;

  /** Its number, from 1. */
  begun(): number {
    this.#begun += 1;
    return this.#begun;
  }

  answered(ms: Ms, totalTokens: number): void {
    this.#totalTokens += totalTokens;
    this.#ended('ok', ms);
  }

  failed(ms: Ms, error: unknown): void {
    this.#ended(isVivariumError(error) ? error.code : 'other', ms);
  }

  retried(): void {
    this.#retries += 1;
  }

  crashed(): void {
    this.#crashes += 1;
  }

  read(): TallyData {
    return {
      requests: Object.fromEntries(this.#requests),
      retries: this.#retries,
      crashes: this.#crashes,
      seconds: this.#seconds.read(),
      totalTokens: this.#totalTokens,
    };
  }

  #ended(how: string, ms: Ms): void {
    this.#requests.set(how, (this.#requests.get(how) ?? 0) + 1);
    this.#seconds.observe(ms / 1_000);
  }
}
