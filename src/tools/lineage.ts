/**
 * Which calls led to the one that is being made: a chain of slots that are held until it ends. It follows the work of
 * a host tool through promises and timers, so that a call that could only wait for itself is refused at once.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Ms } from '../model/clock.ts';

/** One held slot, and what it was taken for. */
export interface Lineage {
  /** What the slot is one of: a pool, or a tool with a limit. */
  readonly of: object;
  /** Of a pool: the worker whose slot it is. */
  readonly at?: object | undefined;
  /** False once the slot is free again. */
  isHeld(): boolean;
  /** The instant at which the work that holds it is over. */
  readonly deadline: Ms;
  readonly parent: Lineage | undefined;
}

const storage = new AsyncLocalStorage<Lineage | undefined>();

/** What led to the code that runs now; undefined outside of every host tool. */
export function lineage(): Lineage | undefined {
  const current = storage.getStore();
  return current?.isHeld() === true ? current : undefined;
}

export function within<T>(line: Lineage, run: () => T): T {
  return storage.run(line, run);
}

/** For what others use after this call, such as shared timers: it must not be taken for the tool's own work. */
export function outside<T>(line: Lineage | undefined, run: () => T): T {
  return line === undefined ? run() : storage.run(undefined, run);
}

/** How many slots of it the chain holds; `at`: of that worker alone. */
export function slotsHeld(line: Lineage | undefined, of: object, at?: object): number {
  let held = 0;
  for (let each = line; each !== undefined; each = each.parent)
    if (each.of === of && (at === undefined || each.at === at) && each.isHeld()) held += 1;
  return held;
}
