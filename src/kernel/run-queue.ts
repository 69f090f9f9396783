/**
 * One queue per system, drained by whoever puts the first thing into it: messages are handled in order of
 * sending, one after another, never on top of each other. It is empty when the outermost send returns.
 */
import { Fifo } from './fifo.ts';

/**
 * The jobs that wait, and which is next. A message says who sent it to whom: of one pair the first sent is the first
 * delivered, whatever else is rearranged. A job without receiver is the kernel's own and keeps its place among all.
 */
export interface Jobs {
  readonly size: number;
  push(job: () => void, from?: object, to?: object): void;
  shift(): (() => void) | undefined;
}

/** After so many turns without a pause something is feeding itself; it is reported once per drain. */
const SUSPICIOUS_TURNS = 1_000_000;

export class RunQueue {
  /** Turns taken since the beginning. */
  turns = 0;
  readonly #jobs: Jobs;
  readonly #fault: (error: unknown, where: string) => void;
  #draining = false;

  /** @param jobs default: first come, first served. */
  constructor(fault: (error: unknown, where: string) => void, jobs: Jobs = new Fifo<() => void>()) {
    this.#fault = fault;
    this.#jobs = jobs;
  }

  /** Runs the job as a turn of its own: now, or after what is already queued. */
  post(job: () => void, from?: object, to?: object): void {
    this.#jobs.push(job, from, to);
    if (!this.#draining) this.#drain();
  }

  /** Runs the job after what is queued already, so at once when that is nothing: a turn saved. */
  soon(job: () => void): void {
    if (this.#draining && this.#jobs.size === 0) this.#run(job);
    else this.post(job);
  }

  /** Runs the job at once, inside the turn in hand if there is one; what it posts comes after it. */
  now(job: () => void): void {
    if (this.#draining) job();
    else this.post(job);
  }

  #drain(): void {
    this.#draining = true;
    const suspicious = this.turns + SUSPICIOUS_TURNS;
    for (let job = this.#jobs.shift(); job !== undefined; job = this.#jobs.shift()) {
      if (++this.turns === suspicious)
        this.#fault(new Error(`${SUSPICIOUS_TURNS} turns without a pause`), 'the run queue');
      this.#run(job);
    }
    this.#draining = false;
  }

  #run(job: () => void): void {
    try {
      job();
    } catch (error) {
      this.#fault(error, 'the run queue');
    }
  }
}
