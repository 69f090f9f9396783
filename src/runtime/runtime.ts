/** A runtime: the one place where everything is put together into a supervision tree. */

import type { Agents } from '../agent/agents.ts';
import type { AnyActorRef, Handle, LifecycleEvent } from '../kernel/index.ts';
import type { LlmClient } from '../llm/client.ts';
import type { EmbeddingClient } from '../llm/embedding-client.ts';
import { llmOperations } from '../llm/operations.ts';
import type { EmbeddingOptions, LlmOptions } from '../llm/options.ts';
import { Stopped } from '../model/call-errors.ts';
import type { Ms } from '../model/clock.ts';
import { type Duration, toMs } from '../model/duration.ts';
import { type ExitReason, formatExit } from '../model/exit.ts';
import { refuseUnknown } from '../model/unknown-option.ts';
import { traceTool } from '../observe/call-trace.ts';
import type { Observation, ObserveOptions } from '../observe/feed/observation.ts';
import { Meter } from '../observe/metrics.ts';
import type { Metrics } from '../observe/metrics-types.ts';
import type { Observer } from '../observe/server/open.ts';
import type { ObserverOptions } from '../observe/server/options.ts';
import type { Pool } from '../pool/pool.ts';
import type { CallOptions } from '../pool/types.ts';
import { Sessions } from '../session/sessions.ts';
import type { SessionTable } from '../session/table.ts';
import { HostTools } from '../tools/host-tools.ts';
import { ToolRegistry } from '../tools/registry.ts';
import type { ToolSet } from '../tools/tool-set.ts';
import type { Executor } from '../workflow/executor.ts';
import type { Preset } from '../workflow/presets.ts';
import type { ExecutorOptions } from '../workflow/settings.ts';
import { agentsOf } from './agents.ts';
import { type RuntimeConfig, runtimeConfig } from './config.ts';
import { type Foundation, foundation } from './foundation.ts';
import type { Health } from './health.ts';
import { RuntimeClients } from './llm.ts';
import { logLifecycle } from './log-lifecycle.ts';
import { type PoolDefinitions, type PoolsOf, RUNTIME_OPTIONS, type RuntimeOptions } from './options.ts';
import { poolReports } from './pool-reports.ts';
import { Pools } from './pools.ts';
import { type GrpcAddresses, Reception } from './reception.ts';
import { root } from './root.ts';
import { sessionTable } from './sessions.ts';
import { Teller } from './teller.ts';
import { thisMachine } from './this-machine.ts';
import { toolSetOf } from './tool-set.ts';
import { type RuntimeNode, runtimeTree } from './tree.ts';
import { RuntimeWorkflows } from './workflows.ts';
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

  readonly #base: Foundation;
  readonly #hostTools: HostTools;
  readonly #clients: RuntimeClients;
  readonly #workflows: RuntimeWorkflows;
  readonly #pools: Pools;
  readonly #table: SessionTable;
  readonly #reception: Reception;
  readonly #meter: Meter;
  readonly #abort = new AbortController();
  #close: (reason: ExitReason) => void = () => {};
  #handle: Handle | undefined;
  #starting: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;
  #stopBy: Ms = 0;

  /** @param world default: this machine. */
  constructor(options: RuntimeOptions<Definitions>, world: World = thisMachine()) {
    refuseUnknown('createRuntime', options, RUNTIME_OPTIONS);
    const base = foundation(options, world, (event) => this.#lifecycle(event));
    super(base);
    const { clock, log, events, lookout, premises, system, workshop } = base;
    this.#base = base;
    this.tools = new ToolRegistry('the runtime', clock, options.tools);
    const pool = (name: string): ToolRegistry | undefined => this.#pools.hostTools(name);
    const { timers } = system;
    this.#clients = new RuntimeClients(options.llm, base);
    this.#workflows = new RuntimeWorkflows(base, () => ({ hostTools: this.#hostTools, pools: this.#pools }));
    const desk = this.#clients.desk(() => this.#hostTools);
    const operations = { ...llmOperations(desk), ...this.#workflows.operations(desk) };
    const builtin = new ToolRegistry('vivarium', clock, operations, true);
    this.#hostTools = new HostTools({ clock, timers, builtin, runtime: this.tools, pool, watch: traceTool });
    this.closed = new Promise((resolve) => {
      this.#close = resolve;
    });
    const parts = { ...workshop, pools: () => this.#pools, hostTools: this.#hostTools };
    const table = sessionTable(options.sessions, parts);
    this.#table = table;
    this.sessions = new Sessions(table);
    this.#pools = new Pools(options.pools ?? {}, {
      lane: options.lane,
      workshop,
      services: { tools: this.#hostTools, sessions: table, session: (of) => table.of(of) },
      interpreterFor: world.interpreterFor,
      reports: (pool) => poolReports(pool, base),
    });
    this.pools = Object.fromEntries(this.#pools.handles()) as PoolsOf<Definitions>;
    const [hostTools, pools] = [this.#hostTools, this.#pools];
    this.#reception = new Reception({ clock, log, events, hostTools, pools, table, premises, grpc: options.grpc });
    const running = (): AnyActorRef | undefined => (this.#stopping === undefined ? this.#handle?.ref : undefined);
    this.agents = agentsOf(base, { world, root: running, grpc: () => this.grpc });
    this.config = runtimeConfig(options, table.settings, pools.settings(), process.env);
    this.#meter = new Meter({
      clock,
      events,
      pools,
      table,
      hostTools,
      agents: this.agents,
      lookout,
      llm: this.#clients,
      workflows: this.#workflows,
    });
  }

  /** Where the session plane listens, with the option `grpc`; undefined before `start` and after `stop`. */
  get grpc(): GrpcAddresses | undefined {
    return this.#reception.addresses;
  }

  /** A pool by a name known only at run time. @throws BadConfig when there is none of it. */
  pool(name: string): Pool {
    return this.#pools.get(name);
  }

  /**
   * All tools for a language model: host tools, and those of the pools, as `pool_tool` where two share a name. A ToolSet of
   * the Vercel AI SDK, for `llm()` as well. @throws BadConfig for a tool whose name no model takes.
   */
  toolSet(options: Omit<CallOptions, 'signal'> = {}): ToolSet {
    return toolSetOf({ pools: this.#pools.handles(), hostTools: this.#hostTools }, options);
  }

  /**
   * A client for a language model, by the name the option `llm` gave it or by what it is: for one model there is one client,
   * with one breaker and one set of limits, whoever asks.
   * @throws BadConfig naming the option.
   */
  llm(which: string | LlmOptions): LlmClient {
    return this.#clients.llm(which);
  }

  /** The same for an embedding model. @throws BadConfig naming the option. */
  embeddings(options: EmbeddingOptions): EmbeddingClient {
    return this.#clients.embeddings(options);
  }

  /**
   * Runs workflows whose tools are this runtime's, in its tree: one executor for each name or preset.
   * @throws BadConfig naming the option, or when the name means another.
   */
  executor(which: Preset | ExecutorOptions = {}): Executor {
    return this.#workflows.executor(which);
  }

  /**
   * Prepares Python, starts the tree and resolves when each pool has its minimum of workers ready. Starting twice is starting once.
   * Rejects with the reason, everything stopped again, when a pool gives up or Python cannot be prepared.
   */
  start(): Promise<void> {
    if (this.#stopping !== undefined) return Promise.reject(new Stopped('this runtime was stopped; create another'));
    this.#starting ??= this.#begin().catch(async (error: unknown) => {
      const stopped = this.#abort.signal.aborted; // by an order: a root that gave up has a reason of its own
      await this.stop({ grace: 0 });
      throw stopped ? new Stopped('the runtime was stopped while it was starting') : error;
    });
    return this.#starting;
  }

  /**
   * Refuses new calls, lets those in flight end within `grace` (default 10 s), then ends the workers in order: SHUTDOWN, SIGTERM,
   * SIGKILL. Resolves when no process is left. Stopping twice is stopping once.
   */
  stop(options: { readonly grace?: Duration } = {}): Promise<void> {
    refuseUnknown('stop', options, ['grace']);
    this.#stopping ??= this.#end(toMs(options.grace ?? '10s', 'grace'));
    return this.#stopping;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  /** What lives, from the root; undefined before `start` and after `stop`. `formatTree` prints it. */
  tree(): RuntimeNode | undefined {
    return runtimeTree(this.#base.system.tree(), this.#pools.workers(), this.#pools.zygotes())[0];
  }

  /** What was counted and what there is now; workers are measured for it, at most once a second. See `prometheusText`. */
  metrics(): Promise<Metrics> {
    return this.#meter.read();
  }

  /** Whether it serves, in a word and pool by pool; cheap enough for every probe. */
  health(): Health {
    const whole = this.#stopping !== undefined ? 'stopping' : this.#handle === undefined ? 'idle' : 'ready';
    return this.#pools.health(this.#table.size, whole);
  }

  /**
   * Looks on, until it is closed: what lives now, then what changes, in a loop or as a snapshot when it is asked for. While
   * nobody looks it costs nothing; it never keeps the process alive.
   * @example for await (const message of runtime.observe()) console.log(message.type);
   * @throws BadConfig naming the option.
   */
  observe(options: ObserveOptions = {}): Observation {
    const { lookout, premises, ...base } = this.#base;
    const { faults } = premises;
    const sources = { ...base, pools: this.#pools, table: this.#table, meter: this.#meter, faults };
    return lookout.observe(sources, options);
  }

  /** Serves the observer page until it is closed; only who has the token of its `url` sees anything. */
  async observer(options: ObserverOptions = {}): Promise<Observer> {
    const { openObserver } = await import('../observe/server/open.ts');
    return openObserver(this, options);
  }

  async #begin(): Promise<void> {
    const { signal } = this.#abort;
    const interpreters = await this.#pools.interpreters(signal);
    await this.#table.start();
    signal.throwIfAborted();
    const [python] = interpreters.values();
    if (python !== undefined) this.#base.premises.engageGuardian(python);
    this.#pools.starting();
    const graceMs = (): Ms => Math.max(0, this.#stopBy - this.#base.workshop.clock.now());
    const pools = this.#pools.child(interpreters, graceMs);
    const before = [this.#base.premises.bridgeChild(), this.#table.child(), pools];
    const children = [...before, ...this.#clients.children(), ...this.#reception.children()];
    this.#handle = this.#base.system.start(root(children));
    this.#clients.started(this.#handle.ref);
    this.#workflows.started(this.#handle.ref);
    void this.#handle.exited.then((reason) => this.#ended(reason));
    await this.#handle.ready.catch((error: unknown) => {
      throw this.#base.premises.failure ?? error;
    });
    await this.#pools.ready();
    this.#reception.serving();
  }

  async #end(graceMs: Ms): Promise<void> {
    const { clock } = this.#base.workshop;
    this.#stopBy = clock.now() + graceMs;
    this.#abort.abort();
    this.#reception.stopping();
    if (this.#workflows.running > 0) await this.#workflows.drained(graceMs); // their nodes still call tools
    this.#pools.stopping();
    this.#table.stopping();
    await this.#pools.drained(Math.max(0, this.#stopBy - clock.now()));
    await this.agents.stopAll(Math.max(0, this.#stopBy - clock.now()));
    await this.#hostTools.drained(Math.max(0, this.#stopBy - clock.now()));
    this.#hostTools.close();
    this.#clients.close();
    this.#workflows.close();
    this.#pools.abandonCalls();
    await this.#handle?.stop('shutdown');
    this.#pools.stopped();
    await this.#table.stopped();
    await this.#base.premises.close();
    await this.#base.recorder.flushed();
    this.#base.lookout.close();
    this.#close('shutdown');
  }

  /** The root has ended, by our order or because it gave up. */
  #ended(reason: ExitReason): void {
    if (this.#stopping !== undefined) return;
    this.#base.log.error({ reason: formatExit(reason) }, 'the runtime gave up; no pool serves any more');
    this.#reception.stopping();
    void this.agents.stopAll(0);
    this.#pools.stopping();
    this.#pools.abandonCalls();
    this.#hostTools.close();
    this.#clients.close();
    this.#workflows.close();
    this.#stopping = Promise.all([this.#table.stopped(), this.#base.premises.close()]).then(() => this.#close(reason));
  }

  #lifecycle(event: LifecycleEvent): void {
    logLifecycle(this.#base.log, event);
    this.#base.recorder.lifecycle(event);
    this.#pools.lifecycle(event);
    this.agents.lifecycle(event);
    this.#table.lifecycle(event);
    this.#base.recorder.ended(event);
    this.#base.lookout.lifecycle(event);
    if (event.type !== 'ignored') this.#base.events.emit(event.type, event);
  }
}
