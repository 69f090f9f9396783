/** What is said to a language model and what comes back, in the words of this package. */
import type { Ms } from '../model/clock.ts';
import type { Duration } from '../model/duration.ts';
import type { HistogramData } from '../model/histogram.ts';
import type { HostTool } from '../tools/host-tool.ts';

export type Role = 'system' | 'user' | 'assistant' | 'tool';

/** A message in the form of the AI SDK's `ModelMessage`. */
export interface Message {
  readonly role: Role;
  readonly content: string | readonly MessagePart[];
}

/** `{ type: 'text', text }`, `tool-call`, `tool-result`, `image`, `file`, … */
export type MessagePart = Readonly<Record<string, unknown>> & { readonly type: string };

/**
 * A tool for the model: a host tool, one of the AI SDK's, or a plain object. Without `execute` its calls are the asker's
 * to carry out: the answer has them in `pending`.
 */
export type LlmTool = HostTool | LlmToolOptions;

export interface LlmToolOptions {
  readonly description?: string | undefined;
  /** A JSON Schema, a Standard Schema, or what the AI SDK's `jsonSchema()` gives. Default: an object of anything. */
  readonly inputSchema?: object | undefined;
  /** `(input, scope: ToolCallScope) => result`: each tool says itself what its input is. */
  readonly execute?: ((input: never, scope: never) => unknown) | undefined;
}

/** What an executing tool is told, in the AI SDK's words. */
export interface ToolCallScope {
  readonly toolCallId: string;
  readonly messages: readonly Message[];
  readonly abortSignal: AbortSignal;
}

export interface CompleteOptions {
  /** What is asked; either this or `messages`. */
  readonly prompt?: string;
  /** What was said so far. */
  readonly messages?: readonly Message[];
  /** What the model is to be. */
  readonly system?: string;
  /** The most that it may say, 1 or more. Default: the model's. */
  readonly maxTokens?: number;
  /** 0 to 2. Default: the model's. */
  readonly temperature?: number;
  /** Functions that it may call, by name. Default: none. */
  readonly tools?: Readonly<Record<string, LlmTool>>;
  /** Answers of the model at most, those that call tools counted. Default 5. */
  readonly maxSteps?: number;
  /** One call of a tool. Default 30 s, a host tool's is its own. */
  readonly toolTimeout?: Duration;
  /** One attempt at the provider; of a stream, the longest silence. Default: the client's. */
  readonly timeout?: Duration;
  /** All of it: waiting, attempts, tools. Default: the client's. */
  readonly deadline?: Duration;
  readonly signal?: AbortSignal | undefined;
}

/** A prompt, messages, or either with options. */
export type Question = string | readonly Message[] | CompleteOptions;

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly totalTokens: number;
}

export type FinishReason = 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'error' | 'other';

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly args: unknown;
}

/** A tool call that was carried out, or refused: then `error` says why, and the model was told. */
export interface ToolCallDone extends ToolCall {
  readonly result?: unknown;
  readonly error?: string;
  readonly durationMs: Ms;
}

/** One answer of the model, and what its tool calls led to. */
export interface Step {
  readonly text: string;
  readonly finishReason: FinishReason;
  readonly usage: Usage;
  readonly toolCalls: readonly ToolCallDone[];
}

export interface Completion {
  /** Of the last step. */
  readonly text: string;
  /** Of all steps together. */
  readonly usage: Usage;
  /** `tool-calls` when `maxSteps` are used up, or when there are calls in `pending`. */
  readonly finishReason: FinishReason;
  readonly steps: readonly Step[];
  /** What was added to the conversation: pass it on, behind what you asked, to go on with it. */
  readonly messages: readonly Message[];
  /** Of all steps, in their order. */
  readonly toolCalls: readonly ToolCallDone[];
  /** Calls of tools that have no `execute`: answer them with a message of role `tool`. */
  readonly pending: readonly ToolCall[];
  /** The model that answered, as the provider names it. */
  readonly model: string;
  readonly durationMs: Ms;
  /** Requests sent to the provider, retried ones counted. */
  readonly attempts: number;
}

/** Text as it comes. Leaving the loop cancels the request at the provider. */
export interface CompletionStream extends AsyncIterable<string> {
  /** The whole, once the last text has been taken; rejects as the loop throws. Nobody has to wait for it. */
  readonly result: Promise<Completion>;
}

export interface BatchOptions extends Omit<CompleteOptions, 'prompt' | 'messages'> {
  /** Requests at once. Default: the client's `concurrency`, at most 10. */
  readonly maxConcurrency?: number;
}

export type BatchResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Error };

export interface LlmStats {
  /** Requests that have ended, and those that were refused. */
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  /** By the breaker or a full queue, before anything was sent. Not counted among the failed. */
  readonly rejected: number;
  readonly cancelled: number;
  /** Attempts after the first of a request. */
  readonly retries: number;
  /** `succeeded` of those that were sent and not cancelled, 0 to 1; 1 when there were none. */
  readonly successRate: number;
  /** Of those that succeeded or failed. */
  readonly averageMs: Ms;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly breaker: BreakerInfo;
  readonly inFlight: number;
  readonly waiting: number;
  readonly uptimeMs: Ms;
}

export interface BreakerInfo {
  readonly state: 'closed' | 'open' | 'half_open';
  /** Requests in a row that failed. */
  readonly failures: number;
  /** Until an open one lets a request through. */
  readonly retryAfterMs: Ms;
}

/** A client in `runtime.metrics()`; `resetStats` leaves it alone. */
export interface LlmMetrics {
  /** That have ended, by how. */
  readonly requests: Readonly<Record<'succeeded' | 'failed' | 'rejected' | 'cancelled', number>>;
  readonly retries: number;
  readonly tokens: { readonly input: number; readonly output: number };
  /** Requests that succeeded or failed, retries and waiting counted. */
  readonly seconds: HistogramData;
  readonly breaker: BreakerInfo['state'];
  readonly inFlight: number;
  readonly waiting: number;
}
