/** One call of a host tool while it lasts: its signal, its deadline, and the one error that may end it early. */
import type { Timer, Timers } from '../kernel/index.ts';
import type { Ms } from '../model/clock.ts';
import { HostToolError, hostToolTimeout } from '../model/tool-errors.ts';

export interface ExecutionOptions {
  readonly tool: string;
  readonly timers: Timers;
  readonly timeoutMs: Ms;
  /** The caller's. */
  readonly signal: AbortSignal | undefined;
  /** The call is over, however it ended. */
  readonly onClose: (execution: Execution) => void;
}

export class Execution {
  readonly #options: ExecutionOptions;
  readonly #controller = new AbortController();
  /** Rejects who waits for the work. A promise to race against would keep every chunk of a stream until its end. */
  readonly #waiting = new Set<(error: unknown) => void>();
  readonly #timer: Timer | undefined;
  readonly #onAbort = (): void => this.#cancelled();

  constructor(options: ExecutionOptions) {
    this.#options = options;
    const { tool, timers, timeoutMs, signal } = options;
    if (timeoutMs !== Number.POSITIVE_INFINITY)
      this.#timer = timers.after(timeoutMs, () => this.end(hostToolTimeout(tool, timeoutMs)));
    if (signal?.aborted) this.#cancelled();
    else signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** What the tool is given. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The outcome of the work, or the error that ended the call before. */
  race<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      if (this.signal.aborted) reject(this.signal.reason);
      work.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }

  /** Ends the call now: who waits hears the error, and the tool's signal is aborted with it. */
  end(error: Error): void {
    for (const reject of this.#waiting) reject(error);
    this.#controller.abort(error);
  }

  /** Nobody waits any more. */
  close(): void {
    const { timers, signal, onClose } = this.#options;
    if (this.#timer !== undefined) timers.cancel(this.#timer);
    signal?.removeEventListener('abort', this.#onAbort);
    onClose(this);
  }

  #cancelled(): void {
    const { tool, signal } = this.#options;
    this.end(new HostToolError('VIV_CALL_CANCELLED', tool, ' was cancelled by its caller', { cause: signal?.reason }));
  }
}
