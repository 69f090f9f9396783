/** One question from its asking to its end: how much time it has, whether somebody still wants it, and how far it has come. */
import type { Timer, Timers } from '../kernel/index.ts';
import { type QuestionFacts, questionCancelled, questionTimeout } from '../model/agent-errors.ts';
import type { Phase } from '../model/call-errors.ts';
import type { Clock, Ms } from '../model/clock.ts';

export interface ErrandParts {
  readonly agent: string;
  readonly kind: QuestionFacts['kind'];
  readonly timeoutMs: Ms;
  /** The caller's. */
  readonly signal: AbortSignal | undefined;
  readonly clock: Clock;
  readonly timers: Timers;
}

export class Errand {
  readonly kind: QuestionFacts['kind'];
  /** How far the attempt under way has come. */
  phase: Phase = 'queued';
  readonly #parts: ErrandParts;
  readonly #controller = new AbortController();
  readonly #endsAt: Ms;
  readonly #timer: Timer | undefined;
  readonly #cancel = (): void => this.end(questionCancelled(this.facts, this.#parts.signal?.reason));

  constructor(parts: ErrandParts) {
    const { kind, timeoutMs, signal, clock, timers } = parts;
    this.#parts = parts;
    this.kind = kind;
    this.#endsAt = clock.now() + timeoutMs;
    this.#timer =
      timeoutMs === Number.POSITIVE_INFINITY
        ? undefined
        : timers.after(timeoutMs, () => this.end(questionTimeout(this.facts, kind, timeoutMs)));
    if (signal?.aborted) this.#cancel();
    else signal?.addEventListener('abort', this.#cancel, { once: true });
  }

  get facts(): QuestionFacts {
    const { agent, kind } = this.#parts;
    return { agent, kind, phase: this.phase };
  }

  get leftMs(): Ms {
    return this.#endsAt - this.#parts.clock.now();
  }

  /** Aborted when it is to end before its answer; the reason is the error it ends with. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  end(error: Error): void {
    this.#controller.abort(error);
  }

  /** The result of `work`, unless that takes longer than it may: then the errand ends. */
  async within<T>(ms: Ms, what: string, work: Promise<T>): Promise<T> {
    const { timers } = this.#parts;
    const timer = timers.after(ms, () => this.end(questionTimeout(this.facts, what, ms)));
    try {
      return await work;
    } finally {
      timers.cancel(timer);
    }
  }

  /** Resolves when the time is over, or when the errand is to end. */
  pause(ms: Ms): Promise<void> {
    const { timers } = this.#parts;
    return new Promise((resolve) => {
      const over = (): void => {
        timers.cancel(timer);
        this.signal.removeEventListener('abort', over);
        resolve();
      };
      const timer = timers.after(ms, over);
      this.signal.addEventListener('abort', over, { once: true });
    });
  }

  close(): void {
    if (this.#timer !== undefined) this.#parts.timers.cancel(this.#timer);
    this.#parts.signal?.removeEventListener('abort', this.#cancel);
  }
}
