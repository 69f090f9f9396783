/**
 * What the observer's stream says, as JSON: first a snapshot of everything alive, then what changes, in order. The page,
 * `vivarium top` and `runtime.observe()` read the same.
 */
import type { Ms } from '../../model/clock.ts';
import type { Chart } from '../chart/types.ts';
import type {
  ActorDetail,
  ActorRow,
  CallRow,
  CrashRow,
  DecisionRow,
  DepartedRow,
  FaultRow,
  JournalRow,
  MessageRow,
  PoolRow,
  WorkerRow,
} from './rows.ts';

export type * from './commands.ts';
export type * from './rows.ts';

/** Everything alive, and what is remembered. Deltas with a higher `seq` follow. */
export interface ObserverSnapshot {
  readonly type: 'snapshot';
  /** 1; another number is another language. */
  readonly wire: 1;
  readonly seq: number;
  /** Which observation this is, by chance: numbers of another one mean nothing here. */
  readonly instance: string;
  /** Of vivarium. */
  readonly version: string;
  /** Of the host's process. */
  readonly pid: number;
  /** The monotonic clock, to measure with; all times but `wall` are on it. */
  readonly at: Ms;
  /** Milliseconds since 1970 at the same moment, to read. */
  readonly wall: Ms;
  /** In the order of the tree: each supervisor before its children, children in start order. */
  readonly actors: readonly ActorRow[];
  /** The last hundred, oldest first. */
  readonly departed: readonly DepartedRow[];
  readonly pools: readonly PoolRow[];
  readonly workers: readonly WorkerRow[];
  readonly sessions: SessionCounts;
  /** Those that are open and followed, and the last that have ended. */
  readonly calls: readonly CallRow[];
  readonly crashes: readonly CrashRow[];
  readonly journal: readonly JournalRow[];
  readonly decisions: readonly DecisionRow[];
  readonly faults: readonly FaultRow[];
  /** Machines by name; an actor's is {@link ActorRow.machine}. */
  readonly machines: Readonly<Record<string, Chart>>;
  readonly counts: ObserverCounts;
}

export interface SessionCounts {
  /** In use, or used lately. */
  readonly active: number;
  /** Their records are in the store alone. */
  readonly parked: number;
}

export interface ObserverCounts {
  /** Messages that found nobody, since the runtime was made. */
  readonly deadLetters: number;
  /** Events for which a machine had no transition, while it was looked at. */
  readonly unhandled: number;
  /** Deltas that the ring had to forget, so that nobody can be told of them any more. */
  readonly dropped: number;
}

interface DeltaBase {
  /** Rises by one with each delta of an instance. */
  readonly seq: number;
  readonly at: Ms;
  /** The message (its `seq`) in whose handling it happened. */
  readonly cause?: number;
}

/**
 * - `actors`: rows that are new or have changed, whole, and keys of those that have gone; a new row comes after its siblings.
 * - `lifecycle`: something happened to a life; `departed` is there for an end.
 * - `transition`: a machine took an event; `from` equals `to` when it stayed.
 * - `message`: one actor sent another one something. `unhandled` and `dead_letter` name it by `message`.
 * - `calls`: calls that have changed; `skipped` others had no place.
 * - `workers`, `pools`: rows that have changed, whole; about once a second. Rows are never removed.
 * - `faults`: all that are in force now.
 * - `output`: a line that a worker's process printed.
 */
export type ObserverDelta = DeltaBase &
  (
    | { readonly type: 'actors'; readonly rows: readonly ActorRow[]; readonly gone: readonly string[] }
    | LifecycleDelta
    | TransitionDelta
    | ({ readonly type: 'message' } & Omit<MessageRow, 'seq' | 'at' | 'cause'>)
    | { readonly type: 'unhandled'; readonly actor: string; readonly event: string; readonly message?: number }
    | { readonly type: 'dead_letter'; readonly to: string; readonly event: string; readonly message?: number }
    | { readonly type: 'calls'; readonly rows: readonly CallRow[]; readonly skipped: number }
    | { readonly type: 'workers'; readonly rows: readonly WorkerRow[] }
    | { readonly type: 'pools'; readonly rows: readonly PoolRow[]; readonly sessions: SessionCounts }
    | { readonly type: 'crash'; readonly crash: CrashRow }
    | { readonly type: 'journal'; readonly entry: JournalRow }
    | { readonly type: 'decision'; readonly decision: DecisionRow }
    | { readonly type: 'faults'; readonly rows: readonly FaultRow[] }
    | { readonly type: 'machine'; readonly name: string; readonly chart: Chart }
    | { readonly type: 'output'; readonly worker: string; readonly stream: 'stdout' | 'stderr'; readonly line: string }
  );

export interface LifecycleDelta extends DeltaBase {
  readonly type: 'lifecycle';
  readonly what: 'started' | 'ignored' | 'start_failed' | 'exit' | 'stopped' | 'restarting' | 'escalated';
  readonly path: string;
  readonly id: string;
  readonly incarnation: number;
  readonly wall: Ms;
  readonly reason?: string;
  /** The supervisor's decision as a sentence. */
  readonly says?: string;
  readonly departed?: DepartedRow;
}

export interface TransitionDelta extends DeltaBase {
  readonly type: 'transition';
  /** Path of the actor. */
  readonly actor: string;
  readonly incarnation: number;
  readonly machine: string;
  readonly event: string;
  readonly from: string;
  readonly to: string;
}

/** A slow reader's gap: so many deltas before the next were not kept for it. Its picture may be old: ask for a snapshot. */
export interface ObserverGap {
  readonly type: 'gap';
  readonly dropped: number;
}

/** What `runtime.observe()` yields. */
export type ObserverMessage = ObserverSnapshot | ObserverDelta | ObserverGap;

/**
 * The stream over HTTP, `GET api/events`: server-sent events whose `event:` is one of these and whose `data:` is the JSON of
 * it. `hello` is first; then a `snapshot`, or, after a `Last-Event-ID` that is still known, only the deltas since;
 * `deltas` come at most ten times a second, with `id: instance:seq` of the last one. A comment every 15 s keeps it open.
 */
export interface ServerEvents {
  readonly hello: ServerHello;
  readonly snapshot: ObserverSnapshot;
  readonly deltas: readonly ObserverDelta[];
  readonly gap: ObserverGap;
}

export interface ServerHello {
  readonly wire: 1;
  readonly instance: string;
  readonly version: string;
  /** What this reader's token allows: names of commands; empty when it may only look. */
  readonly may: readonly string[];
}

/**
 * A line of an export, as `GET api/export` and `vivarium observe --export` write it: a snapshot first, then the details of
 * its actors, then the deltas that are remembered (they may be older than the snapshot: `seq` tells).
 */
export type ExportLine = ObserverSnapshot | ExportedDetail | ObserverDelta;

export interface ExportedDetail {
  readonly type: 'detail';
  readonly key: string;
  readonly detail: ActorDetail;
}
