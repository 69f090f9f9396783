/** Where runs live: a supervisor, and what they take from the system around it. */
import type { AnyActorRef, Timers } from '../kernel/index.ts';
import type { Clock } from '../model/clock.ts';
import type { Log } from '../model/log.ts';
import type { Random } from '../model/random.ts';
import type { WorkflowDesk } from './desk.ts';
import type { Tally } from './tally.ts';

export interface Place {
  /** Rejects with Stopped when it is not running. */
  supervisor(): Promise<AnyActorRef>;
  /** Runs are numbered in the order of their beginning. */
  nextRun(): number;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly desk: WorkflowDesk;
}

/** The same with an executor's own count. */
export interface Home extends Place {
  readonly tally: Tally;
}
