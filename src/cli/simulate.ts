/** `vivarium simulate`: whole systems on bad days, by seed; a failing one is made small, with the command that shows it again. */
import { readFileSync } from 'node:fs';
import { realClock } from '../model/clock.ts';
import type { FaultPlan } from '../testing/faults/plan.ts';
import { type SimulateOptions, type Simulation, shrink, simulate } from '../testing/simulate/index.ts';
import { COMMON, type Command } from './common.ts';
import { toJson } from './json.ts';
import { printLine } from './print.ts';
import { Told } from './report.ts';
import { parseCommandLine, UsageError } from './usage.ts';

const OPTIONS = {
  ...COMMON,
  seed: { type: 'string' },
  seeds: { type: 'string' },
  steps: { type: 'string' },
  only: { type: 'string' },
  plan: { type: 'string' },
  journal: { type: 'boolean', default: false },
} as const;

export const simulateCommand: Command = {
  summary: 'Runs the whole system against simulated workers that fail, by seed; a failing run is made small.',
  synopsis: '[--seed N | --seeds N]',
  words: [
    ['--seed N', 'one run, which is the same each time'],
    ['--seeds N', 'the seeds 1 to N; default 100'],
    ['--steps N', 'calls, streams, writes and faults in a run; default 60'],
    ['--only N,N,…', 'of the steps of --seed, these alone'],
    ['--plan FILE', 'faults beside those of the seed: a fault plan as JSON'],
    ['--journal', 'all that happened in the run of --seed, a line each'],
  ],
  examples: ['simulate --seeds 2000', 'simulate --seed 7 --journal'],
  async run(argv, signal) {
    const { values, positionals } = parseCommandLine(argv, OPTIONS);
    if (positionals.length > 0) throw new UsageError('simulate takes no words, only options');
    const { seed, seeds = '100', steps, only, plan, journal, json } = values;
    if (seed === undefined && (only !== undefined || journal))
      throw new UsageError(`--${journal ? 'journal' : 'only'} needs --seed`);
    const options: Omit<SimulateOptions, 'seed'> = {
      ...(steps === undefined ? {} : { steps: whole('steps', steps) }),
      ...(only === undefined ? {} : { only: only.split(',').map((number) => whole('only', number)) }),
      ...(plan === undefined ? {} : { plan: readPlan(plan) }),
    };
    const [first, last] = seed === undefined ? [1, whole('seeds', seeds)] : [whole('seed', seed), whole('seed', seed)];
    const since = realClock.now();
    const failures: Failure[] = [];
    let simulatedMs = 0;
    for (let next = first; next <= last; next++) {
      signal.throwIfAborted();
      const simulation = await simulate({ ...options, seed: next });
      simulatedMs += simulation.simulatedMs;
      if (journal) for (const line of simulation.journal) await printLine(line);
      if (simulation.violations.length === 0) continue;
      const failure = failureOf(await shrink({ ...options, seed: next }, simulation), simulation.steps.length, argv);
      failures.push(failure);
      if (!json) await printLine(inWords(failure));
    }
    const seconds = (ms: number): number => Math.round(ms / 100) / 10;
    const summary = {
      seeds: last - first + 1,
      simulated: seconds(simulatedMs),
      took: seconds(realClock.now() - since),
    };
    if (json) await printLine(toJson({ ...summary, failed: failures.length, failures }));
    else
      await printLine(
        `${count(summary.seeds, 'seed')}, ${summary.simulated} s simulated in ${summary.took} s: ${failures.length} failed`,
      );
    if (failures.length > 0) throw new Told();
  },
};

interface Failure {
  readonly seed: number;
  readonly rule: string;
  readonly message: string;
  readonly atMs: number;
  readonly of: number;
  readonly steps: Simulation['steps'];
  /** Shows it again. */
  readonly command: string;
}

function failureOf({ seed, steps, violations }: Simulation, of: number, argv: readonly string[]): Failure {
  const { rule = '', message = '', atMs = 0 } = violations[0] ?? {};
  const only = steps.length === 0 ? '' : ` --only ${steps.map(({ index }) => index).join(',')}`;
  const command = `npx vivarium simulate --seed ${seed}${kept(argv, '--steps')}${kept(argv, '--plan')}${only}`;
  return { seed, rule, message, atMs, of, steps, command };
}

/** What the user said besides which seeds. */
function kept(argv: readonly string[], option: string): string {
  const value = parseCommandLine(argv, OPTIONS).values[option.slice('--'.length) as 'steps' | 'plan'];
  return value === undefined ? '' : ` ${option} ${value}`;
}

function inWords({ seed, rule, message, atMs, of, steps, command }: Failure): string {
  const lines = steps.map(
    ({ index, atMs: at, action }) => `  ${String(at).padStart(6)} ms  ${index}  ${toJson(action)}`,
  );
  const head = `seed ${seed} breaks ${rule} after ${Math.round(atMs)} ms: ${message}`;
  return [head, `${steps.length} of its ${of} steps show it:`, ...lines, `  ${command}`].join('\n');
}

function readPlan(file: string): FaultPlan {
  let plan: unknown;
  try {
    plan = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`--plan ${file}: ${(error as Error).message}`);
  }
  const isPlan = typeof plan === 'object' && plan !== null && 'faults' in plan && Array.isArray(plan.faults);
  if (!isPlan) throw new UsageError(`--plan ${file}: expected {"seed": 1, "faults": [{"atMs": 500, "fault": …}]}`);
  return plan as FaultPlan;
}

function whole(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`--${option}: expected whole numbers, got "${text}"`);
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
