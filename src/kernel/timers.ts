/** All timers of a system in one heap over one timer of its clock. */
import { AsyncResource } from 'node:async_hooks';
import type { Clock, Ms, TimerId } from '../model/clock.ts';
import { type Due, Heap } from './heap.ts';

/** A pending timer: a handle for {@link Timers.cancel}. */
export interface Timer {
  readonly dueAt: Ms;
}

export interface TimerOptions {
  readonly keepAlive?: boolean;
  /** For whoever looks at the actor that it belongs to. */
  readonly label?: TimerLabel;
}

export interface TimerLabel {
  /** `worker:ml/3` */
  readonly of: string;
  /** What happens then, in a word or three: `start deadline`. */
  readonly what: string;
}

export interface LabelledTimer extends Timer {
  readonly label: TimerLabel;
}

export interface Timers {
  /** Calls `fn` once, `ms` from now, in a turn of its own. `keepAlive: false` lets the process end before. */
  after(ms: Ms, fn: () => void, options?: TimerOptions): Timer;
  /** Harmless when it has fired already. */
  cancel(timer: Timer): void;
  /** Those that say whose they are and what they are for, in no order. */
  pending(): LabelledTimer[];
}

interface Pending extends Due, Timer {
  readonly fn: () => void;
  readonly keepAlive: boolean;
  readonly label: TimerLabel | undefined;
}

/** Node's timers go no further; a longer one is armed again on the way. */
const LONGEST: Ms = 2 ** 31 - 1;

/** @param run how a due function is run; must not throw. */
export function createTimers(clock: Clock, run: (fn: () => void) => void): Timers {
  const heap = new Heap<Pending>();
  let order = 0;
  let keepers = 0;
  let armed: { readonly id: TimerId; readonly dueAt: Ms; readonly keepAlive: boolean } | undefined;

  function arm(): void {
    const first = heap.peek();
    const keepAlive = keepers > 0;
    if (armed !== undefined) {
      // One armed too early is left: firing for nothing is cheaper than arming anew at each cancellation.
      if (first !== undefined && armed.dueAt <= first.dueAt && armed.keepAlive === keepAlive) return;
      clock.clearTimeout(armed.id);
      armed = undefined;
    }
    if (first === undefined || first.dueAt === Infinity) return;
    const id = clock.setTimeout(fire, Math.min(LONGEST, Math.max(0, first.dueAt - clock.now())), { keepAlive });
    armed = { id, dueAt: first.dueAt, keepAlive };
  }

  function take(timer: Pending): boolean {
    if (!heap.remove(timer)) return false;
    if (timer.keepAlive) keepers--;
    return true;
  }

  /** Whoever set a timer arms it for all the others: what is due must not run in that one's `AsyncLocalStorage`s. */
  const fire = AsyncResource.bind((): void => {
    armed = undefined;
    const now = clock.now();
    for (let due = heap.peek(); due !== undefined && due.dueAt <= now; due = heap.peek()) {
      take(due);
      run(due.fn);
    }
    arm();
  });

  return {
    after(ms, fn, options) {
      const keepAlive = options?.keepAlive ?? true;
      const timer: Pending = {
        dueAt: clock.now() + Math.max(0, ms),
        order: order++,
        index: -1,
        fn,
        keepAlive,
        label: options?.label,
      };
      heap.add(timer);
      if (keepAlive) keepers++;
      arm();
      return timer;
    },
    cancel(timer) {
      if (take(timer as Pending)) arm();
    },
    pending() {
      const labelled: LabelledTimer[] = [];
      for (const { dueAt, label } of heap) if (label !== undefined) labelled.push({ dueAt, label });
      return labelled;
    },
  };
}
