/** A bounded memory: the newest entries, oldest first. */

export class Ring<T> {
  readonly #kept: T[] = [];
  readonly #capacity: number;
  #added = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(entry: T): void {
    this.#kept[this.#added++ % this.#capacity] = entry;
  }

  entries(): T[] {
    if (this.#added <= this.#capacity) return [...this.#kept];
    const oldest = this.#added % this.#capacity;
    return [...this.#kept.slice(oldest), ...this.#kept.slice(0, oldest)];
  }
}
