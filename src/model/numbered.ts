/**
 * Things by their number, in the order of their coming. A Map would do, but for the collector: each time a Map is laid out
 * anew its old table points to the new one, so that one table that grew old keeps all that ever followed it, with their
 * contents, until the next collection of everything. Here nothing that was taken out points to what is still in.
 */

interface Place<T> {
  readonly item: T;
  before: Place<T> | undefined;
  after: Place<T> | undefined;
}

const FIRST = 16;
/** 2³² by the golden ratio: numbers that follow each other are spread evenly, so that no block of them is in the way of later ones. */
const SPREAD = 0x9e3779b1;
/** A table that a rush has made larger than this is not kept once it is empty. */
const KEEP = 4_096;

export class Numbered<T extends { readonly id: number }> implements Iterable<T> {
  /** Each is where its number says, or behind that with no gap between; at most half of the table is taken. */
  #table: (Place<T> | undefined)[] = empty(FIRST);
  #shift = shiftOf(FIRST);
  #oldest: Place<T> | undefined;
  #newest: Place<T> | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The one that has been in for the longest. */
  first(): T | undefined {
    return this.#oldest?.item;
  }

  get(id: number): T | undefined {
    return this.#table[this.#find(id)]?.item;
  }

  has(id: number): boolean {
    return this.get(id) !== undefined;
  }

  /** As the newest; its number must not be in use. */
  add(item: T): void {
    if (2 * (this.#size + 1) > this.#table.length) this.#layOut(2 * this.#table.length);
    const place: Place<T> = { item, before: this.#newest, after: undefined };
    this.#table[this.#find(item.id)] = place;
    if (this.#newest === undefined) this.#oldest = place;
    else this.#newest.after = place;
    this.#newest = place;
    this.#size += 1;
  }

  /** @returns what was there. */
  delete(id: number): T | undefined {
    const at = this.#find(id);
    const place = this.#table[at];
    if (place === undefined) return undefined;
    this.#unlink(place);
    this.#size -= 1;
    if (this.#size === 0 && this.#table.length > KEEP) this.#layOut(FIRST);
    else this.#close(at);
    return place.item;
  }

  /** Oldest first, those that were in at the beginning and still are at their turn: any may come and go meanwhile. */
  *[Symbol.iterator](): IterableIterator<T> {
    const items: T[] = [];
    for (let place = this.#oldest; place !== undefined; place = place.after) items.push(place.item);
    for (const item of items) if (this.get(item.id) === item) yield item;
  }

  /** Where it comes when nobody is there. */
  #home(id: number): number {
    return Math.imul(id, SPREAD) >>> this.#shift;
  }

  /** Where it is, or where it would come. */
  #find(id: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    let at = this.#home(id);
    for (let place = table[at]; place !== undefined && place.item.id !== id; place = table[at]) at = (at + 1) & mask;
    return at;
  }

  /** Moves up whoever would not be found any more across the gap. */
  #close(gap: number): void {
    const table = this.#table;
    const mask = table.length - 1;
    let hole = gap;
    for (let at = (hole + 1) & mask; ; at = (at + 1) & mask) {
      const place = table[at];
      if (place === undefined) break;
      if (((at - this.#home(place.item.id)) & mask) < ((at - hole) & mask)) continue;
      table[hole] = place;
      hole = at;
    }
    table[hole] = undefined;
  }

  #unlink(place: Place<T>): void {
    const { before, after } = place;
    if (before === undefined) this.#oldest = after;
    else before.after = after;
    if (after === undefined) this.#newest = before;
    else after.before = before;
    place.before = undefined;
    place.after = undefined;
  }

  #layOut(length: number): void {
    this.#table = empty(length);
    this.#shift = shiftOf(length);
    for (let place = this.#oldest; place !== undefined; place = place.after)
      this.#table[this.#find(place.item.id)] = place;
  }
}

/** What of 32 bits a table of that length, a power of two, has no use for. */
const shiftOf = (length: number): number => Math.clz32(length) + 1;

function empty<T>(length: number): (T | undefined)[] {
  return new Array<T | undefined>(length).fill(undefined);
}
