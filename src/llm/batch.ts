/** Many prompts, so many at once, each result in the place of its prompt: a failure is a value, not a throw. */
import { ValidationError } from '../model/llm-errors.ts';
import { count } from './settings.ts';
import type { BatchResult } from './types.ts';

/** The most prompts of one batch. */
export const BATCH_PROMPTS = 1_000;

export async function batch<T>(
  prompts: readonly string[],
  maxConcurrency: number,
  run: (prompt: string) => Promise<T>,
): Promise<BatchResult<T>[]> {
  if (!Array.isArray(prompts) || prompts.length > BATCH_PROMPTS)
    throw new ValidationError('prompts', prompts, `takes a list of at most ${BATCH_PROMPTS} prompts`);
  count('maxConcurrency', maxConcurrency);
  const results: BatchResult<T>[] = new Array(prompts.length);
  const queue = prompts.entries();
  const lane = async (): Promise<void> => {
    for (const [index, prompt] of queue) {
      try {
        results[index] = { ok: true, value: await run(prompt) };
      } catch (error) {
        results[index] = { ok: false, error: error instanceof Error ? error : new Error(String(error)) };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(maxConcurrency, prompts.length) }, lane));
  return results;
}
