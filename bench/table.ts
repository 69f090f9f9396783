/** The figures and the goals as tables for people. */
import type { Verdict } from './goals.ts';
import type { Result } from './results.ts';
import { WORKS } from './works.ts';

export const HEAD = ['', 'callers', 'concurrency', 'window', 'p50', 'p99', 'per s', 'node µs', 'python µs'];

/** One block for each thing that was asked. */
export function table(results: readonly Result[]): string {
  return groups(results)
    .map(([name, rows]) => `${titleOf(name)}\n${aligned([HEAD, ...rows.map(line)])}`)
    .join('\n');
}

/** The rows of loops by what was asked: `echo`, `open/32000`. */
export function groups(results: readonly Result[]): [string, Result[]][] {
  const named = new Map<string, Result[]>();
  for (const result of results) {
    if (result.question === undefined) continue;
    const { work, rate } = result.question;
    const name = rate === undefined ? work : `${work}/${rate}`;
    named.set(name, [...(named.get(name) ?? []), result]);
  }
  return [...named];
}

export function titleOf(name: string): string {
  const [work = '', rate] = name.split('/');
  if (rate !== undefined) return `open loop, ${Number(rate).toLocaleString('en')} calls/s`;
  return work === 'beside' ? 'small calls beside arrays of 64 MB' : (WORKS[work]?.title ?? work);
}

export function line({ title, question, how, figures }: Result): string[] {
  return [
    title,
    question?.rate === undefined ? String(question?.callers ?? '') : 'open',
    String(how.concurrency),
    String(how.window),
    time(figures['p50Us']),
    time(figures['p99Us']),
    number(figures['perSecond']),
    number(figures['nodeUs']),
    number(figures['pythonUs']),
  ];
}

/** What the experiments gave, a line each. */
export function experiments(results: readonly Result[]): string {
  return aligned(
    results
      .filter(({ question }) => question === undefined)
      .map(({ title, figures }) => [
        title,
        ...Object.entries(figures).map(([name, value]) => `${words(name)} ${number(value)}`),
      ]),
  );
}

/** Goal by goal: met, missed, or why it was not run. */
export function goalTable(verdicts: readonly Verdict[]): string {
  const cells = verdicts.map((verdict, at) => {
    const [what = '', ...others] = goalCells(verdict);
    return [what === verdicts[at - 1]?.what ? '' : what, ...others];
  });
  return aligned([['goal', '', 'limit', 'here', 'rounds', ''], ...cells], 2, 1);
}

export function goalCells(verdict: Verdict): string[] {
  const { what, goal, value, met, why } = verdict;
  const mark = met === undefined ? `not run: ${why}` : met ? 'met' : 'MISSED';
  return [what, goal, limit(verdict), value === undefined ? '–' : number(value), spread(verdict), mark];
}

/** `1.1 to 1.4`: how far the rounds lie apart; they may be below zero. */
const spread = ({ spread }: Verdict): string => (spread === undefined ? '' : spread.map(number).join(' to '));

export const limit = ({ most, least, over }: Verdict): string =>
  `${most === undefined ? '≥' : '≤'} ${number(most ?? least ?? Number.NaN)}${over === undefined ? '' : ' ×'}`;

/** `96 µs`, `5.2 ms`. */
export function time(us: number | undefined): string {
  if (us === undefined || Number.isNaN(us)) return '–';
  return us < 1_000 ? `${number(us)} µs` : `${number(us / 1_000)} ms`;
}

/** Three digits that mean something. */
export function number(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return value.toLocaleString('en', { maximumSignificantDigits: Math.abs(value) < 1 ? 2 : 3 });
}

/** `readyMs` in words: `ready ms`; `workerPssMb`: `workerPss MB`. */
export const words = (name: string): string =>
  name.replace(/[A-Z][a-z]*$/, (unit) => ` ${UNITS[unit] ?? unit.toLowerCase()}`);

const UNITS: Readonly<Record<string, string>> = { Us: 'µs', Ms: 'ms', Mb: 'MB' };

/** The lines with their cells one below the other: so many first and last columns to the left, those between to the right. */
export function aligned(lines: readonly (readonly string[])[], left = 1, last = 0): string {
  const columns = Math.max(0, ...lines.map((cells) => cells.length));
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0)));
  const print = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column < left || column >= columns - last
          ? cell.padEnd(widths[column] ?? 0)
          : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return `${lines.map(print).join('\n')}\n`;
}
