/** What a process and its supervisor owe each other: the news of its start and its end, and a household that goes with it. */
import type { AnyActorRef } from 'xstate';
import type { Ms } from '../model/clock.ts';
import type { ExitReason } from '../model/exit.ts';
import type { Entry, Flags, Key } from './decide/state.ts';
import type { LifecycleType } from './lifecycle.ts';
import type { ChildSpec } from './spec.ts';
import type { TreeNode } from './tree.ts';

/** How a life ended, as a supervisor sees it: it never began, or it did. */
export type Outcome = 'ignored' | 'failed' | 'exit';

/** A process as its owner knows it. */
export interface Charge {
  readonly key: Key;
  readonly life: number;
  readonly path: string;
}

/** Who started a process and answers for it. Told at most once of its start and exactly once of its end. */
export interface Owner {
  /** The path of its children's parent; empty at the top. */
  readonly path: string;
  readonly ref: AnyActorRef;
  started(who: Charge, info: unknown): void;
  ended(who: Charge, outcome: Outcome, reason: ExitReason): void;
}

/** What a process that is a supervisor adds. */
export interface Household {
  shutdown(reason: ExitReason): void;
  /** Its process is gone: whoever still lives in it must go too. */
  abandon(): void;
  describe(): TreeNode[];
  /** Its children in start order, each with its process if it has one. */
  residents(): Iterable<readonly [Entry, Resident | undefined]>;
  readonly size: number;
  readonly flags: Flags;
  /** When the restarts were that count now or lately, oldest first. */
  readonly restartsAt: readonly Ms[];
}

/** A process as an observer may know it. */
export interface Resident {
  readonly path: string;
  readonly pid: number;
  readonly spec: ChildSpec;
  readonly dead: boolean;
  readonly household: Household | undefined;
  readonly actor: AnyActorRef | undefined;
  /** The linked, and who watches: by path, where it is an actor. */
  readonly ties:
    | {
        readonly links: Iterable<{ readonly path: string }>;
        readonly watchers: ReadonlyMap<unknown, string | undefined>;
      }
    | undefined;
}

export function outcomeOf(type: LifecycleType): Outcome {
  if (type === 'ignored') return 'ignored';
  return type === 'start_failed' ? 'failed' : 'exit';
}
