/**
 * `npm start`: three Python workers learn to read handwriting, then answer under load while one of them is killed, twice.
 * In a project of your own the first import reads `from 'vivarium'`.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createRuntime, formatTree, pool } from '../../src/index.ts';
import { bar } from './bar.ts';
import { bestGuess, columns, readDigits } from './data.ts';
import { type Tally, underLoad } from './load.ts';
import { complaints, count, indent, share, summary } from './report.ts';
import { planSabotage } from './sabotage.ts';
import type { DigitTools } from './tools.ts';

const EPOCHS = 200;
const CALLERS = 64;
const CALLS = 20_000;
const KILLS = 2;
/** The load goes on until the killed worker is back, but no longer than this. */
const PATIENCE_SECONDS = 15;

const { training, heldBack } = readDigits(join(import.meta.dirname, 'data', 'digits.csv'));
const scratch = mkdtempSync(join(tmpdir(), 'vivarium-quickstart-'));
const model = join(scratch, 'digits.npz');

const runtime = createRuntime({
  // The story prints what happens; without this line the runtime's own log would tell it a second time.
  logger: pino({ level: 'silent' }),
  pools: {
    ml: pool<DigitTools>({
      adapter: join(import.meta.dirname, 'adapter.py'),
      size: 3,
      python: { requirements: [join(import.meta.dirname, '../../python/requirements/examples.lock')] },
      intensity: 5,
      period: '30s',
      backoff: { initial: '200ms', max: '5s' },
    }),
  },
});
const { ml } = runtime.pools;

/** The whole run; gives the reasons why it failed, if it did. */
async function story(): Promise<string[]> {
  heading('Start: a pool of Python workers under a supervisor');
  await runtime.start();
  say(formatTree(runtime.tree()));

  heading(`Train: one worker learns from ${count(training.length)} digits and streams its progress`);
  await train();

  heading(`Classify: ${CALLERS} callers ask about the ${heldBack.length} digits held back, while a worker dies`);
  const sabotage = planSabotage(runtime, KILLS, say);
  const begun = performance.now();
  const tally = await underLoad(heldBack, {
    callers: CALLERS,
    ask: (digit) => ml.call('classify', { pixels: digit.pixels, model }),
    goOn(sofar: Tally) {
      if (!sabotage.begun && sofar.ended >= CALLS / 4) sabotage.begin();
      const outOfPatience = performance.now() - begun > PATIENCE_SECONDS * 1_000;
      return (sofar.issued < CALLS || !sabotage.survived) && !outOfPatience;
    },
  });

  const guess = bestGuess(heldBack);
  heading('Result');
  say(summary(tally, guess));

  heading('The tree now: `#` is how many lives a worker has had');
  say(formatTree(runtime.tree()));
  return complaints(tally, guess, sabotage.survived);
}

/** Leaving this loop early would end the Python generator, too. */
async function train(): Promise<void> {
  const show = bar(process.stdout);
  const progress = ml.stream('train', { ...columns(training), model, epochs: EPOCHS });
  for await (const { epoch, loss, accuracy } of progress) {
    show(epoch, EPOCHS, `epoch ${epoch}  loss ${loss.toFixed(4)}  ${share(accuracy)} of the training digits`);
  }
}

function heading(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

function say(text: string): void {
  process.stdout.write(`${indent(text)}\n`);
}

const interrupted = new Promise<'interrupted'>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve('interrupted'));
});

/** 0 when everything went as it must, 1 when not, 130 when it was interrupted. */
async function run(): Promise<number> {
  const outcome = await Promise.race([story(), interrupted]);
  if (outcome === 'interrupted') return 130;
  for (const complaint of outcome) process.stderr.write(`quickstart failed: ${complaint}\n`);
  if (outcome.length > 0) return 1;
  if (process.argv.includes('--serve')) {
    heading('Serving until Ctrl-C');
    await interrupted;
  }
  return 0;
}

try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`quickstart failed: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
} finally {
  await runtime.stop({ grace: '5s' });
  rmSync(scratch, { recursive: true, force: true });
}
