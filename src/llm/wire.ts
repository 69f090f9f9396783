/** Answers and errors of clients as JSON with Python's spelling: what `vivarium.llm.*` answers. */
import { isVivariumError } from '../model/errors.ts';
import { LlmError } from '../model/llm-errors.ts';
import type { EmbeddingResult } from './embedding-types.ts';
import type { BatchResult, Completion, LlmStats, Message, ToolCall, ToolCallDone, Usage } from './types.ts';

/** Errors of a client are answers, so that their fields reach Python; `rejected` calls are for what no client did. */
export type WireAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: WireError };

export interface WireError {
  /**
   * `core`, `configuration`, `runtime`, `network`, `authentication`, `validation`, `rate_limit`, `timeout`,
   * `resource_exhausted`, or `cancelled`. An open circuit is of kind `network` with the code `VIV_CIRCUIT_OPEN`.
   */
  readonly kind: string;
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  /** Those of its kind: `field`, `operation`, `retry_count`, `provider`, `value`, `retry_after`, `duration_ms`, `resource_type`. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export function wireError(error: unknown): WireError {
  const message = error instanceof Error ? error.message : String(error);
  if (!isVivariumError(error)) return { kind: 'core', code: '', message, retryable: false, fields: {} };
  const { code, retryable, facts } = error;
  return { kind: kindOf(error), code, message, retryable, fields: fieldsOf(facts) };
}

function kindOf(error: { readonly code: string }): string {
  if (error instanceof LlmError) return error.kind;
  if (error.code === 'VIV_BAD_CONFIG') return 'configuration';
  return error.code === 'VIV_CALL_CANCELLED' ? 'cancelled' : 'core';
}

const FIELDS: Readonly<Record<string, string>> = {
  field: 'field',
  value: 'value',
  operation: 'operation',
  provider: 'provider',
  retryCount: 'retry_count',
  retryAfter: 'retry_after',
  retryAfterMs: 'retry_after_ms',
  durationMs: 'duration_ms',
  resourceType: 'resource_type',
};

function fieldsOf(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const own = Object.entries(FIELDS).filter(([name]) => facts[name] !== undefined);
  return Object.fromEntries(own.map(([name, theirs]) => [theirs, facts[name]]));
}

export interface WireCompletion {
  readonly text: string;
  readonly usage: { readonly input_tokens: number; readonly output_tokens: number; readonly total_tokens: number };
  readonly finish_reason: string;
  readonly messages: readonly Message[];
  readonly tool_calls: readonly unknown[];
  /** To be carried out by whoever asked: `{id, name, args}`. */
  readonly pending: readonly ToolCall[];
  readonly model: string;
  readonly duration_ms: number;
  readonly attempts: number;
  readonly steps: number;
}

export function wireCompletion(completion: Completion): WireCompletion {
  const { text, messages, pending, model, attempts } = completion;
  return {
    text,
    usage: wireUsage(completion.usage),
    finish_reason: completion.finishReason,
    messages,
    tool_calls: completion.toolCalls.map(wireCall),
    pending,
    model,
    duration_ms: completion.durationMs,
    attempts,
    steps: completion.steps.length,
  };
}

const wireUsage = ({ inputTokens, outputTokens, totalTokens }: Usage): WireCompletion['usage'] => ({
  input_tokens: inputTokens,
  output_tokens: outputTokens,
  total_tokens: totalTokens,
});

const wireCall = ({ durationMs, ...call }: ToolCallDone) => ({ ...call, duration_ms: durationMs });

export function wireBatch(results: readonly BatchResult<Completion>[]): WireAnswer<WireCompletion>[] {
  return results.map((result) =>
    result.ok ? { ok: true, value: wireCompletion(result.value) } : { ok: false, error: wireError(result.error) },
  );
}

export function wireEmbeddings({ embeddings, tokens, model, durationMs, attempts }: EmbeddingResult) {
  return { embeddings, tokens, model, duration_ms: durationMs, attempts };
}

/** The keys of the seed, and beside them what it did not count. */
export function wireStats(stats: LlmStats) {
  return {
    total_requests: stats.total,
    successful_requests: stats.succeeded,
    failed_requests: stats.failed,
    rejected_requests: stats.rejected,
    cancelled_requests: stats.cancelled,
    retries: stats.retries,
    success_rate: stats.successRate,
    average_response_time_ms: stats.averageMs,
    circuit_breaker_state: stats.breaker.state,
    circuit_breaker_failures: stats.breaker.failures,
    circuit_breaker_retry_after_ms: stats.breaker.retryAfterMs,
    input_tokens: stats.inputTokens,
    output_tokens: stats.outputTokens,
    in_flight: stats.inFlight,
    waiting: stats.waiting,
    uptime_seconds: stats.uptimeMs / 1_000,
  };
}
