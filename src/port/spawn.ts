/** Starts one process as the leader of its own session and process group, holding the other end of its life pipe. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { VivariumError } from '../model/errors.ts';
import { spawnError } from './spawn-error.ts';

/** The descriptor of the life pipe in the child: what `VIVARIUM_LIFE_FD` says. */
export const LIFE_FD = 3;

export interface Command {
  readonly python: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Default: the host's current folder. */
  readonly cwd?: string;
}

export interface Spawned {
  readonly child: ChildProcess;
  /** Also the number of its process group. */
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** The host's end of the life pipe. Nothing is ever written to it; the process dies when it closes. */
  readonly life: Socket;
}

/** Its `stdin` is empty. Undefined when it could not be started: `onError` is then called, once and after the return. */
export function spawnGroup(command: Command, onError: (error: VivariumError) => void): Spawned | undefined {
  let child: ChildProcess;
  try {
    child = spawn(command.python, [...command.args], {
      env: { ...command.env, VIVARIUM_LIFE_FD: String(LIFE_FD) },
      detached: true,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
    });
  } catch (error) {
    process.nextTick(() => onError(spawnError(error, command)));
    return undefined;
  }
  const { pid } = child;
  if (pid === undefined) {
    child.once('error', (error) => onError(spawnError(error, command)));
    return undefined;
  }
  const life = child.stdio[LIFE_FD] as Socket;
  life.on('error', () => life.destroy()); // a reset is one more way for the process to be gone; `exit` tells the rest
  return { child, pid, stdout: child.stdio[1] as Readable, stderr: child.stdio[2] as Readable, life };
}
