/** A binary heap of things due at a time, first come first served at equal times, with real deletion. */
import type { Ms } from '../model/clock.ts';

export interface Due {
  readonly dueAt: Ms;
  readonly order: number;
  /** Where it sits in the heap; -1 when it is not in one. */
  index: number;
}

export class Heap<T extends Due> {
  readonly #items: T[] = [];

  get size(): number {
    return this.#items.length;
  }

  /** In no order. */
  [Symbol.iterator](): IterableIterator<T> {
    return this.#items.values();
  }

  peek(): T | undefined {
    return this.#items[0];
  }

  add(item: T): void {
    this.#place(item, this.#items.length);
    this.#up(item);
  }

  /** Takes the item out, wherever it is; false when it was not in. */
  remove(item: T): boolean {
    const at = item.index;
    if (at < 0 || this.#items[at] !== item) return false;
    const last = this.#items.pop() as T;
    item.index = -1;
    if (last === item) return true;
    this.#place(last, at);
    this.#up(last);
    this.#down(last);
    return true;
  }

  #place(item: T, at: number): void {
    this.#items[at] = item;
    item.index = at;
  }

  #up(item: T): void {
    let at = item.index;
    while (at > 0) {
      const parent = this.#items[(at - 1) >> 1] as T;
      if (!before(item, parent)) break;
      this.#place(parent, at);
      at = (at - 1) >> 1;
    }
    this.#place(item, at);
  }

  #down(item: T): void {
    let at = item.index;
    for (;;) {
      let child = this.#items[2 * at + 1];
      if (child === undefined) break;
      const right = this.#items[2 * at + 2];
      if (right !== undefined && before(right, child)) child = right;
      if (!before(child, item)) break;
      const down = child.index;
      this.#place(child, at);
      at = down;
    }
    this.#place(item, at);
  }
}

function before(a: Due, b: Due): boolean {
  return a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.order < b.order);
}
