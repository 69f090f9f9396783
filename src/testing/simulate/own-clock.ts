/** The clock as the simulator's own parts use it: it knows which of the pending timers are theirs. */
import type { Clock, Ms, TimerId } from '../../model/clock.ts';

export class OwnClock implements Clock {
  readonly #clock: Clock;
  readonly #timers = new Set<TimerId>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get pending(): number {
    return this.#timers.size;
  }

  now(): Ms {
    return this.#clock.now();
  }

  wall(): Ms {
    return this.#clock.wall();
  }

  setTimeout(fn: () => void, ms: Ms): TimerId {
    const timer = this.#clock.setTimeout(() => {
      this.#timers.delete(timer);
      fn();
    }, ms);
    this.#timers.add(timer);
    return timer;
  }

  clearTimeout(timer: TimerId): void {
    this.#timers.delete(timer);
    this.#clock.clearTimeout(timer);
  }

  sleep(ms: Ms): Promise<void> {
    return new Promise((resolve) => {
      this.setTimeout(resolve, ms);
    });
  }
}
