/** A client for an embedding model: texts become vectors, past a breaker and limits that all who use the client share. */
import type { Clock } from '../model/clock.ts';
import { ValidationError } from '../model/llm-errors.ts';
import type { ClientCore } from './core.ts';
import type {
  EmbeddedDocument,
  Embedding,
  EmbeddingDocument,
  EmbeddingResult,
  EmbedOptions,
} from './embedding-types.ts';
import type { Embedder } from './model.ts';
import { time } from './settings.ts';
import type { LlmStats } from './types.ts';

export interface EmbeddingClientParts {
  readonly core: ClientCore;
  readonly clock: Clock;
  /** Loaded with the first request. Rejects with ConfigurationError. */
  readonly embedder: () => Promise<Embedder>;
  /** Ends its actor. */
  readonly end: () => Promise<void>;
}

/** The most texts of one batch. */
const BATCH_TEXTS = 10_000;

export class EmbeddingClient {
  /** `openai/text-embedding-3-small` */
  readonly name: string;
  readonly #parts: EmbeddingClientParts;

  constructor(parts: EmbeddingClientParts) {
    this.name = parts.core.settings.name;
    this.#parts = parts;
  }

  /** @example const vector = await client.embedText('Hello, world!'); */
  async embedText(text: string, options: EmbedOptions = {}): Promise<Embedding> {
    const [embedding = []] = (await this.embed([text], options)).embeddings;
    return embedding;
  }

  /** In the order of the texts. All of them or none. */
  async embedBatch(texts: readonly string[], options: EmbedOptions = {}): Promise<readonly Embedding[]> {
    return (await this.embed(texts, options)).embeddings;
  }

  /** @example await client.embedDocument({ content, metadata: { source: 'file.txt' } }) */
  async embedDocument(
    { content, metadata = {} }: EmbeddingDocument,
    options: EmbedOptions = {},
  ): Promise<EmbeddedDocument> {
    return { embedding: await this.embedText(content, options), metadata };
  }

  /** The cosine of their angle: 1 for the same direction, 0 for nothing in common. @throws ValidationError */
  similarity(a: Embedding, b: Embedding): number {
    return similarity(a, b);
  }

  /** The same with what it took. A long list is several requests, one after another. */
  async embed(texts: readonly string[], options: EmbedOptions = {}): Promise<EmbeddingResult> {
    const { core, clock } = this.#parts;
    const { settings } = core;
    checkTexts(texts);
    const timeoutMs = options.timeout === undefined ? settings.timeoutMs : time('timeout', options.timeout);
    const deadlineMs = options.deadline === undefined ? settings.deadlineMs : time('deadline', options.deadline);
    const since = clock.now();
    const embedder = await this.#parts.embedder();
    const errand = core.errand(deadlineMs, options.signal);
    const embeddings: Embedding[] = [];
    let [used, attempts] = [0, 0];
    try {
      for (let at = 0; at < texts.length; at += embedder.most) {
        const part = texts.slice(at, at + embedder.most);
        const tokens = Math.ceil(part.reduce((sum, text) => sum + text.length, 0) / 4);
        const send = (signal: AbortSignal) => embedder.embed(part, signal);
        const exchange = await core.request(errand, { operation: 'embed', tokens, timeoutMs, send });
        const inputTokens = exchange.value.tokens === 0 ? tokens : exchange.value.tokens;
        exchange.succeeded({ inputTokens, outputTokens: 0, totalTokens: inputTokens });
        embeddings.push(...exchange.value.embeddings);
        used += exchange.value.tokens;
        attempts += exchange.attempts;
      }
    } finally {
      errand.close();
    }
    return { embeddings, tokens: used, model: settings.model, durationMs: clock.now() - since, attempts };
  }

  stats(): LlmStats {
    return this.#parts.core.stats();
  }

  /** Counts from now on. The breaker stays as it is. */
  resetStats(): void {
    this.#parts.core.resetStats();
  }

  /** Ends what is under way with `VIV_STOPPED`, and the client's actor. Closing twice is closing once. */
  async close(): Promise<void> {
    this.#parts.core.close();
    await this.#parts.end();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** The cosine of the angle between two vectors; 0 when one of them has no direction. @throws ValidationError */
export function similarity(a: Embedding, b: Embedding): number {
  if (a.length !== b.length || a.length === 0)
    throw new ValidationError('similarity', b, `takes two vectors of the same length, not ${a.length} and ${b.length}`);
  let [dot, ofA, ofB] = [0, 0, 0];
  for (const [index, x] of a.entries()) {
    const y = b[index] ?? 0;
    dot += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  const length = Math.sqrt(ofA) * Math.sqrt(ofB);
  return length === 0 ? 0 : dot / length;
}

function checkTexts(texts: readonly string[]): void {
  if (!Array.isArray(texts) || texts.length === 0 || texts.length > BATCH_TEXTS)
    throw new ValidationError('texts', texts, `takes a list of 1 to ${BATCH_TEXTS} texts`);
  for (const [index, text] of texts.entries())
    if (typeof text !== 'string' || text === '')
      throw new ValidationError(`texts[${index}]`, text, 'must not be empty');
}
