/** Draws from a seeded source, in the words that scenarios and models need. */
import type { Random } from '../../model/random.ts';

export class Chance implements Random {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  next(): number {
    return this.#random.next();
  }

  between(low: number, high: number): number {
    return low + this.#random.next() * (high - low);
  }

  /** A whole number, both ends included. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  happens(share: number): boolean {
    return this.#random.next() < share;
  }

  /** @throws RangeError when there is nothing to choose from. */
  oneOf<T>(choices: readonly T[]): T {
    if (choices.length === 0) throw new RangeError('nothing to choose from');
    return choices[this.whole(0, choices.length - 1)] as T;
  }
}
