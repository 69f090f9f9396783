/** Writes what a run gave into docs/performance.md, between its two marks, and the pictures beside it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { picture } from './picture.ts';
import type { Report } from './report.ts';
import type { Result } from './results.ts';
import { goalCells, groups, HEAD, line, number, titleOf, words } from './table.ts';

const BEGIN = '<!-- written by npm run bench -- --write: begin -->';
const END = '<!-- end -->';

export function writePage(report: Report, absent: ReadonlyMap<string, string>): void {
  const file = resolve('docs', 'performance.md');
  writeFileSync(file, withFigures(readFileSync(file, 'utf8'), figuresPage(report, absent)));
  writeFileSync(resolve('docs', 'performance.svg'), picture(report.results));
}

/** `docs/flames/add-64-socket.svg`. */
export function writeFlames(key: string, svg: string): void {
  mkdirSync(resolve('docs', 'flames'), { recursive: true });
  writeFileSync(resolve('docs', 'flames', `${key.replaceAll('/', '-')}.svg`), svg);
}

/** The page with what stands between its marks replaced. @throws when it has no marks. */
export function withFigures(page: string, figures: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`docs/performance.md has no place for figures: ${BEGIN} … ${END}`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${figures}\n${page.slice(end)}`;
}

/** The generated part, in Markdown. */
export function figuresPage({ machine, results, goals }: Report, absent: ReadonlyMap<string, string>): string {
  const { cpu, cores, node, platform } = machine;
  const where = `Measured on ${cores} cores of ${cpu}, ${platform}, Node ${node}; medians of interleaved rounds.`;
  const goalRows = goals.map((verdict) => goalCells(verdict));
  const left = [...absent].map(([key, why]) => `\`${key}\` (${why.split('\n', 1)[0]?.slice(0, 120)})`);
  return [
    where,
    `### Goals\n\n${markdown([['what', 'goal', 'limit', 'here', 'rounds', ''], ...goalRows], 2)}`,
    ...groups(results).map(([name, rows]) => `### ${capital(titleOf(name))}\n\n${markdown([HEAD, ...rows.map(line)])}`),
    `### Lives, memory, scale\n\n${experimentTable(results)}`,
    left.length === 0 ? '' : `Without figures in this run: ${left.join('; ')}.`,
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n');
}

function experimentTable(results: readonly Result[]): string {
  const rows = results
    .filter(({ question }) => question === undefined)
    .map(({ title, figures }) => [
      title,
      Object.entries(figures)
        .map(([name, value]) => `${words(name)} ${number(value)}`)
        .join(' · '),
    ]);
  return markdown([['', 'figures'], ...rows], 2);
}

/** @param left so many columns are text, the others numbers. */
function markdown([head = [], ...rows]: readonly (readonly string[])[], left = 1): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, at) => (at < left ? '---' : '---:'));
  return [head, rule, ...rows].map(row).join('\n');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
