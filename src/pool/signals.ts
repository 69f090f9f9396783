/** Calls by the signal that may end them: a signal has one listener, however many calls it was given to. */
import type { Row } from './row.ts';

interface Listener {
  readonly rows: Set<Row>;
  readonly heard: () => void;
}

export class Signals {
  readonly #aborted: (row: Row) => void;
  readonly #listeners = new WeakMap<AbortSignal, Listener>();

  /** @param aborted told of each call whose signal was aborted. Must not throw. */
  constructor(aborted: (row: Row) => void) {
    this.#aborted = aborted;
  }

  watch(row: Row, signal: AbortSignal): void {
    const listener = this.#listeners.get(signal) ?? this.#listen(signal);
    listener.rows.add(row);
  }

  /** The call has ended; with the last of its signal the listener goes. */
  forget(row: Row, signal: AbortSignal): void {
    const listener = this.#listeners.get(signal);
    if (listener === undefined || !listener.rows.delete(row) || listener.rows.size > 0) return;
    this.#listeners.delete(signal);
    signal.removeEventListener('abort', listener.heard);
  }

  #listen(signal: AbortSignal): Listener {
    const rows = new Set<Row>();
    const heard = (): void => {
      for (const row of [...rows]) if (rows.has(row)) this.#aborted(row);
    };
    const listener = { rows, heard };
    this.#listeners.set(signal, listener);
    signal.addEventListener('abort', heard);
    return listener;
  }
}
