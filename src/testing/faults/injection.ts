/** One fault that was made: how often it has hit, and its end. */
import type { Clock, Ms } from '../../model/clock.ts';
import type { Fault } from './plan.ts';

/** A fault that was made. */
export interface FaultHandle {
  readonly fault: Fault;
  /** How often it has hit: frames, starts, saves that it touched, 1 for a kill. 0 when it found nobody. */
  readonly hits: number;
  /** Resolves when it has run its course or was undone. */
  readonly until: Promise<void>;
  /** Lets what is held go on. What is dead stays dead. */
  undo(): void;
}

export class Injection implements FaultHandle {
  readonly fault: Fault;
  readonly until: Promise<void>;
  hits = 0;
  readonly #clock: Clock;
  #finish: () => void = () => {};
  #undo: () => void = () => {};
  #over = false;

  constructor(fault: Fault, clock: Clock, over: () => void) {
    this.fault = fault;
    this.#clock = clock;
    this.until = new Promise((resolve) => {
      this.#finish = () => {
        over();
        resolve();
      };
    });
  }

  hit(): void {
    this.hits += 1;
  }

  /** It has done all that it does. */
  once(): void {
    this.hit();
    this.undo();
  }

  onUndo(undo: () => void): void {
    this.#undo = undo;
  }

  endAfter(ms: Ms): void {
    this.#clock.setTimeout(() => this.undo(), ms, { keepAlive: false });
  }

  undo(): void {
    if (this.#over) return;
    this.#over = true;
    this.#undo();
    this.#finish();
  }
}
