/** One observation for all who look over HTTP: begun when the first comes, and ended a while after the last has left. */
import type { Clock, Ms, TimerId } from '../../model/clock.ts';
import type { Observation } from '../feed/observation.ts';

/** Whoever reloads the page finds it as it was. */
const LINGER_MS: Ms = 30_000;

export class Viewers {
  readonly #observe: () => Observation;
  readonly #clock: Clock;
  #observation: Observation | undefined;
  #present = 0;
  #leaving: TimerId | undefined;

  constructor(observe: () => Observation, clock: Clock) {
    this.#observe = observe;
    this.#clock = clock;
  }

  /** The observation, for one question. */
  now(): Observation {
    const leave = this.enter();
    const observation = this.#observation as Observation;
    leave();
    return observation;
  }

  /** Somebody looks, until the result is called. */
  enter(): () => void {
    this.#clock.clearTimeout(this.#leaving);
    this.#observation ??= this.#observe();
    this.#present += 1;
    let here = true;
    return () => {
      if (!here) return;
      here = false;
      this.#present -= 1;
      if (this.#present > 0) return;
      this.#leaving = this.#clock.setTimeout(() => this.close(), LINGER_MS, { keepAlive: false });
    };
  }

  close(): void {
    this.#clock.clearTimeout(this.#leaving);
    this.#observation?.close();
    this.#observation = undefined;
  }
}
