/**
 * The door to the provider: so many requests at once, so many requests and tokens a minute; the rest waits, first come
 * first served, until its deadline. All that use a client pass here, whichever worker they are in.
 */
import type { Timer, Timers } from '../kernel/index.ts';
import type { Ms } from '../model/clock.ts';
import { ResourceExhausted } from '../model/llm-errors.ts';
import { type Bucket, fullBucket, take, waitFor } from './bucket.ts';

export interface LimiterParts {
  readonly client: string;
  readonly concurrency: number;
  readonly requestsPerMinute: number;
  readonly tokensPerMinute: number;
  readonly queue: number;
  readonly now: () => Ms;
  readonly timers: () => Timers;
}

interface Waiting {
  readonly tokens: number;
  readonly go: () => void;
}

/** A place at the provider, until it is left. */
export interface Place {
  /** `tokens`: what it took in truth; left out where nobody knows. Leaving twice is leaving once. */
  leave(tokens?: number): void;
}

export class Limiter {
  readonly #parts: LimiterParts;
  readonly #waiting = new Set<Waiting>();
  #requests: Bucket;
  #tokens: Bucket;
  #inside = 0;
  #timer: Timer | undefined;

  constructor(parts: LimiterParts) {
    this.#parts = parts;
    const now = parts.now();
    this.#requests = fullBucket(parts.requestsPerMinute, now);
    this.#tokens = fullBucket(parts.tokensPerMinute, now);
  }

  get inside(): number {
    return this.#inside;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * Resolves when it is this one's turn; rejects with the signal's reason when that is aborted before.
   * @param tokens what it will take, as far as one can say beforehand.
   * @throws ResourceExhausted when the queue is full.
   */
  async enter(tokens: number, signal: AbortSignal): Promise<Place> {
    const { client, queue } = this.#parts;
    signal.throwIfAborted();
    if (this.#waiting.size === 0 && this.#waitMs(tokens) === 0) return this.#enter(tokens);
    if (this.#waiting.size >= queue)
      throw new ResourceExhausted(`${client}: ${queue} requests wait already; try later`, 'queue', {
        facts: { client },
      });
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.delete(waiting);
        signal.removeEventListener('abort', giveUp);
      };
      const waiting: Waiting = {
        tokens,
        go: () => {
          leave();
          resolve();
        },
      };
      const giveUp = (): void => {
        leave();
        reject(signal.reason);
        this.#turn();
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.add(waiting);
      this.#turn();
    });
    return this.#place(tokens);
  }

  #enter(tokens: number): Place {
    this.#admit(tokens);
    return this.#place(tokens);
  }

  #admit(tokens: number): void {
    const now = this.#parts.now();
    this.#inside += 1;
    this.#requests = take(this.#requests, 1, now);
    this.#tokens = take(this.#tokens, tokens, now);
  }

  #place(tokens: number): Place {
    let left = false;
    return {
      leave: (used = tokens) => {
        if (left) return;
        left = true;
        this.#inside -= 1;
        this.#tokens = take(this.#tokens, used - tokens, this.#parts.now());
        this.#turn();
      },
    };
  }

  /** Milliseconds until the rates allow it; Infinity while it needs somebody to leave. */
  #waitMs(tokens: number): Ms {
    if (this.#inside >= this.#parts.concurrency) return Number.POSITIVE_INFINITY;
    const now = this.#parts.now();
    return Math.max(waitFor(this.#requests, 1, now), waitFor(this.#tokens, tokens, now));
  }

  #turn(): void {
    const { timers, client } = this.#parts;
    if (this.#timer !== undefined) timers().cancel(this.#timer);
    this.#timer = undefined;
    for (const waiting of this.#waiting) {
      const wait = this.#waitMs(waiting.tokens);
      if (wait === Number.POSITIVE_INFINITY) return;
      if (wait > 0) {
        this.#timer = timers().after(wait, () => this.#turn(), { label: { of: client, what: 'rate limit' } });
        return;
      }
      this.#admit(waiting.tokens);
      waiting.go();
    }
  }
}
