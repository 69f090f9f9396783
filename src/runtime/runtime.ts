/** A runtime: the one place where everything is put together into a supervision tree. */

import type { Agents } from '../agent/agents.ts';
import type { LlmClient } from '../llm/client.ts';
import type { EmbeddingClient } from '../llm/embedding-client.ts';
import type { EmbeddingOptions, LlmOptions } from '../llm/options.ts';
import { type Duration, toMs } from '../model/duration.ts';
import type { ExitReason } from '../model/exit.ts';
import { refuseUnknown } from '../model/unknown-option.ts';
import type { Observation, ObserveOptions } from '../observe/feed/observation.ts';
import type { Metrics } from '../observe/metrics-types.ts';
import type { Observer } from '../observe/server/open.ts';
import type { ObserverOptions } from '../observe/server/options.ts';
import type { Pool } from '../pool/pool.ts';
import type { CallOptions } from '../pool/types.ts';
import { Sessions } from '../session/sessions.ts';
import type { ToolRegistry } from '../tools/registry.ts';
import type { ToolSet } from '../tools/tool-set.ts';
import type { Executor } from '../workflow/executor.ts';
import type { Preset } from '../workflow/presets.ts';
import type { ExecutorOptions } from '../workflow/settings.ts';
import { type RuntimeConfig, runtimeConfig } from './config.ts';
import type { Health } from './health.ts';
import { Life } from './life.ts';
import { type PoolDefinitions, type PoolsOf, RUNTIME_OPTIONS, type RuntimeOptions } from './options.ts';
import { assemble, type Parts } from './parts.ts';
import type { GrpcAddresses } from './reception.ts';
import { Teller } from './teller.ts';
import { thisMachine } from './this-machine.ts';
import { toolSetOf } from './tool-set.ts';
import { type RuntimeNode, runtimeTree } from './tree.ts';
import type { World } from './world.ts';

export class Runtime<Definitions extends PoolDefinitions = PoolDefinitions> extends Teller {
  readonly pools: PoolsOf<Definitions>;
  /** Resolves with why the runtime ended: `shutdown` after `stop`, anything else when its root gave up. Never rejects. */
  readonly closed: Promise<ExitReason>;
  /** The host tools that every pool and session may call. */
  readonly tools: ToolRegistry;
  /** Named state that outlives calls and workers. */
  readonly sessions: Sessions;
  /** Python programs that answer questions over HTTP, started and stopped while the runtime runs. */
  readonly agents: Agents;

  /** What is in force, defaults included, and where each value came from; times in milliseconds. */
  readonly config: RuntimeConfig;

  readonly #parts: Parts;
  readonly #life: Life;

  /** @param world default: this machine. */
  constructor(options: RuntimeOptions<Definitions>, world: World = thisMachine()) {
    refuseUnknown('createRuntime', options, RUNTIME_OPTIONS);
    const life = new Life();
    const parts = assemble(options, world, () => life.root);
    super(parts.base);
    const { tools, agents, pools, table } = parts;
    this.#life = life;
    this.#parts = parts;
    this.closed = life.closed;
    this.tools = tools;
    this.sessions = new Sessions(table);
    this.agents = agents;
    this.pools = Object.fromEntries(pools.handles()) as PoolsOf<Definitions>;
    this.config = runtimeConfig(options, table.settings, pools.settings(), process.env);
  }

  /** Where the session plane listens, with the option `grpc`; undefined before `start` and after `stop`. */
  get grpc(): GrpcAddresses | undefined {
    return this.#parts.reception.addresses;
  }

  /** A pool by a name known only at run time. @throws BadConfig when there is none of it. */
  pool(name: string): Pool {
    return this.#parts.pools.get(name);
  }

  /**
   * All tools for a language model: host tools, and those of the pools, as `pool_tool` where two share a name. A ToolSet of
   * the Vercel AI SDK, for `llm()` as well. @throws BadConfig for a tool whose name no model takes.
   */
  toolSet(options: Omit<CallOptions, 'signal'> = {}): ToolSet {
    const { pools, hostTools } = this.#parts;
    return toolSetOf({ pools: pools.handles(), hostTools }, options);
  }

  /**
   * A client for a language model, by the name the option `llm` gave it or by what it is: for one model there is one client,
   * with one breaker and one set of limits, whoever asks.
   * @throws BadConfig naming the option.
   */
  llm(which: string | LlmOptions): LlmClient {
    return this.#parts.clients.llm(which);
  }

  /** The same for an embedding model. @throws BadConfig naming the option. */
  embeddings(options: EmbeddingOptions): EmbeddingClient {
    return this.#parts.clients.embeddings(options);
  }

  /**
   * Runs workflows whose tools are this runtime's, in its tree: one executor for each name or preset.
   * @throws BadConfig naming the option, or when the name means another.
   */
  executor(which: Preset | ExecutorOptions = {}): Executor {
    return this.#parts.workflows.executor(which);
  }

  /**
   * Prepares Python, starts the tree and resolves when each pool has its minimum of workers ready. Starting twice is starting once.
   * Rejects with the reason, everything stopped again, when a pool gives up or Python cannot be prepared.
   */
  start(): Promise<void> {
    return this.#life.start(this.#parts);
  }

  /**
   * Refuses new calls, lets those in flight end within `grace` (default 10 s), then ends the workers in order: SHUTDOWN, SIGTERM,
   * SIGKILL. Resolves when no process is left. Stopping twice is stopping once.
   */
  stop(options: { readonly grace?: Duration } = {}): Promise<void> {
    refuseUnknown('stop', options, ['grace']);
    return this.#life.stop(this.#parts, toMs(options.grace ?? '10s', 'grace'));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  /** What lives, from the root; undefined before `start` and after `stop`. `formatTree` prints it. */
  tree(): RuntimeNode | undefined {
    const { base, pools, agents } = this.#parts;
    const processes = { workers: pools.workers(), zygotes: pools.zygotes(), agents: agents.processes() };
    return runtimeTree(base.system.tree(), processes)[0];
  }

  /** What was counted and what there is now; workers are measured for it, at most once a second. See `prometheusText`. */
  metrics(): Promise<Metrics> {
    return this.#parts.meter.read();
  }

  /** Whether it serves, in a word and pool by pool; cheap enough for every probe. */
  health(): Health {
    const { pools, table } = this.#parts;
    return pools.health(table.size, this.#life.status);
  }

  /**
   * Looks on, until it is closed: what lives now, then what changes, in a loop or as a snapshot when it is asked for. While
   * nobody looks it costs nothing; it never keeps the process alive.
   * @example for await (const message of runtime.observe()) console.log(message.type);
   * @throws BadConfig naming the option.
   */
  observe(options: ObserveOptions = {}): Observation {
    const { base, pools, table, meter } = this.#parts;
    const { lookout, premises, ...rest } = base;
    const sources = { ...rest, pools, table, meter, faults: premises.faults };
    return lookout.observe(sources, options);
  }

  /** Serves the observer page until it is closed; only who has the token of its `url` sees anything. */
  async observer(options: ObserverOptions = {}): Promise<Observer> {
    const { openObserver } = await import('../observe/server/open.ts');
    return openObserver(this, options);
  }
}
