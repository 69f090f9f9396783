/** One request on the way: it ends with its errand, or when the provider is silent for too long. */
import type { Timers } from '../kernel/index.ts';
import type { Ms } from '../model/clock.ts';
import { LlmTimeout } from '../model/llm-errors.ts';
import type { Errand } from './errand.ts';

export interface AttemptParts {
  readonly client: string;
  readonly timers: Timers;
}

export class Attempt {
  readonly #parts: AttemptParts;
  readonly #errand: Errand;
  readonly #controller = new AbortController();
  readonly #onEnd = (): void => this.#controller.abort(this.#errand.signal.reason);

  constructor(parts: AttemptParts, errand: Errand) {
    this.#parts = parts;
    this.#errand = errand;
    if (errand.signal.aborted) this.#onEnd();
    else errand.signal.addEventListener('abort', this.#onEnd, { once: true });
  }

  /** For the provider's library: aborting it closes the connection. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The outcome of the work, or what ended it before. */
  within<T>(timeoutMs: Ms, operation: string, work: PromiseLike<T>): Promise<T> {
    const { client, timers } = this.#parts;
    return new Promise<T>((resolve, reject) => {
      const ended = (): void => settle(() => reject(this.signal.reason));
      const passed = (): void => this.#controller.abort(new LlmTimeout(client, operation, timeoutMs));
      const timer =
        timeoutMs === Number.POSITIVE_INFINITY
          ? undefined
          : timers.after(timeoutMs, passed, { label: { of: client, what: `${operation} timeout` } });
      const settle = (how: () => void): void => {
        if (timer !== undefined) timers.cancel(timer);
        this.signal.removeEventListener('abort', ended);
        how();
      };
      if (this.signal.aborted) ended();
      else this.signal.addEventListener('abort', ended, { once: true });
      work.then(
        (value) => settle(() => resolve(value)),
        (error: unknown) => settle(() => reject(this.signal.aborted ? this.signal.reason : error)),
      );
    });
  }

  /** Nobody wants more of it: what is still on the way is cancelled. */
  close(): void {
    this.#errand.signal.removeEventListener('abort', this.#onEnd);
    if (!this.signal.aborted) this.#controller.abort();
  }
}
