/** The deltas that are remembered: the newest, bounded by number and by bytes; what had to be forgotten is counted. */
import type { ObserverDelta } from './types.ts';

/** A delta and its JSON, written once for all readers. */
export interface Remembered {
  readonly delta: ObserverDelta;
  readonly json: string;
}

export class Memory {
  /** Deltas that were forgotten. */
  dropped = 0;
  #kept: Remembered[] = [];
  /** The oldest one's place in the list: those before are gone, and the list is cut now and then. */
  #first = 0;
  #chars = 0;
  readonly #events: number;
  readonly #bytes: number;

  constructor(events: number, bytes: number) {
    this.#events = events;
    this.#bytes = bytes;
  }

  get size(): number {
    return this.#kept.length - this.#first;
  }

  add(delta: ObserverDelta): Remembered {
    const remembered = { delta, json: JSON.stringify(delta) };
    this.#kept.push(remembered);
    this.#chars += remembered.json.length;
    while (this.size > this.#events || (this.#chars > this.#bytes && this.size > 1)) this.#forget();
    return remembered;
  }

  all(): readonly Remembered[] {
    return this.#kept.slice(this.#first);
  }

  /** Those after that number; undefined when some of them are forgotten, or when it has not been given yet. */
  since(seq: number): readonly Remembered[] | undefined {
    const oldest = this.#kept[this.#first];
    const newest = this.#kept.at(-1);
    if (oldest === undefined || newest === undefined) return undefined;
    if (seq < oldest.delta.seq - 1 || seq > newest.delta.seq) return undefined;
    return this.#kept.slice(this.#first + seq + 1 - oldest.delta.seq);
  }

  #forget(): void {
    this.#chars -= this.#kept[this.#first]?.json.length ?? 0;
    this.#first += 1;
    this.dropped += 1;
    if (this.#first < this.#events) return;
    this.#kept = this.#kept.slice(this.#first);
    this.#first = 0;
  }
}
