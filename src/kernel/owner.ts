/** What a process and its supervisor owe each other: the news of its start and its end, and a household that goes with it. */
import type { AnyActorRef } from 'xstate';
import type { ExitReason } from '../model/exit.ts';
import type { Key } from './decide/state.ts';
import type { LifecycleType } from './lifecycle.ts';
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
}

export function outcomeOf(type: LifecycleType): Outcome {
  if (type === 'ignored') return 'ignored';
  return type === 'start_failed' ? 'failed' : 'exit';
}
