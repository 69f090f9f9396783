/** One measured window: so many callers, each waiting for its answer before it asks again; every answer is checked. */

/** A way of calling `add(a, b)` in Python. */
export interface Contender {
  readonly name: string;
  /** Tools that run at once in the worker, and frames that may be sent ahead to it. */
  readonly concurrency: number | string;
  readonly window: number | string;
  add(a: number, b: number): Promise<number>;
  close(): Promise<void>;
}

export interface Window {
  readonly callsPerSecond: number;
  readonly p50Us: number;
  readonly p99Us: number;
}

export async function measure(contender: Contender, callers: number, ms: number): Promise<Window> {
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + ms;
  const caller = async (seed: number): Promise<void> => {
    for (let i = seed; performance.now() < end; i += callers) {
      const asked = performance.now();
      const sum = await contender.add(i, 0.5);
      latencies.push(performance.now() - asked);
      if (sum !== i + 0.5) throw new Error(`${contender.name}: ${i} + 0.5 gave ${sum}`);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, seed) => caller(seed)));
  const seconds = (performance.now() - start) / 1_000;
  latencies.sort((a, b) => a - b);
  return {
    callsPerSecond: latencies.length / seconds,
    p50Us: quantile(latencies, 0.5) * 1_000,
    p99Us: quantile(latencies, 0.99) * 1_000,
  };
}

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

export const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;

/** So that no contender always follows the same one. */
export function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
