/** What can go wrong with a language model or its provider: nine kinds, one class each, and the breaker's refusal. */
import type { Ms } from './clock.ts';
import { formatMs } from './duration.ts';
import { type ErrorCode, type Facts, kindOf, VivariumError } from './errors.ts';

/** The nine, as they are named where there are no classes: on the way to Python. */
export type LlmErrorKind =
  | 'core'
  | 'configuration'
  | 'runtime'
  | 'network'
  | 'authentication'
  | 'validation'
  | 'rate_limit'
  | 'timeout'
  | 'resource_exhausted';

interface More {
  readonly facts?: Facts;
  readonly cause?: unknown;
  readonly retryable?: boolean;
}

/** Any of them. `facts` has the fields that its class names, and `client` where one is known: `llm:openai/gpt-4o`. */
export abstract class LlmError extends VivariumError {
  abstract readonly kind: LlmErrorKind;

  constructor(code: ErrorCode, message: string, fields: Facts, { facts, ...rest }: More = {}) {
    super(code, message, { ...facts, ...fields }, rest);
  }
}

/** None of the others: the provider or its library failed in a way that has no name. */
export class CoreError extends LlmError {
  readonly kind = 'core';

  constructor(message: string, more?: More) {
    super('VIV_LLM_FAILED', message, {}, more);
  }
}

/** The client is set up wrongly: a package or a key is missing, or the provider has no such model. */
export class ConfigurationError extends LlmError {
  readonly kind = 'configuration';
  readonly field: string;

  constructor(message: string, field: string, more?: More) {
    super('VIV_LLM_CONFIGURATION', message, { field }, more);
    this.field = field;
  }
}

/** The answer came and could not be used. */
export class RuntimeFailure extends LlmError {
  readonly kind = 'runtime';
  readonly operation: string;

  constructor(message: string, operation: string, more?: More) {
    super('VIV_LLM_RUNTIME', message, { operation }, more);
    this.operation = operation;
  }
}

/** The provider could not be reached, broke off, or failed with a status from 500 on. */
export class NetworkError extends LlmError {
  readonly kind = 'network';
  /** Attempts after the first. */
  readonly retryCount: number;

  constructor(message: string, retryCount: number, more?: More, code: ErrorCode = 'VIV_LLM_NETWORK') {
    super(code, message, { retryCount }, { retryable: true, ...more });
    this.retryCount = retryCount;
  }
}

/** The breaker is open: nothing was sent. */
export class CircuitOpen extends NetworkError {
  /** Until it lets one request through to try again. */
  readonly retryAfterMs: Ms;

  constructor(client: string, retryAfterMs: Ms, last: unknown) {
    const why = last instanceof Error ? `; the last failure: ${last.message}` : '';
    const when = retryAfterMs > 0 ? `it tries again in ${formatMs(retryAfterMs)}` : 'it is trying again now';
    const more = { facts: { client, retryAfterMs }, cause: last };
    super(`${client}: the circuit is open, ${when}${why}`, 0, more, 'VIV_CIRCUIT_OPEN');
    this.retryAfterMs = retryAfterMs;
  }
}

/** The provider does not take the key. */
export class AuthenticationError extends LlmError {
  readonly kind = 'authentication';
  readonly provider: string;

  constructor(message: string, provider: string, more?: More) {
    super('VIV_LLM_AUTHENTICATION', message, { provider }, more);
    this.provider = provider;
  }
}

/** What was asked for cannot be asked: an empty prompt, a temperature out of range, or the provider says so. */
export class ValidationError extends LlmError {
  readonly kind = 'validation';
  readonly field: string;
  /** What it was, in short. */
  readonly value: string;

  constructor(field: string, value: unknown, problem: string, more?: More) {
    const shown = value === undefined ? 'nothing' : kindOf(value);
    const got = value === undefined ? '' : `, got ${shown}`;
    super('VIV_LLM_VALIDATION', `${field}: ${problem}${got}`, { field, value: shown }, more);
    this.field = field;
    this.value = shown;
  }
}

/** The provider wants fewer requests. */
export class RateLimitError extends LlmError {
  readonly kind = 'rate_limit';
  /** Seconds, when the provider said when to come again. */
  readonly retryAfter: number | undefined;

  constructor(message: string, retryAfter: number | undefined, more?: More) {
    super('VIV_LLM_RATE_LIMIT', message, { retryAfter }, { retryable: true, ...more });
    this.retryAfter = retryAfter;
  }
}

/** There was no answer in time. */
export class LlmTimeout extends LlmError {
  readonly kind = 'timeout';
  /** What took too long: `request`, `stream`, `queue` (for a place), `complete` (all of it). */
  readonly operation: string;
  readonly durationMs: Ms;

  constructor(client: string, operation: string, durationMs: Ms, more: More = {}) {
    const facts = { client, ...more.facts };
    const message = `${client}: ${operation} took longer than ${formatMs(durationMs)}`;
    super('VIV_LLM_TIMEOUT', message, { operation, durationMs }, { retryable: true, ...more, facts });
    this.operation = operation;
    this.durationMs = durationMs;
  }
}

/** There is no room: the client's queue is full. Nothing was sent. */
export class ResourceExhausted extends LlmError {
  readonly kind = 'resource_exhausted';
  readonly resourceType: string;

  constructor(message: string, resourceType: string, more?: More) {
    super('VIV_LLM_EXHAUSTED', message, { resourceType }, { retryable: true, ...more });
    this.resourceType = resourceType;
  }
}

/** Whoever asked wants it no more. */
export function llmCancelled(client: string, reason: unknown): VivariumError {
  const message = `${client}: the request was cancelled by its caller`;
  return new VivariumError('VIV_CALL_CANCELLED', message, { client }, { cause: reason });
}
