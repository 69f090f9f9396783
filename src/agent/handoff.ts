/** Hands things from one who makes them to one who takes them, one at a time: who is faster waits. */

export class Handoff<T> implements AsyncIterable<T> {
  /** Called once, when the taker leaves before the end. */
  onLeft: () => void = () => {};
  #offered: { readonly item: T; readonly taken: () => void } | undefined;
  #end: { readonly error?: unknown } | undefined;
  #wake: () => void = () => {};

  /** Resolves when somebody has taken it, or nobody will. */
  put(item: T): Promise<void> {
    if (this.#end !== undefined) return Promise.resolve();
    return new Promise((taken) => {
      this.#offered = { item, taken };
      this.#wake();
    });
  }

  /** There is no more: the taker's loop ends, or throws the error. */
  end(end: { readonly error?: unknown } = {}): void {
    this.#end ??= end;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    try {
      for (;;) {
        const offered = this.#offered;
        if (offered !== undefined) {
          this.#offered = undefined;
          offered.taken();
          yield offered.item;
        } else if (this.#end !== undefined) {
          if ('error' in this.#end) throw this.#end.error;
          return;
        } else {
          await new Promise<void>((wake) => {
            this.#wake = wake;
          });
        }
      }
    } finally {
      if (this.#end === undefined) this.#left();
    }
  }

  #left(): void {
    this.#end = {};
    this.#offered?.taken();
    this.onLeft();
  }
}
