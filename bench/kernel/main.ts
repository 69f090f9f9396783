/**
 * The kernel beside bare xstate, nact, comedy and Erlang: rounds are interleaved and shuffled, each in a process of its
 * own; figures are medians. Wrong answers end the run.
 *
 *   npm run bench:kernel -- [--quick] [--json]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median, shuffled } from '../measure.ts';
import { calibrate, scaled } from './beam.ts';
import { type Contender, exists, rowsOf } from './contender.ts';
import { judge } from './goals.ts';
import type { Plan, Rows } from './rows.ts';
import { type Column, goals, table } from './table.ts';

const { values: flags } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'boolean' } } });
const rounds = flags.quick ? 3 : 5;
const plan: Plan = { windowMs: 200, crashes: 1_000, crowds: flags.quick ? [100, 10_000] : [100, 10_000, 100_000] };

const node = (title: string, subject: string, most = Infinity): Contender => ({
  title,
  program: process.execPath,
  args: (plan) => ['--expose-gc', join(import.meta.dirname, 'run.js'), subject, JSON.stringify(plan)],
  most,
});
const erlang: Contender = {
  title: 'Erlang',
  program: 'escript',
  args: ({ windowMs, crashes, crowds }) => ['bench/kernel/beam.escript', `${windowMs}`, `${crashes}`, crowds.join()],
  most: Infinity,
};
const ours = node('vivarium/kernel', 'vivarium');
const hasErlang = await exists('erl', '-noshell', '-eval', 'halt().');
const contenders = [
  node('bare xstate', 'xstate'),
  ours,
  node('nact', 'nact'),
  node('comedy', 'comedy', 10_000), // the time to stop its children grows with their square
  ...(hasErlang ? [erlang] : []),
];

const seen = new Map<string, Rows[]>(contenders.map(({ title }) => [title, []]));
for (let round = 0; round < rounds; round++) {
  if (process.stderr.isTTY) process.stderr.write(`\rround ${round + 1} of ${rounds}`);
  for (const contender of shuffled(contenders)) seen.get(contender.title)?.push(await rowsOf(contender, plan));
}
if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');

const columns: Column[] = [...seen].map(([title, runs]) => ({ title, rows: medians(runs) }));
if (!hasErlang) columns.push({ title: 'Erlang (scaled)', rows: scaled(calibrate()) });
const verdicts = judge(rowsIn(ours.title), columns.at(-1)?.rows ?? {});
process.stdout.write(flags.json ? `${JSON.stringify({ columns, goals: verdicts }, null, 2)}\n` : inWords());

function inWords(): string {
  const note = hasErlang
    ? ''
    : 'scaled, no erl here: measured elsewhere, scaled by a plain loop (bench/kernel/beam.ts)\n';
  const reset =
    'nact resets a crashed actor in place, without a supervisor that counts; – : it has none, or takes too long\n';
  return `${table(columns, ours.title)}\n${note}${reset}\n${goals(verdicts)}`;
}

function rowsIn(title: string): Rows {
  return columns.find((column) => column.title === title)?.rows ?? {};
}

function medians(runs: readonly Rows[]): Rows {
  const names = new Set(runs.flatMap((rows) => Object.keys(rows)));
  return Object.fromEntries([...names].map((name) => [name, median(runs.map((rows) => rows[name] ?? Number.NaN))]));
}
