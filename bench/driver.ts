/**
 * One contender in a process of its own, so that no heap and no compiled code is shared: reads questions from stdin, a line
 * of JSON each, and writes the figures to descriptor 3. It ends when stdin does.
 *
 *   node driver.js SUBJECT OPTIONS
 */
import { createWriteStream } from 'node:fs';
import { besideArrays } from './beside.ts';
import { closedLoop } from './closed.ts';
import { EXPERIMENTS } from './experiments/index.ts';
import { lines } from './lines.ts';
import { openLoop } from './open.ts';
import { watched } from './profiler.ts';
import type { Figures, Subject } from './subject.ts';
import { SUBJECTS } from './subjects/index.ts';
import { WORKS } from './works.ts';

/** What is asked of a driver: a window of the closed loop, unless it has a rate. */
export interface Question {
  readonly work: string;
  readonly callers: number;
  /** Arrivals per second: then the loop is open. */
  readonly rate?: number;
  readonly ms: number;
  /** It ends sooner, after so many answers: how one is warmed up. */
  readonly calls?: number | undefined;
  /** Watches it, and puts what V8 saw into this file; Python does the same on SIGUSR1, if it has the means. */
  readonly profile?: string | undefined;
}

/** The first answer says how the subject runs; each other one has figures, or none when it cannot do it. */
export interface Answer {
  readonly ready?: { readonly concurrency: number | string; readonly window: number | string };
  readonly figures?: Figures | null;
  readonly error?: string;
}

const out = createWriteStream('', { fd: 3 });
const answer = (line: Answer): void => {
  out.write(`${JSON.stringify(line)}\n`);
};
const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const [name = '', options = '{}'] = process.argv.slice(2);
if (name in EXPERIMENTS) await experiment(name);
else await answerQuestions();

async function experiment(name: string): Promise<void> {
  process.stdin.resume().once('end', () => process.exit());
  try {
    answer({ figures: (await EXPERIMENTS[name]?.(JSON.parse(options) as never)) ?? null });
  } catch (error) {
    answer({ error: told(error) });
  }
}

async function answerQuestions(): Promise<void> {
  const subject = await SUBJECTS[name]?.(JSON.parse(options) as object).catch((error: unknown) =>
    answer({ error: told(error) }),
  );
  if (!subject) return;
  answer({ ready: { concurrency: subject.concurrency, window: subject.window } });
  for await (const line of lines(process.stdin)) {
    try {
      answer({ figures: (await window(subject, JSON.parse(line))) ?? null });
    } catch (error) {
      answer({ error: told(error) });
    }
  }
  await subject.close();
  process.exit(); // a library may keep a timer of its own
}

async function window(subject: Subject, question: Question): Promise<Figures | undefined> {
  const { work, callers, rate, ms, calls, profile } = question;
  if (profile !== undefined)
    return watched(subject, profile, () => window(subject, { ...question, profile: undefined }));
  if (rate !== undefined) return openLoop(subject, rate, ms);
  if (work === 'beside') return besideArrays(subject, ms);
  const known = WORKS[work];
  if (known === undefined) throw new Error(`there is no work '${work}'`);
  return closedLoop(subject, known, callers, ms, calls);
}
