/**
 * Ends that bring others with them (links, monitors, orphans): all of them happen first, then each owner hears
 * of its own, in the order they happened. So whoever watches has the news before a supervisor's next order.
 */
import { Fifo } from './fifo.ts';
import type { RunQueue } from './run-queue.ts';

export class Cascade {
  readonly #spreads = new Fifo<() => void>();
  readonly #tells = new Fifo<() => void>();
  readonly #queue: RunQueue;
  readonly #fault: (error: unknown, where: string) => void;
  #running = false;

  constructor(queue: RunQueue, fault: (error: unknown, where: string) => void) {
    this.#queue = queue;
    this.#fault = fault;
  }

  /** Something has ended: `spread` carries it on to those tied to it, `tell` to its owner. */
  add(spread: () => void, tell: () => void): void {
    this.#spreads.push(spread);
    this.#tells.push(tell);
    if (this.#running) return;
    this.#running = true;
    this.#queue.now(() => {
      this.#drain(this.#spreads);
      this.#drain(this.#tells);
      this.#running = false;
    });
  }

  #drain(jobs: Fifo<() => void>): void {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      try {
        job();
      } catch (error) {
        this.#fault(error, 'a watcher of something that ended');
      }
    }
  }
}
