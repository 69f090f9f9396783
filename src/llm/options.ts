/** What `createLlmClient` and `createEmbeddingClient` take. */
import type { Clock } from '../model/clock.ts';
import type { Duration } from '../model/duration.ts';
import type { Log } from '../model/log.ts';

export type LlmProvider = 'openai' | 'anthropic' | 'ollama' | 'huggingface';

export type EmbeddingProvider = 'openai' | 'huggingface';

/** A language model of the AI SDK: what `openai('gpt-4o')`, `mistral('…')`, … give. */
export interface LanguageModelLike {
  readonly specificationVersion: string;
  readonly provider: string;
  readonly modelId: string;
  doGenerate(options: never): PromiseLike<unknown>;
  doStream(options: never): PromiseLike<unknown>;
}

/** An embedding model of the AI SDK. */
export interface EmbeddingModelLike {
  readonly specificationVersion: string;
  readonly provider: string;
  readonly modelId: string;
  doEmbed(options: never): PromiseLike<unknown>;
}

export interface RetryOptions {
  /** The first one counted. Default 4; 1 for no retries. */
  readonly attempts?: number;
  /** Before the second attempt; each further one waits twice as long. Default 100 ms. */
  readonly initial?: Duration;
  /** No delay is longer, unless the provider asks for a longer one. Default 5 s. */
  readonly max?: Duration;
  /** 0 to 1: the share of the delay that is drawn at random. Default 0.2. */
  readonly jitter?: number;
}

export interface BreakerOptions {
  /** Requests in a row that fail before it opens. Default 5. */
  readonly failures?: number;
  /** How long it is open before one request may try. Default 60 s. */
  readonly recovery?: Duration;
}

export interface LimitOptions {
  /** Retried ones counted; so many may go at once, and more as time passes. Default: no limit. */
  readonly requestsPerMinute?: number;
  /** Of prompts and answers. Default: no limit. */
  readonly tokensPerMinute?: number;
  /** Requests that wait for their turn; more are refused. Default 1,000. */
  readonly queue?: number;
}

/** What both kinds of clients take. */
export interface ClientOptions {
  /** Its name in the tree and in metrics. Default: `PROVIDER/MODEL`. */
  readonly name?: string;
  /** Any text that is not empty. Default: the provider's environment variable (`OPENAI_API_KEY`, …). */
  readonly apiKey?: string;
  /** Where the provider is. Default: `OPENAI_BASE_URL`, `ANTHROPIC_BASE_URL`, `OLLAMA_HOST` or `HF_ENDPOINT`, else the provider's own. */
  readonly baseUrl?: string;
  /** Sent with each request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** One attempt at the provider; of a stream, the longest silence. Default 60 s, of Ollama 180 s. */
  readonly timeout?: Duration;
  /** All that one call takes: waiting, attempts, tools. Default 10 min. */
  readonly deadline?: Duration;
  /** When a request that failed is sent again. Default: up to four attempts. */
  readonly retry?: RetryOptions;
  /** When requests are refused because those before have failed. Default: for 60 s after five in a row. */
  readonly breaker?: BreakerOptions;
  /** Requests at the provider at once; more wait. Default 20. */
  readonly concurrency?: number;
  /** How much is sent in a minute. Default: as much as there is. */
  readonly limits?: LimitOptions;
  /** Each attempt is a log line of level `info`. Default false: of level `debug`. */
  readonly debug?: boolean;
}

export interface LlmOptions extends ClientOptions {
  /** One of ours by its name, or any model of the AI SDK: `mistral('mistral-small')`. */
  readonly provider: LlmProvider | LanguageModelLike;
  /** The model's name, as the provider has it. Default: `gpt-4o-mini`, `claude-3-5-sonnet-20241022`, `llama3.2`; HuggingFace has none. */
  readonly model?: string;
}

export interface EmbeddingOptions extends ClientOptions {
  /** One of ours by its name, or any embedding model of the AI SDK. */
  readonly provider: EmbeddingProvider | EmbeddingModelLike;
  /** The model's name, as the provider has it. Default: `text-embedding-3-small`, `sentence-transformers/all-MiniLM-L6-v2`. */
  readonly model?: string;
}

/** Clients for language models, and what holds for all of them. */
export interface LlmRuntimeOptions {
  /** What clients take that do not say themselves: timeouts, retries, breaker, limits. Default: nothing. */
  readonly default?: Omit<ClientOptions, 'name' | 'apiKey' | 'baseUrl'>;
  /** Clients by name, for `runtime.llm('name')`; Python that asks for the same provider and model gets them. Default: none. */
  readonly clients?: Readonly<Record<string, LlmOptions>>;
}

/** Where a client that belongs to no runtime lives. */
export interface AloneOptions {
  readonly logger?: Log;
  /** The source of time, for tests. Default: Node's clock. */
  readonly clock?: Clock;
}
