/** What the observer tells of, as plain JSON: actors, workers, pools, calls, crashes. Secrets are taken out before. */
import type { Ms } from '../../model/clock.ts';
import type { ThreadStack } from '../../port/stacks.ts';

/** A child in the supervision tree. */
export interface ActorRow {
  /** Tells it from all others, and stays through its restarts: its path; `path~2` where a dynamic supervisor has ids twice. */
  readonly key: string;
  /** Key of its supervisor; absent at the top. */
  readonly parent?: string;
  /** `worker:ml/3` */
  readonly id: string;
  readonly path: string;
  readonly incarnation: number;
  readonly type: 'worker' | 'supervisor';
  /** What its supervisor knows: `backoff` waits for `backoffDueAt`. */
  readonly state: 'stopped' | 'starting' | 'running' | 'stopping' | 'restarting' | 'backoff';
  /** Of a machine: the paths of the states it is in, the innermost, joined by a blank: `terminating.asked`. */
  readonly value?: string;
  /** Which of {@link ObserverSnapshot.machines} it runs. */
  readonly machine?: string;
  readonly restart: 'permanent' | 'transient' | 'temporary';
  readonly restarts: number;
  /** On the clock of `at`. */
  readonly backoffDueAt?: Ms;
  /** Why its last life ended: `killed`, `crash: …`. */
  readonly lastExit?: string;
  readonly supervisor?: SupervisorFacts;
}

export interface SupervisorFacts {
  readonly strategy: 'one_for_one' | 'one_for_all' | 'rest_for_one' | 'simple_one_for_one';
  /** Restarts allowed within the period. */
  readonly intensity: number;
  readonly periodMs: Ms;
  /** When those were that count now or lately, oldest first, on the clock of `at`: each counts until `periodMs` later. */
  readonly restartsAt: readonly Ms[];
  /** Children that are left out of the tree, for there are too many. */
  readonly hidden: number;
}

/** An actor that has ended for good, or one life of one that was restarted. */
export interface DepartedRow {
  readonly path: string;
  readonly id: string;
  readonly incarnation: number;
  readonly reason: string;
  /** It had been told to end. */
  readonly ordered: boolean;
  readonly at: Ms;
  readonly wall: Ms;
}

/** A worker's place in its pool, whether anybody lives there now or not. What cannot be known now is absent. */
export interface WorkerRow {
  /** `worker:ml/3` */
  readonly id: string;
  readonly pool: string;
  /** Its actor's {@link ActorRow.key}. */
  readonly actor: string;
  readonly incarnation: number;
  /** The machine's state, `ready`, or the supervisor's, `backoff`. */
  readonly state: string;
  readonly restarts: number;
  readonly backoffDueAt?: Ms;
  /** It takes calls. */
  readonly accepting: boolean;
  /** It is ready, and takes no calls until it takes the place of one that has ended. */
  readonly spare?: boolean;
  /** True while it is silent and nothing explains that: what it runs may have stopped for good. Else absent. */
  readonly suspected?: boolean;
  /** The machine it runs on, as its launcher says: `local`. */
  readonly node: string;
  /** What its lane runs on, `grpc` or `socket`; absent while none is open. */
  readonly lane?: string;
  readonly pid?: number;
  /** The interpreter's version, `3.11.7`. */
  readonly python?: string;
  readonly uptimeMs?: Ms;
  readonly rssBytes?: number;
  /** Of one core, in percent, since it was measured last. */
  readonly cpuPercent?: number;
  readonly threads?: number;
  /** Open file descriptors. */
  readonly fds?: number;
  /** Linux's letter: R running, S sleeping, T stopped, … */
  readonly process?: string;
  /** Calls it has and has not answered. */
  readonly inFlight: number;
  /** Calls answered in this life. */
  readonly answered: number;
  /** Sessions that are bound to it. */
  readonly sessions: number;
  /** From being sent to the end, of its last hundred calls. */
  readonly p50Ms?: Ms;
  readonly p95Ms?: Ms;
}

export interface PoolRow {
  readonly name: string;
  readonly status: 'idle' | 'starting' | 'ready' | 'failed' | 'stopping' | 'stopped';
  readonly size: number;
  /** Calls that wait for a worker, and how many may. */
  readonly waiting: number;
  readonly queue: number;
  readonly inFlight: number;
  readonly concurrency: number;
  /** The account: `opened` = `settled` + what is open, else calls are lost. */
  readonly opened: number;
  readonly settled: number;
  readonly open: number;
  /** Of those that were settled or refused, by how: `ok`, an error's code, `other`. */
  readonly calls: Readonly<Record<string, number>>;
  readonly streams: Readonly<Record<string, number>>;
  readonly retries: number;
  readonly crashes: number;
  readonly chunks: number;
}

/** A call on its way: queued, sent, first chunk, ended. Times are on the clock of `at`. */
export interface CallRow {
  /** Unique while this instance lives. */
  readonly key: number;
  readonly pool: string;
  readonly tool: string;
  readonly session?: string;
  readonly streaming: boolean;
  /** `worker:ml/3`, the last it was sent to. */
  readonly worker?: string;
  readonly incarnation?: number;
  readonly queuedAt: Ms;
  readonly sentAt?: Ms;
  /** Streams: when the first chunk came, and how many there were. */
  readonly firstChunkAt?: Ms;
  readonly chunks?: number;
  readonly endedAt?: Ms;
  /** `ok`, or the code of its error, `VIV_WORKER_CRASHED`; absent while it is open. */
  readonly outcome?: string;
  /** Of the W3C trace that it is part of. */
  readonly traceId?: string;
}

export interface CrashRow {
  readonly pool: string;
  readonly worker: string;
  readonly incarnation: number;
  readonly pid?: number;
  readonly wall: Ms;
  /** `exited`, `lane_lost`, `hung`, `killed`, `start_timeout`, `spawn_failed`, `load_failed`, `port_failed` */
  readonly why: string;
  /** On one line what happened. */
  readonly cause: string;
  readonly message: string;
  readonly code: number | null;
  readonly signal: string | null;
  readonly explanation: string;
  readonly uptimeMs: Ms;
  readonly stderrTail: string;
  /** Python's, when its adapter could not be loaded. */
  readonly traceback?: string;
  /** What its threads were doing. */
  readonly stacks: readonly ThreadStack[];
  readonly inFlight: readonly {
    readonly call: number;
    readonly tool: string;
    readonly became: 'failed' | 'abandoned';
  }[];
  /** What its supervisor did, as a sentence. */
  readonly decision?: string;
  readonly transitions: readonly { readonly wall: Ms; readonly event: string; readonly state: string }[];
  readonly usage: readonly { readonly wall: Ms; readonly rss: number; readonly cpuMs: Ms }[];
  readonly before: readonly JournalRow[];
}

/** A line of the flight recorder. */
export interface JournalRow {
  readonly wall: Ms;
  /** `exit`, `restarting`, `ready`, `fault`, `action`, … */
  readonly type: string;
  /** `worker:ml/3#2`, `pool:ml` */
  readonly who: string;
  readonly says: string;
}

/** What a supervisor decided and why. */
export interface DecisionRow {
  readonly at: Ms;
  readonly wall: Ms;
  /** Path of the supervisor, and of the child it is about. */
  readonly supervisor: string;
  readonly path: string;
  /** `restart`, `give_up`, `no_restart`, `auto_shutdown`, `start_failed`, `terminate`, `stop` */
  readonly outcome: string;
  readonly sentence: string;
}

/** A fault in force: made on purpose, and not over yet. */
export interface FaultRow {
  /** For the command `undo`. */
  readonly id: number;
  readonly kind: string;
  /** `worker:ml/3`, `pool:ml`, `*` */
  readonly target: string;
  readonly hits: number;
  readonly since: Ms;
  /** Its other fields: `{"count": 10, "ms": 500}`. */
  readonly details: Readonly<Record<string, string | number>>;
}

/** One actor with all that is known of it; asked for by key. */
export interface ActorDetail {
  readonly actor: ActorRow;
  readonly at: Ms;
  /** The kernel's number of this process, unique in its system. */
  readonly process?: number;
  /** A machine's context, or what another logic has in its place; without secrets. */
  readonly context?: unknown;
  /** Actors that its machine has spawned or invoked. */
  readonly children: readonly { readonly id: string; readonly state: string }[];
  readonly timers: readonly { readonly what: string; readonly dueAt: Ms }[];
  /** Paths of the actors it is linked to. */
  readonly links: readonly string[];
  /** Paths of the actors that monitor it (`outside` for code that is no actor), and of those it monitors. */
  readonly monitoredBy: readonly string[];
  readonly monitors: readonly string[];
  /** Of the messages that are remembered, its last fifty, in and out. */
  readonly messages: readonly MessageRow[];
  /** Events that its machine had no transition for. */
  readonly unhandled: number;
  /** Messages to it that found nobody. */
  readonly deadLetters: number;
  /** Decisions about it, the newest last. */
  readonly decisions: readonly DecisionRow[];
}

/** A message between two actors. */
export interface MessageRow {
  readonly seq: number;
  readonly at: Ms;
  /** Paths, or names of what is no child of a supervisor (`worker:ml/3>port`); `outside` for a sender that is no actor. */
  readonly from: string;
  readonly to: string;
  readonly event: string;
  /** The event's fields without its type, without secrets, cut to a kilobyte. */
  readonly data?: unknown;
  /** The message in whose handling it was sent. */
  readonly cause?: number;
}
