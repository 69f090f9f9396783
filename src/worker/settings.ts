/** What every worker of a pool is started with, checked and in milliseconds; `src/pool/options.ts` makes it. */
import type { LaneKind } from '../bridge/types.ts';
import type { Ms } from '../model/clock.ts';

export interface WorkerSettings {
  readonly pool: string;
  /** `package.module.Class`, `package.module`, `./file.py` or `./file.py:Class`. */
  readonly adapter: string;
  /** The names that are its tools; undefined: what it says itself. */
  readonly expose: readonly string[] | undefined;
  /** Folders put first on the worker's `sys.path`. */
  readonly paths: readonly string[];
  /** The adapter's `self.config`. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Names of the host's environment variables that pass to the worker. */
  readonly inherit: readonly string[];
  /** What it dials. */
  readonly lane: LaneKind;
  /** How long host and worker stay awake for each other; 0: not at all. */
  readonly spinMs: Ms;
  readonly concurrency: number;
  readonly window: number;
  /** Bytes of data a worker may allocate; 0 for no limit. */
  readonly memory: number;
  readonly startMs: Ms;
  readonly heartbeat: { readonly busyMs: Ms; readonly idleMs: Ms; readonly misses: number };
  /** Time for calls in flight to end, when the worker is told to stop. */
  readonly graceMs: () => Ms;
  /** The same, when another has taken the worker's place. */
  readonly retireMs: () => Ms;
}

/** From the end of the lane to SIGKILL: a process that dies loses its lane some milliseconds before its exit is told. */
export const LOST_MS: Ms = 100;

/** From SIGQUIT to SIGKILL: Python needs a few milliseconds to write its stacks, if it can. */
export const DUMP_MS: Ms = 100;

/** From the SHUTDOWN frame to SIGTERM, from SIGTERM to SIGKILL, from there to giving up, and for the last words. */
export const TERMINATE_MS: Ms = 2_000;
export const KILL_MS: Ms = 1_000;
export const REAP_MS: Ms = 5_000;
export const REPORT_MS: Ms = 500;
