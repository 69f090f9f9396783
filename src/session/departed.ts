/** Sessions that are over: how each ended, for a while, and whether the record of the last one is still being deleted. */

type End = 'closed' | 'expired';

/** Ends that are remembered. */
const MOST = 1_000;

export class Departed {
  readonly #ends = new Map<string, End>();
  readonly #leaving = new Map<string, Promise<void>>();

  ended(id: string): End | undefined {
    return this.#ends.get(id);
  }

  /** Settles when its record is gone; undefined when there is none to wait for. */
  gone(id: string): Promise<void> | undefined {
    return this.#leaving.get(id);
  }

  leaves(id: string, end: End, gone: Promise<void>): void {
    const [oldest] = this.#ends.keys();
    if (this.#ends.size >= MOST && oldest !== undefined) this.#ends.delete(oldest);
    this.#ends.set(id, end);
    this.#leaving.set(id, gone);
    void gone.then(() => {
      if (this.#leaving.get(id) === gone) this.#leaving.delete(id);
    });
  }

  /** A new session has the name. */
  begins(id: string): void {
    this.#ends.delete(id);
  }
}
