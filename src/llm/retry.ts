/** Whether a request that failed is sent again, and when. Pure. */
import type { Ms } from '../model/clock.ts';
import { CircuitOpen, LlmTimeout, NetworkError, RateLimitError } from '../model/llm-errors.ts';
import type { Random } from '../model/random.ts';

export interface RetryPolicy {
  /** The first one counted. */
  readonly attempts: number;
  readonly initialMs: Ms;
  readonly maxMs: Ms;
  /** 0 to 1. */
  readonly jitter: number;
}

export interface Failed {
  readonly error: unknown;
  /** From 1. */
  readonly attempt: number;
  /** What the call has left. */
  readonly leftMs: Ms;
}

/**
 * How long to wait before the next attempt; undefined for none. What the provider asks for in `retry-after` is waited
 * for in full, however long it is; a wait that the call has no time for is not begun.
 */
export function nextAttempt(policy: RetryPolicy, { error, attempt, leftMs }: Failed, random: Random): Ms | undefined {
  if (attempt >= policy.attempts || !isPassing(error)) return undefined;
  const full = Math.min(policy.maxMs, policy.initialMs * 2 ** (attempt - 1));
  const drawn = full * policy.jitter * random.next();
  const asked =
    error instanceof RateLimitError && error.retryAfter !== undefined ? error.retryAfter * 1_000 : undefined;
  const wait = asked === undefined ? full - drawn : asked + drawn;
  return wait < leftMs ? wait : undefined;
}

/** Another attempt may fare better. */
function isPassing(error: unknown): boolean {
  if (error instanceof CircuitOpen) return false;
  if (error instanceof LlmTimeout) return error.operation === 'request';
  return error instanceof NetworkError || error instanceof RateLimitError;
}
