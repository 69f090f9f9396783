/** At most so many calls of a host tool run at once; a bounded number waits, first come first served. */

export interface GateOptions {
  readonly width: number;
  /** The most that wait. */
  readonly queue: number;
}

export class Gate {
  readonly width: number;
  readonly #queue: number;
  readonly #waiting = new Set<() => void>();
  #inside = 0;

  constructor({ width, queue }: GateOptions) {
    this.width = width;
    this.#queue = queue;
  }

  /** True when one more could neither go in nor wait. */
  get full(): boolean {
    return this.#inside >= this.width && this.#waiting.size >= this.#queue;
  }

  /** Resolves when it is this one's turn; rejects with the signal's reason when that is aborted before. */
  enter(signal: AbortSignal): Promise<void> {
    if (this.#inside < this.width) {
      this.#inside += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const go = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        this.#waiting.delete(go);
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.add(go);
    });
  }

  /** One that was inside is out: its place goes to the one that has waited longest. */
  leave(): void {
    for (const go of this.#waiting) {
      this.#waiting.delete(go);
      return go();
    }
    this.#inside -= 1;
  }
}
