/** Waiting for something that may never come, for as long as a signal allows. */

/** The result of `work`; rejects with the signal's reason when that is aborted first, and leaves `work` to itself. */
export function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    const over = (): void => signal.removeEventListener('abort', abort);
    work.then(resolve, reject).finally(over);
  });
}
