/** One OS process, owned: started, listened to, signalled as a group, and told of exactly once when it has ended. */
import type { Socket } from 'node:net';
import type { Clock, Ms } from '../model/clock.ts';
import type { VivariumError } from '../model/errors.ts';
import { explainExit } from './explain-exit.ts';
import type { Guardian } from './guardian.ts';
import { signalGroup } from './kill.ts';
import { readOutput } from './output.ts';
import { type ProcState, readProc } from './proc.ts';
import { type Command, type Spawned, spawnGroup } from './spawn.ts';

export interface PortOptions extends Command {
  readonly clock: Clock;
  readonly guardian: Guardian;
  readonly onSpawn: (pid: number) => void;
  readonly onLine: (stream: 'stdout' | 'stderr', line: string) => void;
  /** The process has ended; how, in words. `onExit` follows with its last output. */
  readonly onEnded: (explanation: string) => void;
  /** The whole of its end. Exactly one of `onExit` and `onError` is called, once, and nothing after it. */
  readonly onExit: (exit: PortExit) => void;
  /** The process never started (`VIV_START_FAILED`). */
  readonly onError: (error: VivariumError) => void;
}

export interface LaunchOptions extends Omit<PortOptions, 'guardian'> {
  /** Forks the process, if it can at that moment; else it is spawned. */
  readonly zygote?: Forker;
}

/** What starts the processes of a runtime's workers. Callbacks as in {@link openPort}. */
export type Launcher = (options: LaunchOptions) => Port;

export interface Forker {
  /** Undefined when nothing can be forked now. Callbacks as in {@link openPort}. */
  fork(options: PortOptions): Port | undefined;
}

export interface PortExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** How it ended, in words. */
  readonly explanation: string;
  /** The last 8 KB of stderr. */
  readonly stderrTail: string;
  readonly uptimeMs: Ms;
}

export interface Port {
  /** Undefined when it could not start. */
  readonly pid: number | undefined;
  /** To the process and whatever it started; nothing happens once it has ended. */
  signal(signal: NodeJS.Signals): void;
  /** SIGKILL to the whole group, before this returns. `onExit` still follows. */
  dispose(): void;
  proc(): Promise<ProcState | null>;
  /** The pipe by which host and process talk, when it was asked for. */
  readonly control?: Socket | undefined;
}

/** How long the exit waits for the last output; a grandchild that left the group could hold the pipes open for ever. */
const LAST_OUTPUT_MS: Ms = 50;

/** Starts the process. No callback runs before this returns; callbacks must not throw. */
export function openPort(options: PortOptions): Port {
  const spawned = spawnGroup(options, options.onError);
  return spawned === undefined ? NOBODY : own(spawned, options);
}

const NOBODY: Port = { pid: undefined, signal() {}, dispose() {}, proc: () => Promise.resolve(null) };

/** Takes on a process: from here on somebody owns it, and nobody else signals it. */
export function own(spawned: Spawned, options: PortOptions): Port {
  const { pid, stdout, stderr, life, control } = spawned;
  const { clock, guardian } = options;
  const startedAt = clock.now();
  let running = true;
  let sent: NodeJS.Signals | undefined;
  const signal = (name: NodeJS.Signals): void => {
    if (!running) return;
    sent = name;
    signalGroup(pid, name);
  };

  try {
    guardian.watch(pid);
  } catch (error) {
    signalGroup(pid, 'SIGKILL'); // nobody would own it
    throw error;
  }
  const output = readOutput(stdout, stderr, options.onLine);
  spawned.onSpawn(() => options.onSpawn(pid));
  spawned.onEnd((code, exitSignal) => {
    const uptimeMs = clock.now() - startedAt;
    running = false;
    signalGroup(pid, 'SIGKILL'); // what its tools started does not outlive it
    guardian.release(pid);
    life.destroy();
    const explanation = explainExit({ code, signal: exitSignal, sent });
    options.onEnded(explanation);
    output.finish(clock, LAST_OUTPUT_MS, () => {
      control?.destroy();
      options.onExit({ code, signal: exitSignal, explanation, stderrTail: output.stderrTail(), uptimeMs });
    });
  });

  return {
    pid,
    control,
    signal,
    dispose: () => signal('SIGKILL'),
    proc: () => (running ? readProc(pid) : Promise.resolve(null)),
  };
}
