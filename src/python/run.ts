/** Runs one program to its end: bounded output, and an abort or a signal to us ends its whole process group. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Environment } from './places.ts';

const KEPT = 16_384;
const WINDOWS = process.platform === 'win32';

export interface RunOptions {
  readonly env: Environment;
  readonly cwd?: string;
  readonly signal: AbortSignal;
  readonly onLine?: (line: string) => void;
}

export interface Ended {
  /** Null when it could not be started or a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  /** The end of both outputs in the order they came, at most 16 KB; or why it could not be started. */
  readonly tail: string;
}

/**
 * Resolves when the program has ended, however it ended.
 * @throws the signal's reason when it aborts; by then the program and what it started are dead.
 */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<Ended> {
  options.signal.throwIfAborted();
  const child = start(command, args, options);
  if (child instanceof Error) return { code: null, stdout: '', tail: child.message };
  const kill = () => killGroup(child);
  const release = passSignalsOn(kill);
  options.signal.addEventListener('abort', kill);
  try {
    const ended = await collect(child, options.onLine);
    options.signal.throwIfAborted();
    return ended;
  } finally {
    options.signal.removeEventListener('abort', kill);
    release();
  }
}

/** Node tells of some failures (no such file) by an event, of others (not a program, a path through a file) by throwing. */
function start(command: string, args: readonly string[], { env, cwd }: RunOptions): ChildProcess | Error {
  try {
    return spawn(command, args, {
      env,
      cwd,
      detached: !WINDOWS,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    return error as Error;
  }
}

function collect(child: ChildProcess, onLine: RunOptions['onLine']): Promise<Ended> {
  let stdout = '';
  let tail = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout = (stdout + text).slice(-KEPT);
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      tail = (tail + text).slice(-KEPT);
      const line = text.trimEnd().split('\n').at(-1)?.trim();
      if (line) onLine?.(line);
    });
  }
  return new Promise((done) => {
    child.once('error', (error) => done({ code: null, stdout, tail: error.message }));
    child.once('close', (code) => done({ code, stdout, tail }));
  });
}

/** SIGKILL without asking: what it was building is thrown away. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (WINDOWS) child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** The program is in a group of its own, so Ctrl-C reaches only us: end it first, then die as we would have. */
function passSignalsOn(kill: () => void): () => void {
  const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const onSignal = (signal: NodeJS.Signals) => {
    kill();
    release();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const release = () => {
    for (const signal of signals) process.removeListener(signal, onSignal);
    process.removeListener('exit', kill);
  };
  // First in line: a `once` listener of the service's would have left by the time we count.
  for (const signal of signals) process.prependListener(signal, onSignal);
  process.on('exit', kill);
  return release;
}
