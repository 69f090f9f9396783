/** `vivarium simulate`: whole systems on bad days, by seed; a failing one is made small, with the command that shows it again. */
import { realClock } from '../model/clock.ts';
import { type SimulateOptions, type Simulation, shrink, simulate } from '../testing/simulate/index.ts';
import { COMMON, type Command } from './common.ts';
import { readFaultPlan } from './fault-plan.ts';
import { toJson } from './json.ts';
import { printLine } from './print.ts';
import { Told } from './report.ts';
import { onlyOptions, UsageError, wholeNumber } from './usage.ts';

const OPTIONS = {
  ...COMMON,
  seed: { type: 'string' },
  seeds: { type: 'string' },
  steps: { type: 'string' },
  only: { type: 'string' },
  plan: { type: 'string' },
  journal: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof onlyOptions<typeof OPTIONS>>;

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
    const values = onlyOptions('simulate', argv, OPTIONS);
    const options = optionsOf(values);
    const [first, last] = seedsOf(values);
    const since = realClock.now();
    const failures: Failure[] = [];
    let simulatedMs = 0;
    for (let seed = first; seed <= last; seed++) {
      signal.throwIfAborted();
      const simulation = await simulate({ ...options, seed });
      simulatedMs += simulation.simulatedMs;
      if (values.journal) for (const line of simulation.journal) await printLine(line);
      if (simulation.violations.length === 0) continue;
      const failure = failureOf(simulation, await shrink({ ...options, seed }, simulation), values);
      failures.push(failure);
      if (!values.json) await printLine(inWords(failure));
    }
    const seeds = last - first + 1;
    const [simulated, took] = [seconds(simulatedMs), seconds(realClock.now() - since)];
    const failed = failures.length;
    const sentence = `${seeds} seed${seeds === 1 ? '' : 's'}, ${simulated} s simulated in ${took} s: ${failed} failed`;
    await printLine(values.json ? toJson({ seeds, simulated, took, failed, failures }) : sentence);
    if (failed > 0) throw new Told();
  },
};

const seconds = (ms: number): number => Math.round(ms / 100) / 10;

function seedsOf({ seed, seeds = '100', only, journal }: Values): [first: number, last: number] {
  if (seed !== undefined) return [wholeNumber('seed', seed), wholeNumber('seed', seed)];
  if (only !== undefined || journal) throw new UsageError(`--${journal ? 'journal' : 'only'} needs --seed`);
  return [1, wholeNumber('seeds', seeds, 1)];
}

function optionsOf({ steps, only, plan }: Values): Omit<SimulateOptions, 'seed'> {
  return {
    ...(steps === undefined ? {} : { steps: wholeNumber('steps', steps) }),
    ...(only === undefined ? {} : { only: only.split(',').map((number) => wholeNumber('only', number)) }),
    ...(plan === undefined ? {} : { plan: readFaultPlan('--plan', plan) }),
  };
}

interface Failure {
  readonly seed: number;
  readonly rule: string;
  readonly message: string;
  readonly atMs: number;
  /** Steps there were; `steps` are those that show it. */
  readonly of: number;
  readonly steps: Simulation['steps'];
  /** Shows it again. */
  readonly command: string;
}

function failureOf(
  whole: Simulation,
  { seed, steps, violations }: Simulation,
  { steps: length, plan }: Values,
): Failure {
  const { rule = '', message = '', atMs = 0 } = violations[0] ?? {};
  const said = [
    ...(length === undefined ? [] : ['--steps', length]),
    ...(plan === undefined ? [] : ['--plan', plan]),
    ...(steps.length === 0 ? [] : ['--only', steps.map(({ index }) => index).join(',')]),
  ];
  const command = ['npx vivarium simulate --seed', seed, ...said].join(' ');
  return { seed, rule, message, atMs, of: whole.steps.length, steps, command };
}

function inWords({ seed, rule, message, atMs, of, steps, command }: Failure): string {
  const line = ({ index, atMs: at, action }: Simulation['steps'][number]): string =>
    `  ${String(at).padStart(6)} ms  ${index}  ${toJson(action)}`;
  const head = `seed ${seed} breaks ${rule} after ${Math.round(atMs)} ms: ${message}`;
  return [head, `${steps.length} of its ${of} steps show it:`, ...steps.map(line), `  ${command}`].join('\n');
}
