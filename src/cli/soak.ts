/** `vivarium soak`: real workers under load while things go wrong on purpose; at the end the account of it. */
import { realClock } from '../model/clock.ts';
import { callsIn, formatSoak, type Progress, soak } from '../testing/soak/index.ts';
import { COMMON, type Command } from './common.ts';
import { readFaultPlan } from './fault-plan.ts';
import { toJson } from './json.ts';
import { commandLog } from './log.ts';
import { printLine } from './print.ts';
import { Told } from './report.ts';
import { onlyOptions, UsageError, wholeNumber } from './usage.ts';

const OPTIONS = {
  ...COMMON,
  calls: { type: 'string' },
  minutes: { type: 'string' },
  seed: { type: 'string', default: '1' },
  faults: { type: 'string' },
} as const;

/** Between two pictures of the bar. */
const FRAME_MS = 200;
const WIDTH = 28;

export const soakCommand: Command = {
  summary: 'Runs real workers under load while faults are made, and fails unless every call is accounted for.',
  synopsis: '[--calls N | --minutes M]',
  words: [
    ['--calls N', 'at least so many calls; default 4000, about ten seconds'],
    ['--minutes M', 'as many calls as that takes'],
    ['--seed N', 'which faults, when and to whom; which calls; default 1'],
    ['--faults FILE', 'a fault plan as JSON in place of one that follows from the seed'],
  ],
  examples: ['soak --calls 20000 --seed 7', 'soak --minutes 60 --faults plan.json'],
  async run(argv, signal) {
    const values = onlyOptions('soak', argv, OPTIONS);
    const { calls = '4000', minutes, json, verbose } = values;
    if (values.calls !== undefined && minutes !== undefined) throw new UsageError('choose --calls or --minutes');
    const plan = values.faults === undefined ? undefined : readFaultPlan('--faults', values.faults);
    const seed = wholeNumber('seed', values.seed);
    // Also of a run that does not get to its end.
    if (!json) await printLine(`seed ${seed}`);
    using bar = progressBar(json);
    const result = await soak({
      seed,
      calls:
        minutes === undefined ? wholeNumber('calls', calls, 1) : callsIn(wholeNumber('minutes', minutes, 1) * 60_000),
      signal,
      ...(plan === undefined ? {} : { plan }),
      ...(verbose ? { logger: commandLog({ verbose }) } : {}),
      onProgress: bar.show,
    });
    bar[Symbol.dispose]();
    signal.throwIfAborted();
    await printLine(json ? toJson(result) : formatSoak(result));
    if (result.violations.length === 0) return;
    const faults = values.faults === undefined ? '' : ` --faults ${values.faults}`;
    const amount = minutes === undefined ? `--calls ${calls}` : `--minutes ${minutes}`;
    process.stderr.write(
      `vivarium: the soak failed; again: npx vivarium soak ${amount}${faults} --seed ${values.seed}\n`,
    );
    throw new Told();
  },
};

/** On stderr, and only when that is a terminal. */
function progressBar(quiet: boolean): Disposable & { readonly show: (progress: Progress) => void } {
  const screen = process.stderr;
  const shows = screen.isTTY === true && !quiet;
  let shownAt = -Infinity;
  return {
    show({ ended, calls, failed, faults, restarts }) {
      if (!shows || realClock.now() - shownAt < FRAME_MS) return;
      shownAt = realClock.now();
      const filled = Math.min(WIDTH, Math.floor((ended / calls) * WIDTH));
      const picture = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
      screen.write(`\r\x1b[K${picture} ${ended} calls, ${failed} failed, ${faults} faults, ${restarts} restarts`);
    },
    [Symbol.dispose]() {
      if (shownAt > 0) screen.write('\r\x1b[K');
      shownAt = -Infinity;
    },
  };
}
