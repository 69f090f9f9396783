/** One contender of the benchmark as its main process sees it: a driver in a process of its own, asked a window at a time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Answer, Question } from './driver.ts';
import { lines } from './lines.ts';
import { here, RAY, rayPython } from './places.ts';
import type { Figures } from './subject.ts';

/** How it is started. */
export interface Program {
  /** What rows and goals call it. */
  readonly name: string;
  readonly title: string;
  /** A subject or an experiment of the driver (`options` are its argument), or a driver of its own in `peers/`. */
  readonly subject: string;
  readonly options?: object;
}

/** A start or a window that takes longer has hung. */
const PATIENCE_MS = 90_000;
const EXPERIMENT_PATIENCE_MS = 700_000;

export class Contender {
  readonly program: Program;
  #how: NonNullable<Answer['ready']> = { concurrency: '–', window: '–' };
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  private constructor(program: Program) {
    this.program = program;
    this.#child = start(program);
    this.#answers = lines(this.#child.stdio[3] as Readable);
  }

  /** @throws with what the driver says when it cannot start: a peer that is not installed, an option we do not have. */
  static async open(program: Program): Promise<Contender> {
    const contender = new Contender(program);
    const { ready } = await contender.#answer();
    if (ready !== undefined) contender.#how = ready;
    return contender;
  }

  /** Runs an experiment to its end. */
  static async run(program: Program): Promise<Figures | undefined> {
    const contender = new Contender(program);
    try {
      return (await contender.#answer(EXPERIMENT_PATIENCE_MS)).figures ?? undefined;
    } finally {
      await contender.close();
    }
  }

  get how(): NonNullable<Answer['ready']> {
    return this.#how;
  }

  /** Undefined when it cannot do it. @throws when an answer was wrong. */
  async ask(question: Question): Promise<Figures | undefined> {
    this.#child.stdin?.write(`${JSON.stringify(question)}\n`);
    return (await this.#answer()).figures ?? undefined;
  }

  async close(): Promise<void> {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.stdin?.end();
    const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await once(child, 'exit');
    clearTimeout(late);
  }

  async #answer(patienceMs = PATIENCE_MS): Promise<Answer> {
    const late = setTimeout(() => this.#child.kill('SIGKILL'), patienceMs);
    const { value, done } = await this.#answers.next();
    clearTimeout(late);
    if (done === true) throw new Error(`${this.program.title} ended without an answer, or took too long`);
    const answer = JSON.parse(value) as Answer;
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }
}

function start({ subject, options = {} }: Program): ChildProcess {
  const node = ['--expose-gc', join(import.meta.dirname, 'driver.js'), subject, JSON.stringify(options)];
  const stderr = subject === RAY ? 'ignore' : 'inherit'; // Ray tells at length of every process that is killed
  const [program, args] = subject === RAY ? [rayPython(), [here('peers', subject)]] : [process.execPath, node];
  return spawn(program, args, { stdio: ['pipe', 2, stderr, 'pipe'], env: { ...process.env, PYTHONPATH: here() } });
}
