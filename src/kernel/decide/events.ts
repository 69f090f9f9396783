/** What a supervisor hears and what it orders: the two unions between `decide` and its shell. */
import type { Ms } from '../../model/clock.ts';
import type { ExitReason } from '../../model/exit.ts';
import type { Shutdown } from '../../model/policy.ts';
import type { Decision } from './decision.ts';
import type { ChildFlags, Key } from './state.ts';

/** When something happens, and the chance that is to be used for jitter ([0, 1)). */
export interface Instant {
  readonly now: Ms;
  readonly chance: number;
}

export type Request =
  | { readonly type: 'start_child'; readonly spec: ChildFlags }
  /** `life`: only if this is the latest that came up. */
  | { readonly type: 'terminate_child'; readonly key: Key; readonly life?: number }
  | { readonly type: 'restart_child' | 'delete_child'; readonly key: string; readonly life?: undefined };

interface OfLife {
  readonly key: Key;
  readonly life: number;
}

export type Event =
  | { readonly type: 'boot' }
  | ({ readonly type: 'started'; readonly info?: unknown } & OfLife)
  | ({ readonly type: 'ignored' } & OfLife)
  | ({ readonly type: 'failed'; readonly reason: ExitReason } & OfLife)
  | ({ readonly type: 'exit'; readonly reason: ExitReason } & OfLife)
  /** A restart failed and is to be tried again: the message a supervisor sends itself. */
  | { readonly type: 'retry'; readonly key: Key }
  /** A backoff is over. */
  | ({ readonly type: 'due' } & OfLife)
  | { readonly type: 'shutdown'; readonly reason: ExitReason }
  | { readonly type: 'request'; readonly to: number; readonly request: Request };

/** What a request is answered with; the shell puts the ref in the place of the key. */
export type Answer =
  | { readonly done: true }
  | { readonly started: Key | null; readonly info?: unknown }
  | { readonly error: ExitReason; readonly running?: Key };

export type Command =
  | {
      readonly do: 'start';
      readonly key: Key;
      readonly life: number;
      readonly incarnation: number;
      readonly spec: ChildFlags;
    }
  | { readonly do: 'stop'; readonly key: Key; readonly life: number; readonly shutdown: Shutdown }
  | { readonly do: 'retry'; readonly key: Key }
  | { readonly do: 'wait'; readonly key: Key; readonly life: number; readonly delayMs: Ms }
  | { readonly do: 'forget_wait'; readonly key: Key }
  | { readonly do: 'reply'; readonly to: number; readonly answer: Answer }
  | { readonly do: 'ready' }
  /** To be told and remembered; nothing follows from it. */
  | { readonly do: 'report'; readonly decision: Decision }
  | { readonly do: 'exit'; readonly reason: ExitReason };
