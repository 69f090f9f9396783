/** A client for a language model: asks it, past a breaker and limits that all who use the client share. */
import type { Timers } from '../kernel/index.ts';
import type { Clock } from '../model/clock.ts';
import { type Ask, askOf, estimate } from './ask.ts';
import { batch } from './batch.ts';
import { Conversation } from './conversation.ts';
import type { ClientCore } from './core.ts';
import type { Errand } from './errand.ts';
import type { Model } from './model.ts';
import { type StreamParts, TextStream } from './text-stream.ts';
import type { BatchOptions, BatchResult, Completion, CompletionStream, LlmStats, Question } from './types.ts';

export interface LlmClientParts {
  readonly core: ClientCore;
  readonly clock: Clock;
  readonly timers: () => Timers;
  /** Loaded with the first request. Rejects with ConfigurationError. */
  readonly model: () => Promise<Model>;
  /** Ends its actor. */
  readonly end: () => Promise<void>;
}

export class LlmClient {
  /** `openai/gpt-4o-mini` */
  readonly name: string;
  readonly #parts: LlmClientParts;

  constructor(parts: LlmClientParts) {
    this.name = parts.core.settings.name;
    this.#parts = parts;
  }

  /**
   * Asks, and carries out the tool calls that the model makes until it has said what it has to say.
   *
   * @example const { text } = await client.complete('What is the capital of France?');
   * Rejects with an LlmError, `VIV_CALL_CANCELLED`, `VIV_STOPPED` or BadConfig.
   */
  async complete(question: Question): Promise<Completion> {
    const { core, clock } = this.#parts;
    const ask = askOf(question, core.settings, clock);
    const model = await this.#parts.model();
    const errand = core.errand(ask.deadlineMs, ask.signal);
    try {
      const conversation = new Conversation(ask, clock);
      for (let again = true; again; ) {
        const request = conversation.request();
        const { timeoutMs } = ask;
        const tokens = estimate(request.messages, ask.maxTokens);
        const send = (signal: AbortSignal) => model.generate(request, signal);
        const exchange = await core.request(errand, { operation: 'complete', tokens, timeoutMs, send });
        exchange.succeeded(exchange.value.usage);
        again = await conversation.take(exchange.value, exchange.attempts, this.#run(errand));
      }
      return conversation.completion();
    } finally {
      errand.close();
    }
  }

  /**
   * The same, text by text as the model says it. It begins with the loop; leaving the loop cancels the request at the
   * provider. What breaks off throws: it never looks complete.
   *
   * @example for await (const text of client.stream('Tell me a story')) process.stdout.write(text);
   */
  stream(question: Question): CompletionStream {
    const { core, clock, model } = this.#parts;
    const ask: Ask = askOf(question, core.settings, clock);
    const run = (errand: Errand) => this.#run(errand);
    const parts: StreamParts = { ask, core, clock, model, run };
    return new TextStream(parts);
  }

  /** Asks each prompt for itself: results in their order, failures among them. @throws ValidationError, BadConfig */
  completeBatch(prompts: readonly string[], options: BatchOptions = {}): Promise<BatchResult<Completion>[]> {
    const { maxConcurrency = Math.min(10, this.#parts.core.settings.concurrency), ...rest } = options;
    return batch(prompts, maxConcurrency, (prompt) => this.complete({ ...rest, prompt }));
  }

  /** Sends a request of one token: the connection is open after it, and a local model is loaded. */
  async warmup(): Promise<void> {
    await this.complete({ prompt: 'Hi', maxTokens: 1 });
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

  #run(errand: Errand) {
    const { core, clock, timers } = this.#parts;
    return { client: core.id, clock, timers: timers(), errand };
  }
}
