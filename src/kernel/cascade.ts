/**
 * Ends that bring others with them: all who are tied together end first, then each owner hears of its own, in the
 * order they ended, and then those who only watch. One step, whoever is in the middle of what.
 */
import type { ExitReason } from '../model/exit.ts';
import type { LifecycleType } from './lifecycle.ts';
import type { RunQueue } from './run-queue.ts';

/** What has ended and owes others the news. */
export interface Mortal {
  /** Takes along those whose lives are tied to it. */
  spread(reason: ExitReason): void;
  /** Tells its owner. */
  tell(type: LifecycleType, reason: ExitReason): void;
  /** Tells those who watch. */
  notify(reason: ExitReason): void;
}

interface End {
  readonly of: Mortal;
  readonly type: LifecycleType;
  readonly reason: ExitReason;
}

export class Cascade {
  readonly #queue: RunQueue;
  readonly #fault: (error: unknown, where: string) => void;
  readonly #ends: End[] = [];
  readonly #run = (): void => this.#walk(this.#ends);

  constructor(queue: RunQueue, fault: (error: unknown, where: string) => void) {
    this.#queue = queue;
    this.#fault = fault;
  }

  add(of: Mortal, type: LifecycleType, reason: ExitReason): void {
    this.#ends.push({ of, type, reason });
    if (this.#ends.length === 1) this.#queue.now(this.#run);
  }

  /** The list grows while it is walked. */
  #walk(ends: End[]): void {
    let spread = 0;
    let told = 0;
    let notified = 0;
    while (notified < ends.length) {
      const index = spread < ends.length ? spread : told < ends.length ? told : notified;
      const { of, type, reason } = ends[index] as End;
      try {
        if (spread < ends.length) {
          spread++;
          of.spread(reason);
        } else if (told < ends.length) {
          told++;
          of.tell(type, reason);
        } else {
          notified++;
          of.notify(reason);
        }
      } catch (error) {
        this.#fault(error, 'a watcher of something that ended');
      }
    }
    ends.length = 0;
  }
}
