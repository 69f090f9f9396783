// Written by `vivarium types ./adapter.py:Reports` from the adapter's annotations: run it again when they change.
// An integer beyond 2^53 arrives as a bigint.

export interface ReportsTools {
  /** The totals of orders, added up by the service. */
  totals(args: { orders: string }): Record<string, number>;

  /** Fibonacci numbers as they are asked for, each by a call into the service. */
  numbers(args: { to: number | bigint }): AsyncIterable<number>;

  /** What the service says to a list it cannot take. */
  refused(args: { data: readonly unknown[] }): string;
}
