/** Whether an agent can answer, and those who wait until it can. */

/**
 * `starting` until a process has been ready once, `restarting` while none is; `failed` after it gave up; `stopping`, then
 * `stopped`, for good.
 */
export type AgentStatus = 'starting' | 'ready' | 'restarting' | 'failed' | 'stopping' | 'stopped';

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class Readiness {
  readonly #size: number;
  #status: AgentStatus = 'starting';
  #ready = 0;
  #error: Error | undefined;
  #waiters: Waiter[] = [];

  /** @param size processes that there are when all are ready */
  constructor(size: number) {
    this.#size = size;
  }

  get status(): AgentStatus {
    return this.#status;
  }

  get isStopping(): boolean {
    return this.#status === 'stopping' || this.#status === 'stopped';
  }

  /** A stop is for good, also for an agent that is just being brought back. */
  starting(): void {
    if (this.isStopping) return;
    this.#status = 'starting';
    this.#error = undefined;
  }

  /** So many processes take questions now. */
  ready(count: number): void {
    this.#ready = count;
    if (this.#status === 'ready' && count === 0) this.#status = 'restarting';
    else if ((this.#status === 'starting' || this.#status === 'restarting') && count > 0) this.#status = 'ready';
    if (count === this.#size) this.#settle((waiter) => waiter.resolve());
  }

  /** A process ended by itself: whoever waits for a first start need not wait on. */
  crashed(error: Error): void {
    this.#settle((waiter) => waiter.reject(error));
  }

  failed(error: Error): void {
    if (this.isStopping) return;
    this.#status = 'failed';
    this.#error = error;
    this.#settle((waiter) => waiter.reject(error));
  }

  stopping(error: Error): void {
    this.#status = 'stopping';
    this.#error = error;
    this.#settle((waiter) => waiter.reject(error));
  }

  stopped(): void {
    this.#status = 'stopped';
  }

  /** Resolves when all are ready; rejects when one crashes before, or the agent is stopped. Each start has its deadline. */
  wait(): Promise<void> {
    if (this.#error !== undefined) return Promise.reject(this.#error);
    if (this.#ready === this.#size) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
    });
  }

  #settle(each: (waiter: Waiter) => void): void {
    for (const waiter of this.#waiters.splice(0)) each(waiter);
  }
}
