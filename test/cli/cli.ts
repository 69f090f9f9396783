/** Runs the real command line, as a user does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { python } from '../support/python.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
export const adapters = fileURLToPath(new URL('../fixtures/adapters/', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** `env` goes over the tests' own; the current folder is that of the adapters, so that paths are short. */
export function start(args: readonly string[], env: Record<string, string> = {}, cwd = adapters): Running {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), main, ...args], {
    cwd,
    env: { ...process.env, VIVARIUM_PYTHON: python(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(
    ([stdout, stderr, [code]]) => ({ stdout, stderr, code: code as number | null }),
  );
  return { child, ended };
}

export function vivarium(...args: string[]): Promise<Ended> {
  return start(args).ended;
}

/** One line, without a stack trace: what each failure must be. */
export const isOneLine = (stderr: string): boolean => /^vivarium: [^\n]+\n$/.test(stderr);
