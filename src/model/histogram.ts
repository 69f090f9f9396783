/** Counts of measurements by size: fixed buckets in typed arrays, so that measuring makes no garbage. */

export interface HistogramData {
  /** Upper bounds, rising; measurements above the last are in `count` alone. */
  readonly bounds: readonly number[];
  /** How many were at most as large as the bound of the same index (cumulative, as Prometheus has them). */
  readonly counts: readonly number[];
  readonly count: number;
  readonly sum: number;
}

export class Histogram {
  readonly #bounds: Float64Array;
  /** Of each bucket for itself; the last is for what is above all bounds. */
  readonly #counts: Float64Array;
  #sum = 0;

  /** @param bounds rising */
  constructor(bounds: readonly number[]) {
    this.#bounds = Float64Array.from(bounds);
    this.#counts = new Float64Array(bounds.length + 1);
  }

  observe(value: number): void {
    const bounds = this.#bounds;
    let bucket = 0;
    while (bucket < bounds.length && value > (bounds[bucket] as number)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] as number) + 1;
    this.#sum += value;
  }

  read(): HistogramData {
    let count = 0;
    const counts = Array.from(this.#counts, (each) => {
      count += each;
      return count;
    });
    return { bounds: [...this.#bounds], counts: counts.slice(0, -1), count, sum: this.#sum };
  }
}
