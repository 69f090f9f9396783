/** One Python program in the foreground: it has our terminal, its exit code becomes ours, and it does not outlive us. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Clock, type Ms, realClock } from '../model/clock.ts';
import { VivariumError } from '../model/errors.ts';
import { pythonHome } from '../python/index.ts';
import { Interrupted } from './interrupt.ts';
import { Told } from './report.ts';

export interface Program {
  readonly python: string;
  /** A script, `-m module` or `-c code`, and what follows. */
  readonly args: readonly string[];
  /** Added to our own environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly clock?: Clock;
}

/** The descriptor of the pipe whose end ends it. */
const LIFE_FD = 3;
/** From an interrupt to SIGKILL. */
const PATIENCE: Ms = 5_000;

/** Resolves when it has ended well. @throws Told with its exit code, or 128 and the number of the signal that ended it. */
export async function runProgram({ python, args, env, signal, clock = realClock }: Program): Promise<void> {
  signal.throwIfAborted();
  const child = spawn(python, [join(pythonHome(), 'vivarium_worker', 'process', 'program.py'), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    env: { ...process.env, ...env, PYTHONPATH: pythonPath(), VIVARIUM_LIFE_FD: String(LIFE_FD) },
  });
  let impatience: unknown;
  const interrupt = (): void => {
    impatience = clock.setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    const { reason } = signal;
    const name = reason instanceof Interrupted ? reason.signal : 'SIGTERM';
    // Ctrl-C is told to all that the terminal has in the foreground; twice would disturb what it does about it.
    if (name !== 'SIGINT' || process.stdin.isTTY !== true) child.kill(name);
  };
  signal.addEventListener('abort', interrupt);
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', (cause) => reject(notStarted(python, cause)));
      child.once('exit', (status, by) => resolve(status ?? 128 + (by === null ? 0 : constants.signals[by])));
    });
    if (code !== 0) throw new Told(code);
  } finally {
    signal.removeEventListener('abort', interrupt);
    clock.clearTimeout(impatience);
  }
}

/** Our package before the user's own. */
function pythonPath(): string {
  const { PYTHONPATH: own } = process.env;
  return own ? `${pythonHome()}${delimiter}${own}` : pythonHome();
}

function notStarted(python: string, cause: Error): VivariumError {
  return new VivariumError('VIV_START_FAILED', `${python} could not be started: ${cause.message}`, {}, { cause });
}
