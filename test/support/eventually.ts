/** Waits for something in the world outside (a process, a file) to become true. The only sleep in the tests. */

/**
 * Asks every 10 ms until `check` gives something truthy, which is returned.
 * @throws Error naming `what` after `timeout` ms (default 5,000); an error thrown by the last `check` is its cause.
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  { timeout = 5_000, what = String(check) }: { timeout?: number; what?: string } = {},
): Promise<T> {
  const end = performance.now() + timeout;
  for (;;) {
    let cause: unknown;
    try {
      const value = await check();
      if (value) return value;
    } catch (error) {
      cause = error;
    }
    if (performance.now() >= end) throw new Error(`did not come true within ${timeout} ms: ${what}`, { cause });
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
