/** The host's side of the guardian: a small process that kills the watched process groups when the host is gone. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Clock, Ms } from '../model/clock.ts';
import type { Log } from '../model/log.ts';
import { workerEnvironment } from './environment.ts';

export interface GuardianOptions {
  readonly python: string;
  /** Path of `guardian.py`. */
  readonly script: string;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Guardian {
  /** Undefined while none runs. */
  readonly pid: number | undefined;
  /** The group dies with the host from now on. */
  watch(pgid: number): void;
  /** The group has ended: its number may come to belong to somebody else. */
  release(pgid: number): void;
  /** A socket in a folder of its own: both are removed when the host is gone without having done so. */
  tidy(socket: string): void;
  /** Ends the guardian; groups that are still watched are killed. Resolves when it has ended, after 1 s at most. */
  close(): Promise<void>;
}

const CLOSE_MS: Ms = 1_000;

/**
 * Starts the guardian. It never keeps the host's process alive. Should it die, the host goes on: the next `watch`
 * starts another, which is told of every group. One that cannot start is logged; the life pipe still holds.
 */
export function startGuardian({ python, script, clock, log }: GuardianOptions): Guardian {
  const groups = new Set<number>();
  const sockets = new Set<string>();
  let running: ChildProcess | undefined;
  let closed = false;

  const say = (line: string): void => {
    running?.stdin?.write(line);
  };
  const lost = (child: ChildProcess, why: string): void => {
    if (running !== child) return;
    running = undefined;
    log.warn({ guardian: child.pid, why }, 'the guardian is gone; the next worker starts another');
  };
  const start = (): void => {
    let child: ChildProcess;
    try {
      child = launch(python, script);
    } catch (error) {
      log.warn({ err: error }, 'the guardian cannot be started; the next worker tries again');
      return;
    }
    running = child;
    child.on('error', (error) => lost(child, error.message));
    child.on('exit', (code, signal) => lost(child, `it ended with ${signal ?? `code ${code}`}`));
    child.stdin?.on('error', () => lost(child, 'its pipe broke'));
    for (const pgid of groups) say(`+${pgid}\n`);
    for (const socket of sockets) say(`=${socket}\n`);
  };

  start();
  return {
    get pid() {
      return running?.pid;
    },
    watch(pgid) {
      groups.add(pgid);
      if (running !== undefined) say(`+${pgid}\n`);
      else if (!closed) start();
    },
    release(pgid) {
      groups.delete(pgid);
      say(`-${pgid}\n`);
    },
    tidy(socket) {
      sockets.add(socket);
      say(`=${socket}\n`);
    },
    close() {
      const child = running;
      closed = true;
      running = undefined;
      return child === undefined ? Promise.resolve() : ended(child, clock);
    },
  };
}

/** `-I -S`: nothing of the user's own; a session of its own, so that Ctrl-C in the terminal does not reach it. */
function launch(python: string, script: string): ChildProcess {
  const child = spawn(python, ['-I', '-S', script], {
    env: workerEnvironment(process.env),
    detached: true,
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  (child.stdin as Socket | null)?.unref();
  return child;
}

function ended(child: ChildProcess, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clock.clearTimeout(timer);
      resolve();
    };
    const timer = clock.setTimeout(() => {
      child.kill('SIGKILL');
      done();
    }, CLOSE_MS);
    child.once('exit', done);
    child.once('error', done);
    child.stdin?.end();
  });
}
