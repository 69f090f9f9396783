/** The account of a soak as a table for people. */
import { formatMs } from '../../model/duration.ts';
import type { SoakResult } from './result.ts';
import type { FaultCount } from './saboteur.ts';

const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

export function formatSoak(result: SoakResult): string {
  const { seed, calls, outcomes, faults, crashes, restarts, revivals, memory, left, violations } = result;
  const byCount = Object.entries(outcomes).sort(([, a], [, b]) => b - a);
  const rows: (readonly [string, string])[] = [
    ['seed', String(seed)],
    ['calls', `${number.format(calls)} in ${formatMs(result.tookMs)}`],
    ...byCount.map(([outcome, count]) => [`  ${outcome}`, number.format(count)] as const),
    ['latency', `p50 ${ms(result.p50Ms)}, p99 ${ms(result.p99Ms)}, longest ${ms(result.longestMs)}`],
    ['faults', tally(sumOf(faults))],
    ...faults.map((count) => [`  ${count.kind}`, tally(count)] as const),
    ['crashes', `${crashes}, ${restarts} restarts; pools that gave up and were revived: ${revivals}`],
    ['memory', `heap ${range(memory, 'heapBytes')}, RSS ${range(memory, 'rssBytes')}`],
    [
      'left',
      left === undefined ? 'unknown: there is no /proc' : `${left.processes} processes, ${left.descriptors} fds`,
    ],
    ...violations.map((sentence) => ['violated', sentence] as const),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}

type Tally = Pick<FaultCount, 'made' | 'hit' | 'survived'>;

const tally = ({ made, hit, survived }: Tally): string => `${made} made, ${hit} hit, ${survived} survived`;

const sumOf = (faults: readonly Tally[]): Tally =>
  faults.reduce(
    (sum, { made, hit, survived }) => ({
      made: sum.made + made,
      hit: sum.hit + hit,
      survived: sum.survived + survived,
    }),
    { made: 0, hit: 0, survived: 0 },
  );

const ms = (value: number): string => `${number.format(value)} ms`;

function range({ start, end }: SoakResult['memory'], key: keyof SoakResult['memory']['start']): string {
  const megabytes = (bytes: number): string => number.format(bytes / 1e6);
  return `${megabytes(start[key])} → ${megabytes(end[key])} MB`;
}
