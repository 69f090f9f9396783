/** One conversation that a worker has opened: its signal, and the credits that a stream's consumer has given. */

export class Conversation {
  readonly id: number;
  readonly #controller = new AbortController();
  #credits: number;
  #resume: (() => void) | undefined;

  constructor(id: number, credits: number) {
    this.id = id;
    this.#credits = credits;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The answer is not wanted any more. */
  abort(reason: unknown): void {
    this.#controller.abort(reason);
    this.#resume?.();
  }

  /** The consumer takes so many more chunks. */
  credit(chunks: number): void {
    this.#credits += chunks;
    this.#resume?.();
  }

  /** Resolves when a chunk may be made; rejects when none is wanted any more. */
  async spend(): Promise<void> {
    while (this.#credits === 0 && !this.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#resume = resolve;
      });
    }
    this.#resume = undefined;
    this.signal.throwIfAborted();
    this.#credits -= 1;
  }
}
