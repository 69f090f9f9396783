/** Many calls, so many at a time, each result in the place of its item: a failure is a value, not a throw. */
import { BadConfig } from '../model/errors.ts';
import type { BatchResult } from './types.ts';

/** The most items of one batch. */
export const BATCH_ITEMS = 10_000;

/** Calls at once when nobody says otherwise. */
export const MAX_PARALLEL = 10;

export interface BatchRules {
  readonly maxParallel: number;
  readonly stopOnError: boolean;
}

/** @throws BadConfig when there are too many items or `maxParallel` is none. */
export async function runBatch<Item>(
  items: readonly Item[],
  { maxParallel, stopOnError }: BatchRules,
  run: (item: Item) => Promise<unknown>,
): Promise<BatchResult[]> {
  if (!Array.isArray(items) || items.length > BATCH_ITEMS)
    throw new BadConfig('batch(items)', items, `a list of at most ${BATCH_ITEMS} calls`);
  if (!Number.isInteger(maxParallel) || maxParallel < 1)
    throw new BadConfig('maxParallel', maxParallel, 'a whole number, 1 or more');
  const results: BatchResult[] = new Array(items.length);
  const queue = items.entries();
  let cause: unknown;
  let stopped = false;
  const lane = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (stopped) {
        results[index] = { ok: false, error: cause, skipped: true };
        continue;
      }
      try {
        results[index] = { ok: true, value: await run(item) };
      } catch (error) {
        results[index] = { ok: false, error, skipped: false };
        if (stopOnError && !stopped) [stopped, cause] = [true, error];
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(maxParallel, items.length) }, lane));
  return results;
}
