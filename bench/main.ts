/**
 * Side by side in one run: vivarium in its variants, the floors under it, and what one would use instead. Figures are
 * medians; only ratios within one run mean anything. Ends with 1 when a goal is missed or an answer was wrong.
 *
 *   npm run bench -- [--quick] [--only NAME]… [--json] [--write]
 *   npm run bench -- --profile ROW [--write]
 */
import { parseArgs } from 'node:util';
import { GOALS, judge, type Verdict } from './goals.ts';
import { writeFlames, writePage } from './page.ts';
import { planOf, tooSlow } from './plan.ts';
import { flames, places, profile } from './profile.ts';
import { progressBar } from './progress.ts';
import { report } from './report.ts';
import { runPlan } from './rounds.ts';
import { experiments, goalTable, table } from './table.ts';

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
});
if (flags.profile !== undefined) {
  const seen = await profile(flags.profile);
  if (flags.write) writeFlames(flags.profile, flames(flags.profile, seen));
  process.stdout.write(places(seen));
  process.exit();
}

const LEFT_OUT = 'left out by --only';
const begun = performance.now();
const plan = planOf(flags.quick, flags.only);
if (plan.rows.length + plan.experiments.length === 0) {
  const where = flags.quick ? 'a quick run, which has only what goals are about,' : 'the benchmark';
  process.stderr.write(`no row of ${where} has ${flags.only.join(' or ')} in its name\n`);
  process.exit(2);
}
const bar = progressBar(process.stderr);
const results = await runPlan(plan, bar.show).finally(bar.clear);
const list = results.list([...plan.rows, ...plan.experiments].map(({ key }) => key));
const rounds = new Map(list.map((result) => [result.key, result.rounds]));
const verdicts = judge(GOALS, rounds, why).filter(isAbout);

const whole = report(list, verdicts);
if (flags.write) writePage(whole, results.absent);
if (flags.json) process.stdout.write(`${JSON.stringify(whole, null, 2)}\n`);
else process.stdout.write(`${table(list)}\n${experiments(list)}\n${goalTable(verdicts)}${left()}\n${summary()}\n`);
const missed = verdicts.some(({ met }) => met === false);
process.exitCode = missed || results.wrong > 0 ? 1 : 0;

function why(key: string): string {
  if (results.absent.has(key)) return `${key} has no figures`;
  return flags.quick && tooSlow().has(key) ? 'too slow for --quick' : LEFT_OUT;
}

/** With `--only`, goals of other rows are not worth a line. */
function isAbout({ why }: Verdict): boolean {
  return why !== LEFT_OUT;
}

/** What has no figures, and why. */
function left(): string {
  const lines = [...results.absent].map(
    ([key, reason]) => `  ${key}: ${reason.length > 160 ? `${reason.slice(0, 160)} …` : reason}`,
  );
  return lines.length === 0 ? '' : `\nwithout figures\n${lines.join('\n')}\n`;
}

function summary(): string {
  const count = (met: boolean | undefined): number => verdicts.filter((verdict) => verdict.met === met).length;
  return `${count(true)} goals met, ${count(false)} missed, ${count(undefined)} not run, in ${Math.round((performance.now() - begun) / 1_000)} s`;
}
