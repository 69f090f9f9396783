/** Those who wait, in the order of their coming. Anyone may leave at any time, and who is first is known at once. */

export class Line<T extends object> implements Iterable<T> {
  readonly #waiting = new Set<T>();
  /**
   * Kept from one `first` to the next: a Set remembers those that have left until it is laid out anew, and whoever begins
   * at its start steps over all of them.
   */
  #walk = this.#waiting.values();
  #first: T | undefined;

  get size(): number {
    return this.#waiting.size;
  }

  add(item: T): void {
    this.#waiting.add(item);
  }

  /** @returns whether it was waiting. */
  delete(item: T): boolean {
    if (this.#first === item) this.#first = undefined;
    return this.#waiting.delete(item);
  }

  first(): T | undefined {
    if (this.#waiting.size === 0) return undefined;
    while (this.#first === undefined) {
      const { value, done } = this.#walk.next();
      if (done) this.#walk = this.#waiting.values();
      else this.#first = value;
    }
    return this.#first;
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#waiting.values();
  }
}
