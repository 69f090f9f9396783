/** The words of the worker machine: what it asks of its port, what it is told, and what it remembers. */
import type { ExitReason } from '../src/model/exit.ts';

/** What the machine asks of its port. */
export type PortCommand =
  | { type: 'ARM'; deadline: 'start' | 'lost' | 'drain' | 'retire' | 'terminate' | 'dump' | 'kill' | 'reap' | 'report' }
  | { type: 'DISARM' }
  /** Calls may (or may no longer) be sent to this worker. */
  | { type: 'ACCEPT' }
  | { type: 'REFUSE' }
  /** Answer DRAINED as soon as no call is in flight. */
  | { type: 'DRAIN' }
  /** Settle every call in flight: nothing this incarnation says counts any more. */
  | { type: 'FENCE'; message: string }
  /** Send the SHUTDOWN frame. */
  | { type: 'ASK_TO_END' }
  /** SIGQUIT: Python writes its stacks to stderr and goes on. */
  | { type: 'SIGNAL'; signal: 'SIGTERM' | 'SIGQUIT' | 'SIGKILL' };

/** Why a worker ended although nobody had ordered it to. */
export interface WorkerCause {
  readonly why:
    | 'exited'
    | 'lane_lost'
    | 'hung'
    | 'killed'
    | 'start_timeout'
    | 'spawn_failed'
    | 'load_failed'
    | 'port_failed';
  readonly message?: string;
  readonly detail?: unknown;
}

/** How the process ended, as the operating system told it. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly explanation: string;
  readonly stderrTail: string;
  readonly uptimeMs: number;
}

export type WorkerEvent =
  // orders
  | { type: 'SHUTDOWN'; reason: ExitReason }
  /** Another has taken its place: it takes no more calls, and ends when those in flight have. */
  | { type: 'RETIRE'; reason: ExitReason }
  | { type: 'KILL'; message: string }
  // facts from the port
  /** Its turn to start has come. */
  | { type: 'SPAWNING' }
  | { type: 'SPAWNED'; pid: number }
  | { type: 'SPAWN_FAILED'; message: string; detail?: unknown }
  | { type: 'ATTACHED' }
  | { type: 'READY' }
  | { type: 'LOAD_FAILED'; message: string; detail?: unknown }
  | { type: 'LANE_LOST'; message: string }
  | { type: 'HUNG'; message: string }
  | { type: 'DRAINED' }
  | { type: 'DEADLINE_PASSED' }
  | { type: 'ENDED'; explanation: string }
  | { type: 'REPORTED'; exit: ProcessExit };

export interface WorkerContext {
  readonly worker: string;
  readonly incarnation: number;
  /** It is to take another's place, and is not ready yet: that it fails is no crash, for that one stays. */
  readonly trial: boolean;
  readonly pid: number | undefined;
  readonly ordered: ExitReason | undefined;
  readonly cause: WorkerCause | undefined;
  /** How the process ended, as soon as that is known; `exit` has the whole of it. */
  readonly explanation: string | undefined;
  readonly exit: ProcessExit | undefined;
}

export interface WorkerInput {
  readonly worker: string;
  readonly incarnation: number;
  readonly trial: boolean;
}

/** What a crash's exit reason carries in `error`. */
export interface WorkerCrash {
  readonly worker: string;
  readonly incarnation: number;
  readonly pid: number | undefined;
  readonly cause: WorkerCause;
  readonly exit: ProcessExit | undefined;
}
