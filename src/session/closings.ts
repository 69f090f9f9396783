/** Who waits for sessions to be closed: closing twice is closing once. */

interface Closing {
  readonly done: Promise<void>;
  readonly settle: (error: unknown) => void;
}

export class Closings {
  readonly #open = new Map<number, Closing>();

  /** Begins the end of the session by `order`, unless it has begun; the promise settles with it. */
  begin(serial: number, order: () => void): Promise<void> {
    const known = this.#open.get(serial);
    if (known !== undefined) return known.done;
    let settle: Closing['settle'] = () => {};
    const done = new Promise<void>((resolve, reject) => {
      settle = (error) => (error === undefined ? resolve() : reject(error));
    });
    this.#open.set(serial, { done, settle });
    try {
      order();
    } catch (error) {
      this.settle(serial, error);
    }
    return done;
  }

  settle(serial: number, error?: unknown): void {
    this.#open.get(serial)?.settle(error);
    this.#open.delete(serial);
  }
}
