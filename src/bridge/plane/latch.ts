/** Something to wait at until there is news, or until a signal says that there will be none. */

export class Latch {
  readonly #over: AbortSignal;
  #open = false;
  #wake = (): void => {};
  readonly #onOver = (): void => this.#wake();

  constructor(over: AbortSignal) {
    this.#over = over;
    over.addEventListener('abort', this.#onOver);
  }

  /** There is news. */
  open(): void {
    this.#open = true;
    this.#wake();
  }

  /** Resolves with true when there has been news since the last time, with false when it is over. */
  async opened(): Promise<boolean> {
    while (!this.#open && !this.#over.aborted)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    const news = this.#open && !this.#over.aborted;
    this.#open = false;
    return news;
  }

  /** Listens no more. */
  close(): void {
    this.#over.removeEventListener('abort', this.#onOver);
  }
}
