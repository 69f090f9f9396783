/** What the kernel tells the outside about lives: one event for each thing that happened, written by the kernel itself. */
import type { Ms } from '../model/clock.ts';
import type { ExitReason } from '../model/exit.ts';
import type { GiveUpDecision, RestartDecision } from './decide/decision.ts';

/**
 * - `started`: its start is complete (a supervisor: with all its children).
 * - `ignored`: its start said that there is nothing to run.
 * - `start_failed`: it never came up; `reason` says why.
 * - `exit`: it ended, nobody had told it to.
 * - `stopped`: it ended as it was told to (`reason` is `killed` when it took too long).
 * - `restarting`: its supervisor restarts it; `restart` says how.
 * - `escalated`: one restart too many; its supervisor gives up and ends with `shutdown`; `giveUp` says more.
 */
export type LifecycleType = 'started' | 'ignored' | 'start_failed' | 'exit' | 'stopped' | 'restarting' | 'escalated';

export interface LifecycleEvent {
  readonly type: LifecycleType;
  readonly path: string;
  readonly id: string;
  readonly incarnation: number;
  /** Which process, unique in its system; absent from `restarting` and `escalated`, when there is none. */
  readonly pid?: number;
  /** `clock.now()`, to measure with. */
  readonly at: Ms;
  /** Milliseconds since 1970, to read. */
  readonly wall: Ms;
  readonly reason?: ExitReason;
  /** Of `restarting`: what was decided, and from what. */
  readonly restart?: RestartDecision;
  /** Of `escalated`: the same. */
  readonly giveUp?: GiveUpDecision;
}
