/** Many calls in one RPC: so many at a time, each with its end in its place. */
import type { Clock } from '../../model/clock.ts';
import { invalid } from './refusal.ts';

const MOST_ITEMS = 100;
const MAX_PARALLEL = 10;

/** As the generated code has it; without it a batch is parallel. */
export interface BatchConfig {
  readonly parallel?: boolean | null;
  readonly stopOnError?: boolean | null;
  readonly maxParallel?: number | null;
}

interface Ended {
  readonly success: boolean;
  readonly metrics: { readonly durationMs: number };
}

interface Skipped extends Ended {
  readonly error: { readonly type: 'Skipped'; readonly message: string };
}

export interface Batch<Outcome extends Ended> {
  readonly results: readonly (Outcome | Skipped)[];
  readonly metrics: {
    readonly totalItems: number;
    readonly successfulItems: number;
    readonly failedItems: number;
    readonly totalDurationMs: number;
    readonly avgDurationMs: number;
  };
}

/** @throws Refusal when there are too many items, or fewer than none at a time */
export async function runBatch<Item, Outcome extends Ended>(
  items: readonly Item[],
  { parallel = true, stopOnError, maxParallel }: BatchConfig,
  clock: Clock,
  run: (item: Item) => Promise<Outcome>,
): Promise<Batch<Outcome>> {
  if (items.length > MOST_ITEMS) throw invalid(`a batch of ${items.length} items: ${MOST_ITEMS} at most; send several`);
  if ((maxParallel ?? 0) < 0)
    throw invalid(`config.max_parallel is ${maxParallel}: expected 1 or more, or 0 for ${MAX_PARALLEL}`);
  const lanes = parallel ? maxParallel || MAX_PARALLEL : 1;
  const results: (Outcome | Skipped)[] = items.map(() => skipped);
  const start = clock.now();
  let next = 0;
  let failed = false;
  const lane = async (): Promise<void> => {
    while (next < items.length && !(failed && stopOnError)) {
      const at = next++;
      const outcome = await run(items[at] as Item);
      results[at] = outcome;
      failed ||= !outcome.success;
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
  return { results, metrics: metricsOf(results, clock.now() - start) };
}

const skipped: Skipped = {
  success: false,
  error: { type: 'Skipped', message: 'not begun: another item of the batch had failed, and stop_on_error is set' },
  metrics: { durationMs: 0 },
};

function metricsOf(results: readonly (Ended | Skipped)[], totalMs: number): Batch<Ended>['metrics'] {
  const begun = results.filter((result) => result !== skipped);
  const successful = results.filter(({ success }) => success).length;
  const spent = begun.reduce((sum, { metrics }) => sum + metrics.durationMs, 0);
  return {
    totalItems: results.length,
    successfulItems: successful,
    failedItems: results.length - successful,
    totalDurationMs: Math.round(totalMs),
    avgDurationMs: begun.length === 0 ? 0 : spent / begun.length,
  };
}
