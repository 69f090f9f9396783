/** Whether a pool can serve, and those who wait until it can. */
import { type CallFacts, Stopped, type SupervisorGaveUp } from '../model/call-errors.ts';

/** `starting` until its minimum of workers has been ready once; `failed` after it gave up; `stopping`, then `stopped`, for good. */
export type PoolStatus = 'idle' | 'starting' | 'ready' | 'failed' | 'stopping' | 'stopped';

interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

export class Readiness {
  readonly #pool: string;
  #status: PoolStatus = 'idle';
  #waiters: Waiter[] = [];
  #failure: SupervisorGaveUp | undefined;
  #isDown = true;
  readonly #onDown: (() => void)[] = [];

  constructor(pool: string) {
    this.#pool = pool;
  }

  get status(): PoolStatus {
    return this.#status;
  }

  /** It was told to stop, and is on its way or there. */
  get isStopping(): boolean {
    return this.#status === 'stopping' || this.#status === 'stopped';
  }

  /** What a call is refused with now; undefined when it may come in. */
  refusal(): Error | undefined {
    if (this.#status === 'failed') return this.#failure;
    if (this.#status === 'idle')
      return new Stopped(`pool ${this.#pool} is not running: call runtime.start() first`, { pool: this.#pool });
    return this.isStopping ? this.refused() : undefined;
  }

  /** `call`: what is known of the call that ends by it. */
  refused(call?: CallFacts): Stopped {
    return new Stopped(`pool ${this.#pool} ${this.#status === 'stopped' ? 'has stopped' : 'is stopping'}`, {
      pool: this.#pool,
      ...call,
    });
  }

  /** A stop is for good, also for a pool that is just being brought back. */
  starting(): void {
    if (this.#status === 'stopping' || this.#status === 'stopped') return;
    this.#status = 'starting';
    this.#isDown = false;
    this.#failure = undefined;
  }

  ready(): void {
    if (this.#status !== 'starting') return;
    this.#status = 'ready';
    this.#settle((waiter) => waiter.resolve());
  }

  /** Nobody is there any more to answer a call. What else belongs to the pool may still have to end. */
  failed(failure: SupervisorGaveUp): void {
    this.#status = 'failed';
    this.#failure = failure;
    this.#settle((waiter) => waiter.reject(failure));
  }

  /** All that belonged to the pool has ended. */
  down(): void {
    this.#isDown = true;
    for (const heard of this.#onDown.splice(0)) heard();
  }

  /** Resolves when it can be started again. */
  untilDown(): Promise<void> {
    return this.#isDown ? Promise.resolve() : new Promise((resolve) => this.#onDown.push(resolve));
  }

  stopping(): void {
    this.#status = 'stopping';
    this.#settle((waiter) => waiter.reject(this.refused()));
  }

  stopped(): void {
    this.#status = 'stopped';
  }

  /** Resolves when ready; rejects when the pool fails or stops before. Each start has its deadline, so this ends. */
  wait(): Promise<void> {
    if (this.#status === 'ready') return Promise.resolve();
    const refusal = this.refusal();
    if (refusal !== undefined) return Promise.reject(refusal);
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
    });
  }

  #settle(each: (waiter: Waiter) => void): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) each(waiter);
  }
}
