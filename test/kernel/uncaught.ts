/** For tests of what throws: nothing of it may reach the process. */
import { afterEach, beforeEach, expect } from 'vitest';

/** Lets everything happen that is due at once. */
export async function ticks(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** Fails each test of the file that leaves an exception or a rejection to nobody. */
export function nothingUncaught(): void {
  const uncaught: unknown[] = [];
  const note = (error: unknown): void => void uncaught.push(error);
  beforeEach(() => {
    uncaught.length = 0;
    process.on('uncaughtException', note);
    process.on('unhandledRejection', note);
  });
  afterEach(async () => {
    await ticks();
    process.off('uncaughtException', note);
    process.off('unhandledRejection', note);
    expect(uncaught).toEqual([]);
  });
}
