/** A session's words: what it is called and holds, and what may be asked of it. Types only. */
import type { Duration } from '../model/duration.ts';
import type { Args, CallOptions } from '../pool/types.ts';

/**
 * - `opening`: its record is being read from the store.
 * - `active`: in use, or used a short time ago.
 * - `parked`: at rest, with nothing in memory but its name; the next use opens it again.
 * - `closing`: refuses what is new; what is in flight may end.
 * - `closed`, `expired`: over, and its record deleted.
 */
export type SessionState = 'opening' | 'active' | 'parked' | 'closing' | 'closed' | 'expired';

/** What is known of a variable. Times are milliseconds since 1970. */
export interface VariableMetadata {
  /** What its writer calls it; default: the kind of the value (`string`, `integer`, `float`, `boolean`, `list`, `map`, `binary`, `tensor`, `null`). */
  readonly type: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Who made it: `node`, `python`, or what the writer said. */
  readonly createdBy: string;
  readonly tags: Readonly<Record<string, string>>;
  /** 1 when it is made, one more with each write. */
  readonly version: number;
}

export interface Variable {
  readonly name: string;
  readonly value: unknown;
  readonly metadata: VariableMetadata;
}

export interface VariableInfo extends VariableMetadata {
  readonly name: string;
  /** The size of its value as it is kept. */
  readonly bytes: number;
}

/** What a watcher hears. A slow one hears the newest of each variable, not every step between. */
export interface VariableChange {
  readonly name: string;
  /** Undefined when it was deleted. */
  readonly value: unknown;
  /** When deleted, the last. */
  readonly metadata: VariableMetadata;
  readonly deleted: boolean;
}

export interface SetOptions {
  readonly type?: string;
  /** Default: those it has. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Counts when the variable is made. Default `node`. */
  readonly createdBy?: string;
  /** Compare-and-set: write only at this version; 0 means that it must not exist. Else `VersionConflict`. */
  readonly ifVersion?: number;
  /** `false`: change it only; one that does not exist is `NoVariable`. Default true. */
  readonly create?: boolean;
}

export interface WatchOptions {
  /** Begin with the variables as they are. Default false. */
  readonly initial?: boolean;
  /** Ends the watch, without an error. */
  readonly signal?: AbortSignal;
}

/** One call of a batch: of a tool of a pool's workers, or (without `pool`) of a host tool. */
export interface BatchItem {
  readonly pool?: string;
  readonly tool: string;
  readonly args?: Args;
}

export interface BatchOptions extends Pick<CallOptions, 'timeout' | 'signal' | 'metadata'> {
  /** The most calls at once. Default 10. */
  readonly maxParallel?: number;
  /** After the first failure those not begun are `skipped`. Default false. */
  readonly stopOnError?: boolean;
}

/** How one call of a batch ended, in the place of its item. */
export type BatchResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: unknown; readonly skipped: boolean };

export interface CloseOptions {
  /** What calls in flight get to end by themselves; then they are cancelled. Default 10 s. */
  readonly grace?: Duration;
}

/** A call made in a session, which the call names by where it is made. */
export type SessionCallOptions = Omit<CallOptions, 'session'>;

/** What a host tool, or whoever else holds one, may ask of a session. */
export interface ToolSession {
  readonly id: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly state: SessionState;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Undefined when there is none of that name. */
  get<T = unknown>(name: string): Promise<T | undefined>;
  /** With what is known of it. */
  read(name: string): Promise<Variable | undefined>;
  /** Resolves when the store has it. */
  set(name: string, value: unknown, options?: SetOptions): Promise<VariableMetadata>;
  /** Resolves with whether it was there. */
  delete(name: string, options?: Pick<SetOptions, 'ifVersion'>): Promise<boolean>;
  list(): Promise<VariableInfo[]>;
  /** What changes from now on, until the session ends (`SessionExpired`) or the runtime (`Stopped`); of all variables when no names are given. */
  watch(names?: readonly string[], options?: WatchOptions): AsyncIterableIterator<VariableChange>;
  call<T = unknown>(pool: string, tool: string, args: Args, options?: SessionCallOptions): Promise<T>;
  stream<T = unknown>(pool: string, tool: string, args: Args, options?: SessionCallOptions): AsyncIterableIterator<T>;
  batch(items: readonly BatchItem[], options?: BatchOptions): Promise<BatchResult[]>;
  close(options?: CloseOptions): Promise<void>;
}
