/**
 * All clients of a runtime: made when they are first asked for, and the same ever after. So there is one breaker and one
 * set of limits for each model, whoever asks it, from whichever worker.
 */
import type { Timers } from '../kernel/index.ts';
import type { Clock } from '../model/clock.ts';
import { BadConfig } from '../model/errors.ts';
import { ResourceExhausted } from '../model/llm-errors.ts';
import type { Random } from '../model/random.ts';
import { LlmClient } from './client.ts';
import { ClientCore } from './core.ts';
import { EmbeddingClient } from './embedding-client.ts';
import type { LlmEvent } from './event.ts';
import { Household } from './household.ts';
import { lazily } from './lazily.ts';
import type { ClientOptions, EmbeddingOptions, LlmOptions } from './options.ts';
import { loadEmbedder, loadModel } from './provider.ts';
import { type ClientSettings, clientSettings } from './settings.ts';

export interface ClientsParts {
  readonly clock: Clock;
  readonly timers: () => Timers;
  readonly random: Random;
  readonly env: NodeJS.ProcessEnv;
  readonly tell: (event: LlmEvent, debug: boolean) => void;
  /** The first client has been made. */
  readonly begun?: () => void;
  /** The last client has been closed. */
  readonly ended?: () => Promise<unknown>;
}

type Kind = 'llm' | 'embedding';

interface Kept {
  readonly kind: Kind;
  readonly core: ClientCore;
  readonly client: LlmClient | EmbeddingClient;
}

/** Configs come from outside: there is an end to it. */
const MOST = 200;

export class Clients {
  readonly household = new Household();
  readonly #parts: ClientsParts;
  readonly #kept = new Map<string, Kept>();
  readonly #defaults: ClientOptions;
  #notRunning: string | undefined;

  /** @param defaults what clients take that do not say themselves. */
  constructor(parts: ClientsParts, defaults: ClientOptions = {}) {
    this.#parts = parts;
    this.#defaults = defaults;
  }

  get size(): number {
    return this.#kept.size;
  }

  cores(): ClientCore[] {
    return [...this.#kept.values()].map(({ core }) => core);
  }

  /** Gets it or makes it. @throws BadConfig naming the option, ResourceExhausted. */
  llm(options: LlmOptions, field = 'llm'): LlmClient {
    const { client } = this.#get('llm', this.#settings(field, options, 'llm'));
    if (client instanceof LlmClient) return client;
    throw new BadConfig(field, options, 'a client for texts');
  }

  /** Gets it or makes it. @throws BadConfig naming the option, ResourceExhausted. */
  embeddings(options: EmbeddingOptions, field = 'embeddings'): EmbeddingClient {
    const { client } = this.#get('embedding', this.#settings(field, options, 'embedding'));
    if (client instanceof EmbeddingClient) return client;
    throw new BadConfig(field, options, 'a client for embeddings');
  }

  /** By the name it was given. */
  named(kind: Kind, name: string): Kept | undefined {
    return this.#kept.get(`${kind}:${name}`);
  }

  /** Why requests are refused from now on; undefined: they are sent. */
  set notRunning(why: string | undefined) {
    this.#notRunning = why;
    for (const core of this.cores()) core.notRunning = why;
  }

  /** Ends all that is under way. */
  close(): void {
    for (const core of this.cores()) core.close();
  }

  #settings(field: string, options: LlmOptions | EmbeddingOptions, kind: Kind): ClientSettings {
    if (typeof options !== 'object' || options === null) throw new BadConfig(field, options, 'an object of options');
    return clientSettings(field, { ...this.#defaults, ...options }, kind, this.#parts.env);
  }

  #get(kind: Kind, settings: ClientSettings): Kept {
    for (const kept of this.#kept.values()) if (kept.kind === kind && isSame(kept.core.settings, settings)) return kept;
    if (this.#kept.size >= MOST)
      throw new ResourceExhausted(`there are ${MOST} clients already; close some`, 'clients', { retryable: false });
    return this.#make(kind, settings);
  }

  #make(kind: Kind, settings: ClientSettings): Kept {
    const { clock, timers, random, tell, begun, ended } = this.#parts;
    const id = this.#free(`${kind}:${settings.name}`);
    const core = new ClientCore({ id, settings, clock, timers, random, tell: (event) => tell(event, settings.debug) });
    core.notRunning = this.#notRunning;
    const end = async (): Promise<void> => {
      if (!this.#kept.delete(id)) return;
      await this.household.remove(id);
      if (this.#kept.size === 0) await ended?.();
    };
    const parts = { core, clock, end };
    const client =
      kind === 'llm'
        ? new LlmClient({ ...parts, timers, model: lazily(() => loadModel(settings)) })
        : new EmbeddingClient({ ...parts, embedder: lazily(() => loadEmbedder(settings)) });
    const kept: Kept = { kind, core, client };
    this.#kept.set(id, kept);
    this.household.add(core.breaker.child());
    if (this.#kept.size === 1) begun?.();
    return kept;
  }

  /** Two clients for one model, with different keys, say: `llm:openai/gpt-4o`, `llm:openai/gpt-4o~2`. */
  #free(id: string): string {
    let free = id;
    for (let n = 2; this.#kept.has(free); n++) free = `${id}~${n}`;
    return free;
  }
}

function isSame(a: ClientSettings, b: ClientSettings): boolean {
  const same = a.provider === b.provider && a.model === b.model && a.name === b.name;
  return same && a.baseUrl === b.baseUrl && a.apiKey === b.apiKey;
}
