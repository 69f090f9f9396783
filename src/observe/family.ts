/** A family of metrics as Prometheus knows it: one name, one meaning, a sample for each set of labels. */
import type { HistogramData } from '../model/histogram.ts';
import type { Metrics } from './metrics-types.ts';

type Labels = Readonly<Record<string, string>>;
export type Sample = readonly [labels: Labels, value: number | HistogramData];

/** A counter's name ends with `_total`, as Prometheus wants it. */
export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
  samples(metrics: Metrics): Iterable<Sample>;
}
