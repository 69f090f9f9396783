/** The figures and the goals as tables for people. */
import type { Verdict } from './goals.ts';
import type { Result } from './results.ts';
import { WORKS } from './works.ts';

const HEAD = ['', 'callers', 'concurrency', 'window', 'p50', 'p99', 'per s', 'node µs', 'python µs'];

/** One block for each thing that was asked, the fastest first. */
export function table(results: readonly Result[]): string {
  const loops = results.filter(({ question }) => question !== undefined);
  const blocks = [
    ...groupBy(loops, ({ question, key }) => (question?.rate ? key.split('/', 2).join('/') : (question?.work ?? ''))),
  ];
  return blocks.map(([name, rows]) => `${titleOf(name)}\n${aligned([HEAD, ...rows.map(line)])}`).join('\n');
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
  const mark = ({ met, why }: Verdict): string => (met === undefined ? `not run: ${why}` : met ? 'met' : 'MISSED');
  const cells = verdicts.map((verdict, at) => [
    verdict.what === verdicts[at - 1]?.what ? '' : verdict.what,
    verdict.goal,
    limit(verdict),
    verdict.value === undefined ? '–' : number(verdict.value),
  ]);
  const lines = aligned([['goal', '', 'limit', 'here'], ...cells], 2)
    .trimEnd()
    .split('\n');
  return `${lines.map((line, at) => (at === 0 ? line : `${line}  ${mark(verdicts[at - 1] as Verdict)}`)).join('\n')}\n`;
}

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

/** `readyMs` in words: `ready ms`. */
export const words = (name: string): string => name.replace(/[A-Z][a-z]*/g, (word) => ` ${word.toLowerCase()}`);

/** The lines with their cells one below the other: the first columns to the left, the others to the right. */
export function aligned(lines: readonly (readonly string[])[], left = 1): string {
  const columns = Math.max(0, ...lines.map((cells) => cells.length));
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0)));
  const print = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column < left ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return `${lines.map(print).join('\n')}\n`;
}

function groupBy<T>(items: readonly T[], name: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(name(item), [...(groups.get(name(item)) ?? []), item]);
  return groups;
}
