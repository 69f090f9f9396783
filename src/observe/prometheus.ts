/** Metrics in the text format of Prometheus, version 0.0.4: one line for each sample, families with their help and type. */
import type { HistogramData } from '../model/histogram.ts';
import { FAMILIES } from './families.ts';
import type { Sample } from './family.ts';
import type { Metrics } from './metrics-types.ts';

/** What `/metrics` says it sends. */
export const PROMETHEUS_CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * What `/metrics` answers. `docs/reference/metrics.md` lists the names.
 *
 * @example
 * app.get('/metrics', async (_, reply) => reply.type(PROMETHEUS_CONTENT_TYPE).send(prometheusText(await runtime.metrics())));
 */
export function prometheusText(metrics: Metrics): string {
  const lines = FAMILIES.flatMap(({ name, type, help, samples }) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...[...samples(metrics)].flatMap((sample) => linesOf(name, sample)),
  ]);
  return `${lines.join('\n')}\n`;
}

function linesOf(name: string, [labels, value]: Sample): string[] {
  return typeof value === 'number' ? [line(name, labels, value)] : histogramLines(name, labels, value);
}

function histogramLines(name: string, labels: Sample[0], { bounds, counts, count, sum }: HistogramData): string[] {
  return [
    ...bounds.map((le, index) => line(`${name}_bucket`, { ...labels, le: String(le) }, counts[index] ?? 0)),
    line(`${name}_bucket`, { ...labels, le: '+Inf' }, count),
    line(`${name}_sum`, labels, sum),
    line(`${name}_count`, labels, count),
  ];
}

function line(name: string, labels: Sample[0], value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' };
const escaped = (text: string): string => text.replace(/[\\"\n]/g, (letter) => ESCAPES[letter] ?? letter);
