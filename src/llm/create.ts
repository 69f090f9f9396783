/** `createLlmClient`, `createEmbeddingClient`: a client for a program without a runtime, or one of a runtime's. */
import { child, createSystem, type Handle, supervise, type Timers } from '../kernel/index.ts';
import { realClock } from '../model/clock.ts';
import { type Log, silentLog } from '../model/log.ts';
import { freshRandom } from '../model/random.ts';
import type { LlmClient } from './client.ts';
import { Clients } from './clients.ts';
import type { EmbeddingClient } from './embedding-client.ts';
import { type LlmEvent, sayEvent } from './event.ts';
import type { AloneOptions, EmbeddingOptions, LlmOptions } from './options.ts';

/** A runtime, as far as it is needed here. */
export interface ClientHost {
  llm(options: LlmOptions): LlmClient;
  embeddings(options: EmbeddingOptions): EmbeddingClient;
}

/** With `runtime` the client is that runtime's, as `runtime.llm(options)` gives it: logger and clock are the runtime's. */
type Create<Options> = Options & AloneOptions & { readonly runtime?: ClientHost };

/**
 * A client for a language model. Nothing is sent, and no package of the AI SDK is loaded, before its first request.
 *
 * @example
 * await using client = createLlmClient({ provider: 'ollama', model: 'llama3.2' });
 * const { text, usage } = await client.complete('What is the capital of France?');
 * @throws BadConfig naming the option.
 */
export function createLlmClient({ runtime, logger, clock, ...options }: Create<LlmOptions>): LlmClient {
  return runtime?.llm(options) ?? alone({ logger, clock }).llm(options, 'createLlmClient');
}

/**
 * A client for an embedding model.
 *
 * @example
 * await using client = createEmbeddingClient({ provider: 'openai' });
 * const vector = await client.embedText('Hello, world!');
 * @throws BadConfig naming the option.
 */
export function createEmbeddingClient({
  runtime,
  logger,
  clock,
  ...options
}: Create<EmbeddingOptions>): EmbeddingClient {
  return runtime?.embeddings(options) ?? alone({ logger, clock }).embeddings(options, 'createEmbeddingClient');
}

/** A system of its own; it keeps no process alive, and nothing of it is left when its client has closed. */
function alone({
  logger = silentLog,
  clock = realClock,
}: { [Name in keyof AloneOptions]: AloneOptions[Name] | undefined }): Clients {
  const random = freshRandom();
  const system = createSystem({ clock, random });
  let handle: Handle | undefined;
  const begun = (): void => {
    handle = system.start(child('clients', supervise({ children: [clients.household.child()] })));
  };
  const ended = async (): Promise<unknown> => handle?.stop();
  const tell = (event: LlmEvent, debug: boolean): void => logEvent(logger, event, debug);
  const timers = (): Timers => system.timers;
  const clients = new Clients({ clock, timers, random, env: process.env, tell, begun, ended });
  return clients;
}

/** What went wrong is a warning, each attempt is a line for those who look for one. */
export function logEvent(log: Log, event: LlmEvent, debug: boolean): void {
  const { client, type } = event;
  const facts = { actor: client, client, ...('attempt' in event ? { attempt: event.attempt } : {}) };
  const loud = (type === 'failed' && event.retryInMs === undefined) || (type === 'breaker' && event.state === 'open');
  const level = loud ? 'warn' : debug || type === 'breaker' ? 'info' : 'debug';
  log[level](facts, sayEvent(event));
}
