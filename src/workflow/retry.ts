/** Whether a failed attempt of a node is followed by another, and after how long. */
import type { Ms } from '../model/clock.ts';
import { isVivariumError } from '../model/errors.ts';
import type { Random } from '../model/random.ts';
import { type Failure, nextAttempt, type RetryPolicy, waitAfter } from '../model/retry.ts';

export interface NodePolicy {
  /** The node's own, which says that running it twice does no harm; undefined when it says nothing. */
  readonly own: RetryPolicy | false | undefined;
  /** Of its executor: for calls of tools that were never begun, or do no harm. */
  readonly common: RetryPolicy;
}

/** They would come again, or somebody wanted them. */
const FINAL: readonly string[] = [
  'VIV_BAD_CONFIG',
  'VIV_BAD_ARGUMENTS',
  'VIV_UNKNOWN_TOOL',
  'VIV_UNSENDABLE',
  'VIV_STREAM_ONLY',
  'VIV_WOULD_DEADLOCK',
  'VIV_CALL_CANCELLED',
  'VIV_STOPPED',
  'VIV_LLM_CONFIGURATION',
  'VIV_LLM_AUTHENTICATION',
  'VIV_LLM_VALIDATION',
];

/** @param failure `idempotent` of a tool: what it says of itself. */
export function nextTry({ own, common }: NodePolicy, failure: Failure, random: Random): Ms | undefined {
  if (own === false) return undefined;
  if (own === undefined) return nextAttempt(common, failure, random);
  const { error, attempt, leftMs } = failure;
  if (attempt >= own.attempts) return undefined;
  if (isVivariumError(error)) {
    const { type } = error.facts;
    if ([...FINAL, ...own.final].includes(error.code)) return undefined;
    if (typeof type === 'string' && own.final.includes(type)) return undefined;
  }
  const waitMs = waitAfter(own, attempt, random);
  return waitMs < leftMs ? waitMs : undefined;
}
