/**
 * Seeded order for the kernel's messages: any that Erlang allows. Of one sender to one receiver the first sent is the
 * first delivered; the kernel's own jobs keep their place among all.
 */
import type { Jobs } from '../../kernel/index.ts';
import type { Random } from '../../model/random.ts';

interface Waiting {
  readonly job: () => void;
  readonly from: object | undefined;
  readonly to: object | undefined;
}

export class ShuffledJobs implements Jobs {
  readonly #random: Random;
  readonly #waiting: Waiting[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  get size(): number {
    return this.#waiting.length;
  }

  push(job: () => void, from?: object, to?: object): void {
    this.#waiting.push({ job, from, to });
  }

  shift(): (() => void) | undefined {
    const free = this.#free();
    const index = free.length < 2 ? 0 : (free[Math.floor(this.#random.next() * free.length)] ?? 0);
    return this.#waiting.splice(index, 1)[0]?.job;
  }

  /** Those that nobody of their pair, and nothing of the kernel's, stands before. */
  #free(): number[] {
    const free: number[] = [];
    for (const [index, { from, to }] of this.#waiting.entries()) {
      if (to === undefined) break;
      if (free.every((earlier) => !isPair(this.#waiting[earlier], from, to))) free.push(index);
    }
    return free;
  }
}

const isPair = (waiting: Waiting | undefined, from: object | undefined, to: object): boolean =>
  waiting?.from === from && waiting?.to === to;
