/** Starts one process as the leader of its own session and process group, holding the other end of its life pipe. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { VivariumError } from '../model/errors.ts';
import { spawnError } from './spawn-error.ts';

/** The descriptor of the life pipe in the child: what `VIVARIUM_LIFE_FD` says. */
export const LIFE_FD = 3;

/** The descriptor of the control pipe in a child that has one: what `VIVARIUM_CONTROL_FD` says. */
const CONTROL_FD = 4;

export interface Command {
  readonly python: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Default: the host's current folder. */
  readonly cwd?: string;
  /** Whether it gets a pipe by which its host and it talk. Default false. */
  readonly control?: boolean;
}

/** A process that has been started, by whom ever. */
export interface Spawned {
  /** Also the number of its process group. */
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** The host's end of the life pipe. Nothing is written to it any more; the process dies when it closes. */
  readonly life: Socket;
  readonly control?: Socket;
  /** Called once, not before this has returned. */
  onSpawn(run: () => void): void;
  /** Called once, when the process has ended. Both are null when nobody can tell how. */
  onEnd(run: (code: number | null, signal: NodeJS.Signals | null) => void): void;
}

/** Its `stdin` is empty. Undefined when it could not be started: `onError` is then called, once and after the return. */
export function spawnGroup(command: Command, onError: (error: VivariumError) => void): Spawned | undefined {
  const pipes = command.control === true ? (['pipe', 'pipe'] as const) : (['pipe'] as const);
  let child: ChildProcess;
  try {
    child = spawn(command.python, [...command.args], {
      env: {
        ...command.env,
        VIVARIUM_LIFE_FD: String(LIFE_FD),
        ...(command.control === true ? { VIVARIUM_CONTROL_FD: String(CONTROL_FD) } : {}),
      },
      detached: true,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe', ...pipes],
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
  const control = child.stdio[CONTROL_FD] as Socket | undefined;
  return {
    pid,
    stdout: child.stdio[1] as Readable,
    stderr: child.stdio[2] as Readable,
    life: harmless(child.stdio[LIFE_FD] as Socket),
    ...(control === undefined ? {} : { control: harmless(control) }),
    onSpawn: (run) => child.once('spawn', run),
    onEnd: (run) => child.once('exit', run),
  };
}

/** A reset is one more way for the process to be gone; its end tells the rest. */
function harmless(pipe: Socket): Socket {
  return pipe.on('error', () => pipe.destroy());
}
