/** Many calls, so many at a time, each result in the place of its item: a failure is a value, not a throw. */
import { BadConfig } from '../model/errors.ts';
import { refuseUnknown } from '../model/unknown-option.ts';
import type { BatchItem, BatchResult } from './types.ts';

/** The most items of one batch. */
export const BATCH_ITEMS = 10_000;

/** Calls at once when nobody says otherwise. */
export const MAX_PARALLEL = 10;

export interface BatchRules {
  readonly maxParallel: number;
  readonly stopOnError: boolean;
}

/** @throws BadConfig when an item is no call, there are too many, or `maxParallel` is none: then nothing has run. */
export async function runBatch(
  items: readonly BatchItem[],
  { maxParallel, stopOnError }: BatchRules,
  run: (item: BatchItem) => Promise<unknown>,
): Promise<BatchResult[]> {
  if (!Array.isArray(items) || items.length > BATCH_ITEMS)
    throw new BadConfig('batch(items)', items, `a list of at most ${BATCH_ITEMS} calls`);
  for (const [index, item] of items.entries()) checkItem(`batch(items)[${index}]`, item);
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

const ITEM: readonly string[] = ['pool', 'tool', 'args'] satisfies (keyof BatchItem)[];

function checkItem(at: string, item: BatchItem): void {
  if (!isObject(item)) throw new BadConfig(at, item, 'a call, such as { tool, args }');
  refuseUnknown(at, item, ITEM);
  const { pool, tool, args = {} } = item;
  if (typeof tool !== 'string') throw new BadConfig(`${at}.tool`, tool, 'the name of a tool');
  if (pool !== undefined && typeof pool !== 'string')
    throw new BadConfig(`${at}.pool`, pool, 'the name of a pool, or nothing for a host tool');
  if (!isObject(args)) throw new BadConfig(`${at}.args`, args, 'the arguments, an object by name');
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
