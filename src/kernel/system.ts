/** A system: one tree of processes with its clock, its chance and its one door for messages. */
import type { ActorRefFrom, AnyActorLogic, AnyActorRef } from 'xstate';
import type { Clock, Ms } from '../model/clock.ts';
import type { ExitReason } from '../model/exit.ts';
import type { Random } from '../model/random.ts';
import type { Inhabitant } from './census.ts';
import type { Explanation } from './decision-log.ts';
import type { Witness } from './door.ts';
import type { ChildSpec } from './spec.ts';
import type { Timers } from './timers.ts';
import type { TreeNode } from './tree.ts';

export interface System {
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  /** Events dropped so far because their receiver, or their sender, was gone. */
  readonly deadLetters: number;
  /** Starts an actor with nobody above it. @throws BadConfig when one of that id is alive. */
  start<L extends AnyActorLogic>(spec: ChildSpec<L>): Handle<L>;
  /** Who has the name now; look it up again after a restart. */
  whereis(name: string): AnyActorRef | undefined;
  /** The same, typed by the logic that is expected there. @throws BadConfig when it runs another one. */
  whereis<L extends AnyActorLogic>(name: string, logic: L): ActorRefFrom<L> | undefined;
  /** What is alive, from the top. */
  tree(): TreeNode[];
  /** The same, one after another, with what is behind each; of the children of one supervisor the first `most`. For observers. */
  census(most?: number): Iterable<Inhabitant>;
  /** What an actor waits for: its timers that have a name, and what its machine has sent with a delay. */
  timersOf(inhabitant: Inhabitant): { readonly what: string; readonly dueAt: Ms }[];
  /** Told of every message while it is set; none of it may throw. */
  witness: Witness | undefined;
  /**
   * What the supervisors decided of late, as data and as a sentence, the newest last: restarts, refusals to restart,
   * giving up, failed starts, orders to stop. `name` is a path or a part of one (`app/db`, `db`): what concerns it,
   * what is below it, and decisions about siblings that took it along.
   */
  explain(name?: string): readonly Explanation[];
  /** Decisions made before those that `explain` still knows; it knows the last 1,024. */
  readonly decisionsForgotten: number;
  /** Decisions made so far. */
  readonly decisionsMade: number;
}

/** What whoever starts a top-level actor holds: is it up, how did it end, and the way to end it. */
export interface Handle<L extends AnyActorLogic = AnyActorLogic> {
  readonly ref: ActorRefFrom<L>;
  readonly path: string;
  /** Resolves when its start is complete; rejects with `VIV_START_FAILED` (facts: `reason`) when it failed. */
  readonly ready: Promise<void>;
  /** Resolves with why it ended. Never rejects. */
  readonly exited: Promise<ExitReason>;
  /** Orders it to end, as its spec's `shutdown` says. Default reason: `shutdown`. */
  stop(reason?: ExitReason): Promise<ExitReason>;
  /** Ends it at once, without any cleanup of its own. */
  kill(): Promise<ExitReason>;
}
