/** One fault that was made: how often it has hit, and its end. */
import type { Clock, Ms, TimerId } from '../../model/clock.ts';
import type { Fault } from './plan.ts';

/** A fault that was made. */
export interface FaultHandle {
  readonly fault: Fault;
  /** Who was chosen: `worker:ml/3#2`, `pool:ml`, `sessions`, `clock`; the fault's target when nobody lives whom it means. */
  readonly whom: string;
  /** Unique in its runtime. */
  readonly id: number;
  /** When it was made, on the runtime's clock. */
  readonly since: Ms;
  /** How often it has hit: frames, starts, saves that it touched, 1 for a kill. 0 when it found nobody. */
  readonly hits: number;
  /** Resolves when it has run its course or was undone. */
  readonly until: Promise<void>;
  /** What kept it from being made or undone (a full disk, a process of another user); undefined when nothing did. */
  readonly failure: Error | undefined;
  /** Lets what is held go on. What is dead stays dead. */
  undo(): void;
}

export interface InjectionOptions {
  readonly id: number;
  readonly whom: string;
  readonly clock: Clock;
  /** It has run its course, or was undone. */
  readonly over: () => void;
  readonly failed: (failure: Error) => void;
}

export class Injection implements FaultHandle {
  readonly fault: Fault;
  readonly whom: string;
  readonly id: number;
  readonly since: Ms;
  readonly until: Promise<void>;
  hits = 0;
  failure: Error | undefined;
  readonly #clock: Clock;
  #finish: () => void = () => {};
  #undo: () => void = () => {};
  #over = false;
  #timer: TimerId | undefined;
  readonly #onFailed: (failure: Error) => void;

  constructor(fault: Fault, { id, whom, clock, over, failed }: InjectionOptions) {
    this.fault = fault;
    this.whom = whom;
    this.id = id;
    this.since = clock.now();
    this.#clock = clock;
    this.#onFailed = failed;
    this.until = new Promise((resolve) => {
      this.#finish = () => {
        over();
        resolve();
      };
    });
  }

  /** Does a part of it: what it throws is its failure, and its end. */
  attempt(part: () => void): void {
    try {
      part();
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
      this.#onFailed(this.failure);
      this.undo();
    }
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
    if (this.#over) return;
    this.#timer = this.#clock.setTimeout(() => this.undo(), ms, { keepAlive: false });
  }

  undo(): void {
    if (this.#over) return;
    this.#over = true;
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.attempt(this.#undo);
    this.#finish();
  }
}
