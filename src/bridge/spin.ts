/** Stays awake for an answer that is about to come: to be woken by the system costs more than a short call does. */
import { availableParallelism } from 'node:os';
import type { Clock, Ms } from '../model/clock.ts';

/** More calls in flight than these have company to wait in, and lose by it. */
const FEW = 2;
/** The share of a new measurement in the average. */
const WEIGHT = 1 / 8;

/** The lanes of one bridge: while as many have calls in flight as there are cores, nobody stays awake. */
export class Crowd {
  readonly cores: number;
  busy = 0;

  constructor(cores = availableParallelism()) {
    this.cores = cores;
  }
}

/** One lane's. It turns the event loop without sleep, for `ms` after a batch at most, and only while answers are that quick. */
export class Spin {
  readonly #clock: Clock;
  readonly #crowd: Crowd;
  readonly #ms: Ms;
  readonly #onTurn = (): void => this.#turn();
  #busy = false;
  #sentAt: Ms = 0;
  #until: Ms = 0;
  #answerMs: Ms = 0;
  #turning = false;

  constructor(ms: Ms, clock: Clock, crowd: Crowd) {
    this.#ms = ms;
    this.#clock = clock;
    this.#crowd = crowd;
  }

  /** A batch has left; `inFlight` calls are unanswered. */
  sent(inFlight: number): void {
    this.#count(inFlight);
    this.#sentAt = this.#clock.now();
    if (!this.#worthwhile(inFlight)) return;
    this.#until = this.#sentAt + this.#ms;
    if (this.#turning) return;
    this.#turning = true;
    setImmediate(this.#onTurn);
  }

  /** A batch has come. */
  heard(inFlight: number): void {
    this.#answerMs += (this.#clock.now() - this.#sentAt - this.#answerMs) * WEIGHT;
    this.#until = 0;
    this.#count(inFlight);
  }

  #worthwhile(inFlight: number): boolean {
    const few = inFlight > 0 && inFlight <= FEW;
    return few && this.#answerMs < this.#ms && this.#crowd.busy < this.#crowd.cores;
  }

  #count(inFlight: number): void {
    const busy = inFlight > 0;
    if (busy === this.#busy) return;
    this.#busy = busy;
    this.#crowd.busy += busy ? 1 : -1;
  }

  #turn(): void {
    if (this.#clock.now() < this.#until) setImmediate(this.#onTurn);
    else this.#turning = false;
  }
}
