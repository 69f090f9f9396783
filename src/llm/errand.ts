/** One call of a client while it lasts: its signal, its deadline, and the one error that may end it early. */
import type { Timer, Timers } from '../kernel/index.ts';
import type { Ms } from '../model/clock.ts';
import { LlmTimeout, llmCancelled } from '../model/llm-errors.ts';

export interface ErrandParts {
  /** `llm:openai/gpt-4o-mini` */
  readonly client: string;
  readonly timers: Timers;
  readonly now: () => Ms;
  readonly deadlineMs: Ms;
  /** The caller's. */
  readonly signal: AbortSignal | undefined;
  readonly over: (errand: Errand) => void;
}

export class Errand {
  readonly #parts: ErrandParts;
  readonly #controller = new AbortController();
  readonly #timer: Timer | undefined;
  readonly #deadline: Ms;
  readonly #onAbort = (): void => this.end(llmCancelled(this.#parts.client, this.#parts.signal?.reason));
  /** What it does, for the error of its deadline. */
  doing = 'complete';

  constructor(parts: ErrandParts) {
    this.#parts = parts;
    const { client, timers, now, deadlineMs, signal } = parts;
    this.#deadline = now() + deadlineMs;
    if (deadlineMs !== Number.POSITIVE_INFINITY) {
      const passed = (): void => this.end(new LlmTimeout(client, this.doing, deadlineMs));
      this.#timer = timers.after(deadlineMs, passed, { label: { of: client, what: 'deadline' } });
    }
    if (signal?.aborted) this.#onAbort();
    else signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** Aborted when nobody waits any more; its reason is the error that says why. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get leftMs(): Ms {
    return Math.max(0, this.#deadline - this.#parts.now());
  }

  end(error: Error): void {
    this.#controller.abort(error);
  }

  /** It is over, however it ended. */
  close(): void {
    const { timers, signal, over } = this.#parts;
    over(this);
    if (this.#timer !== undefined) timers.cancel(this.#timer);
    signal?.removeEventListener('abort', this.#onAbort);
  }

  /** Resolves after the time, or rejects when the errand ends before. */
  pause(ms: Ms): Promise<void> {
    const { timers, client } = this.#parts;
    return new Promise((resolve, reject) => {
      const over = (): void => {
        timers.cancel(timer);
        reject(this.signal.reason);
      };
      const timer = timers.after(
        ms,
        () => {
          this.signal.removeEventListener('abort', over);
          resolve();
        },
        { label: { of: client, what: 'retry' } },
      );
      if (this.signal.aborted) over();
      else this.signal.addEventListener('abort', over, { once: true });
    });
  }
}
