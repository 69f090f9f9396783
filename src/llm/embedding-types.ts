/** What an embedding client gives. */
import type { Ms } from '../model/clock.ts';
import type { Duration } from '../model/duration.ts';

export type Embedding = readonly number[];

export interface EmbedOptions {
  /** One attempt at the provider. Default: the client's. */
  readonly timeout?: Duration;
  /** All of it: waiting and attempts. Default: the client's. */
  readonly deadline?: Duration;
  readonly signal?: AbortSignal | undefined;
}

export interface EmbeddingDocument {
  readonly content: string;
  /** Given back as it is. Default: `{}`. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export interface EmbeddedDocument {
  readonly embedding: Embedding;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Embeddings in the order of the texts, and what it took. */
export interface EmbeddingResult {
  readonly embeddings: readonly Embedding[];
  /** 0 where the provider does not tell. */
  readonly tokens: number;
  readonly model: string;
  readonly durationMs: Ms;
  readonly attempts: number;
}
