/** What the parts of one system share among themselves. */
import type { Clock } from '../model/clock.ts';
import type { Random } from '../model/random.ts';
import type { Cascade } from './cascade.ts';
import type { DecisionLog } from './decision-log.ts';
import type { LifecycleEvent, LifecycleType } from './lifecycle.ts';
import type { Registry } from './registry.ts';
import type { System } from './system.ts';
import type { Timers } from './timers.ts';

export interface Kernel {
  readonly system: System;
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  readonly registry: Registry;
  readonly decisions: DecisionLog;
  readonly cascade: Cascade;
  /** The server whose callback is on the stack just now: a call to itself could only wait for itself. */
  inCallback: object | undefined;
  /** A number no other process of this system has. */
  nextPid(): number;
  /** Runs `job` in a turn of its own: now, or after what is queued already. */
  turn(job: () => void): void;
  /** Runs `job` after what is queued already, so at once when that is nothing. */
  soon(job: () => void): void;
  report(
    who: { path: string; id: string; incarnation: number; pid?: number },
    type: LifecycleType,
    more: Pick<LifecycleEvent, 'reason' | 'restart' | 'giveUp'>,
  ): void;
  /** Something outside any actor threw (an observer, a timer, a hook): told, and nobody harmed. */
  fault(error: unknown, where: string): void;
  /** Runs code of whoever is outside; when it throws, that is a fault of theirs. */
  outside(code: () => void, where: string): void;
}
