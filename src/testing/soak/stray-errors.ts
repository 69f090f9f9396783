/** Errors that nobody handles are violations in a soak, and do not end it. */

export function strayErrors(tell: (sentence: string) => void): Disposable {
  const rejected = (error: unknown): void => tell(`a promise was rejected and nobody heard it: ${String(error)}`);
  const thrown = (error: unknown): void => tell(`an exception was caught by nobody: ${String(error)}`);
  process.on('unhandledRejection', rejected).on('uncaughtException', thrown);
  return {
    [Symbol.dispose]() {
      process.off('unhandledRejection', rejected).off('uncaughtException', thrown);
    },
  };
}
