/**
 * What a supervisor decided, and from what: one plain record, written where the decision is made.
 * There is no text in it; `explain` finds the words when somebody asks.
 */
import type { Ms } from '../../model/clock.ts';
import type { ExitReason } from '../../model/exit.ts';
import type { AutoShutdown, Restart, Strategy } from '../../model/policy.ts';
import { type ChildState, type Entry, isAlive, type Key, type State } from './state.ts';

/** Some children by id, in the order in which it is their turn; of many the first hundred, and how many more there may be. */
export interface Named {
  readonly ids: readonly string[];
  readonly more: number;
}

interface OfChild {
  /** `clock.now()` when it was decided. */
  readonly at: Ms;
  readonly id: string;
  /** The life that ended, or did not begin. */
  readonly incarnation: number;
  readonly reason: ExitReason;
  readonly restart: Restart;
}

interface Counted extends OfChild {
  readonly strategy: Strategy;
  /** This is the n-th restart within the period. */
  readonly attempt: number;
  readonly intensity: number;
  readonly periodMs: Ms;
}

export interface RestartDecision extends Counted {
  readonly outcome: 'restart';
  /** Its backoff; 0 for none. */
  readonly delayMs: Ms;
  /** Siblings that are stopped for it, last one first. */
  readonly stops: Named;
  /** Siblings that are started with it, first one first. */
  readonly starts: Named;
}

interface GiveUp extends Counted {
  readonly outcome: 'give_up';
}

/** What makes a supervisor end. */
export type EndCause =
  | GiveUp
  /** A significant child has ended for good. */
  | (OfChild & { readonly outcome: 'auto_shutdown'; readonly autoShutdown: AutoShutdown })
  /** A child did not come up while its supervisor was starting, so that does not come up either. */
  | (OfChild & { readonly outcome: 'start_failed'; readonly during: 'boot' })
  /** Told to, by whoever supervises it. */
  | { readonly outcome: 'stop'; readonly at: Ms; readonly reason: ExitReason };

interface Stops {
  /** Who is told to stop, last one first. */
  readonly stops: Named;
}

export type GiveUpDecision = GiveUp & Stops;

export type Decision =
  | RestartDecision
  | (EndCause & Stops)
  /** The child's restart type says so; a temporary child that ended normally is not worth a word. */
  | (OfChild & { readonly outcome: 'no_restart' })
  /** A restart is tried again; a request is told, and that is all. */
  | (OfChild & { readonly outcome: 'start_failed'; readonly during: 'restart' | 'start_child' | 'restart_child' })
  /** On request. `was`: what it did till then; `kept`: it can be started again by `restartChild`. */
  | (Omit<OfChild, 'reason'> & { readonly outcome: 'terminate'; readonly was: ChildState; readonly kept: boolean });

/** What is said of the child in each decision about one. */
export function ofChild({ spec, incarnation }: Entry, reason: ExitReason, at: Ms): OfChild {
  return { at, id: spec.id, incarnation, reason, restart: spec.restart };
}

const MOST_NAMED = 100;

/** Those of `keys` that live, last one first. */
export function toStop(state: State, keys: readonly Key[], except?: Key): Named {
  const ids: string[] = [];
  let left = keys.length;
  while (left > 0 && ids.length < MOST_NAMED) {
    const key = keys[--left] as Key;
    const entry = state.children.get(key);
    if (key !== except && entry !== undefined && isAlive(entry)) ids.push(entry.spec.id);
  }
  return { ids, more: left };
}

/** Those of `keys` that are ever restarted, first one first. */
export function toStart(state: State, keys: readonly Key[], except: Key): Named {
  const ids: string[] = [];
  let seen = 0;
  while (seen < keys.length && ids.length < MOST_NAMED) {
    const key = keys[seen++] as Key;
    const spec = state.children.get(key)?.spec;
    if (key !== except && spec !== undefined && spec.restart !== 'temporary') ids.push(spec.id);
  }
  return { ids, more: keys.length - seen };
}
