/** Trying a failed call again, in Temporal's words: which failures, how often, and how long to wait before. */
import type { Ms } from './clock.ts';
import { type Duration, toMs } from './duration.ts';
import { BadConfig, isVivariumError } from './errors.ts';
import type { Random } from './random.ts';
import { refuseUnknown } from './unknown-option.ts';

/** All attempts together take no longer than the call's timeout. */
export interface RetryOptions {
  /** Before the second attempt. Default 100 ms. */
  readonly initialInterval?: Duration;
  /** Each wait is so many times the one before. Default 2. */
  readonly backoffCoefficient?: number;
  /** No wait is longer. Default 100 times `initialInterval`. */
  readonly maximumInterval?: Duration;
  /** The first one counts. Default 3. */
  readonly maximumAttempts?: number;
  /** Codes (`VIV_WORKER_CRASHED`) and Python types (`ValueError`) of failures that are final. Default: none. */
  readonly nonRetryable?: readonly string[];
}

export interface RetryPolicy {
  readonly initialMs: Ms;
  readonly factor: number;
  readonly maximumMs: Ms;
  readonly attempts: number;
  readonly final: readonly string[];
}

const NAMES: readonly string[] = [
  'initialInterval',
  'backoffCoefficient',
  'maximumInterval',
  'maximumAttempts',
  'nonRetryable',
] satisfies (keyof RetryOptions)[];

/** @throws BadConfig naming `field` and the option */
export function retryPolicy(field: string, options: RetryOptions | false): RetryPolicy | undefined {
  if (options === false) return undefined;
  if (typeof options !== 'object' || options === null)
    throw new BadConfig(field, options, 'an object of options, or false');
  refuseUnknown(field, options, NAMES);
  const { backoffCoefficient: factor = 2, maximumAttempts: attempts = 3, nonRetryable: final = [] } = options;
  const initialMs = toMs(options.initialInterval ?? 100, `${field}.initialInterval`);
  const maximumMs =
    options.maximumInterval === undefined ? 100 * initialMs : toMs(options.maximumInterval, `${field}.maximumInterval`);
  if (!(typeof factor === 'number' && factor >= 1 && factor <= 100))
    throw new BadConfig(`${field}.backoffCoefficient`, factor, 'a number, 1 to 100');
  if (!Number.isInteger(attempts) || attempts < 1)
    throw new BadConfig(`${field}.maximumAttempts`, attempts, 'a whole number, 1 or more');
  if (!Array.isArray(final) || !final.every((name) => typeof name === 'string'))
    throw new BadConfig(`${field}.nonRetryable`, final, 'a list of codes and Python types');
  return { initialMs, factor, maximumMs, attempts, final };
}

/** One attempt that failed. */
export interface Failure {
  readonly error: unknown;
  /** From 1. */
  readonly attempt: number;
  /** Whether the tool does no harm when it runs twice. */
  readonly idempotent: boolean;
  /** What the call has left. */
  readonly leftMs: Ms;
}

/** Failures that another attempt may not meet. All others are final: they would come again, or were asked for. */
const PASSING: readonly string[] = [
  'VIV_WORKER_CRASHED',
  'VIV_TOOL_FAILED',
  'VIV_POOL_SATURATED',
  'VIV_AFFINITY_BUSY',
  'VIV_TOOL_SATURATED',
  'VIV_AGENT_CRASHED',
  'VIV_AGENT_FAILED',
];

/**
 * How long to wait before the next attempt; undefined for none. What was never sent (`phase: queued`) is always safe to
 * repeat, what was sent only when the tool is idempotent.
 */
export function nextAttempt(policy: RetryPolicy, failure: Failure, random: Random): Ms | undefined {
  const { error, attempt, idempotent, leftMs } = failure;
  if (attempt >= policy.attempts || !isVivariumError(error) || !PASSING.includes(error.code)) return undefined;
  const { type, phase } = error.facts;
  if (policy.final.includes(error.code) || (typeof type === 'string' && policy.final.includes(type))) return undefined;
  if (phase !== 'queued' && !idempotent) return undefined;
  const wait = waitAfter(policy, attempt, random);
  return wait < leftMs ? wait : undefined;
}

/** How long to wait after that attempt, a fifth of it drawn at random. */
export function waitAfter({ maximumMs, initialMs, factor }: RetryPolicy, attempt: number, random: Random): Ms {
  return Math.min(maximumMs, initialMs * factor ** (attempt - 1)) * (1 - random.next() / 5);
}
