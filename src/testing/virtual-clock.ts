/** A clock for tests: time stands still until it is advanced, and then passes through every due moment in order. */
import { type Due, Heap } from '../kernel/heap.ts';
import type { Clock, Ms, TimerId } from '../model/clock.ts';

interface Pending extends Due {
  readonly fn: () => void;
}

export class VirtualClock implements Clock {
  readonly #pending = new Heap<Pending>();
  readonly #epoch: Ms;
  #now: Ms = 0;
  #order = 0;

  /** @param epoch what {@link wall} says at time 0; default 2025-01-01T00:00:00Z. */
  constructor(epoch: Ms = 1_735_689_600_000) {
    this.#epoch = epoch;
  }

  /** Timers not fired yet. */
  get pending(): number {
    return this.#pending.size;
  }

  now(): Ms {
    return this.#now;
  }

  wall(): Ms {
    return this.#epoch + this.#now;
  }

  setTimeout(fn: () => void, ms: Ms): TimerId {
    const timer: Pending = { dueAt: this.#now + Math.max(0, ms), order: this.#order++, index: -1, fn };
    this.#pending.add(timer);
    return timer;
  }

  clearTimeout(id: TimerId): void {
    this.#pending.remove(id as Pending);
  }

  /** When the next timer falls due; `Infinity` when there is none. */
  get nextDue(): Ms {
    return this.#pending.peek()?.dueAt ?? Infinity;
  }

  /** Lets `ms` pass. Each timer that falls due, also one set on the way, fires at its own time. */
  advance(ms: Ms): void {
    const until = this.#now + ms;
    for (let next = this.#pending.peek(); next !== undefined && next.dueAt <= until; next = this.#pending.peek()) {
      this.#pending.remove(next);
      this.#now = next.dueAt;
      next.fn();
    }
    this.#now = until;
  }
}
