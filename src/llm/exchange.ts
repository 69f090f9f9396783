/** A request that the provider has begun to answer: it has its place there until it ends, in one of three ways. */
import type { Ms } from '../model/clock.ts';
import type { Attempt } from './attempt.ts';
import type { Place } from './limiter.ts';
import type { Usage } from './types.ts';
import type { Ended, Ends, Work } from './work.ts';

export interface ExchangeParts<T> {
  readonly ends: Ends;
  readonly ended: Ended;
  readonly work: Work<T>;
  readonly attempt: Attempt;
  readonly place: Place;
  readonly number: number;
  readonly value: T;
}

export class Exchange<T> {
  readonly value: T;
  /** Attempts it took. */
  readonly attempts: number;
  readonly #parts: ExchangeParts<T>;
  #awaited = false;
  #over = false;

  constructor(parts: ExchangeParts<T>) {
    this.value = parts.value;
    this.attempts = parts.number;
    this.#parts = parts;
    // Between two pieces nobody would notice its end, and whoever holds it may never come back: its place is given up here.
    parts.attempt.signal.addEventListener('abort', () => this.#awaited || this.left(), { once: true });
  }

  /** The next piece of the answer, unless the provider is silent for too long. */
  async within<Piece>(timeoutMs: Ms, operation: string, piece: PromiseLike<Piece>): Promise<Piece> {
    this.#awaited = true;
    const come = await this.#parts.attempt.within(timeoutMs, operation, piece);
    this.#awaited = false;
    return come;
  }

  succeeded(usage: Usage): void {
    const { ends, ended } = this.#parts;
    if (this.#end(usage)) ends.succeeded({ ...ended, usage });
  }

  /** @returns the error as one of ours. */
  failed(thrown: unknown): Error {
    const { ends, ended, work, attempt } = this.#parts;
    if (!this.#end(undefined)) return attempt.signal.reason; // counted already
    return ends.failed(thrown, work, this.attempts, ended);
  }

  /** Nobody wants the rest. */
  left(): void {
    const { ends, ended } = this.#parts;
    if (this.#end(undefined)) ends.cancelled(ended);
  }

  #end(usage: Usage | undefined): boolean {
    if (this.#over) return false;
    this.#over = true;
    this.#parts.place.leave(usage?.totalTokens);
    this.#parts.attempt.close();
    return true;
  }
}
