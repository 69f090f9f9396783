/** `createRuntime`: the one place where everything is put together into a supervision tree. */
import { availableParallelism } from 'node:os';
import { type EventName, Events, type RuntimeEvents } from './events.ts';
import {
  type AnyActorRef,
  child,
  createSystem,
  type Explanation,
  type Handle,
  type Life,
  type LifecycleEvent,
  type System,
  supervise,
  supervisor,
} from './kernel/index.ts';
import { logLifecycle } from './log-lifecycle.ts';
import { defaultLogger, guarded } from './logger.ts';
import { Stopped } from './model/call-errors.ts';
import { type Ms, realClock } from './model/clock.ts';
import { type Duration, toMs } from './model/duration.ts';
import { BadConfig, VivariumError } from './model/errors.ts';
import { type ExitReason, formatExit } from './model/exit.ts';
import type { Log } from './model/log.ts';
import { PoolCore } from './pool/core.ts';
import { formatCrash } from './pool/crash-report.ts';
import { interpreterFor } from './pool/interpreter.ts';
import { poolSettings } from './pool/options.ts';
import { Pool } from './pool/pool.ts';
import { Premises } from './premises.ts';
import type { PoolDefinitions, PoolsOf, RuntimeOptions } from './runtime-options.ts';
import { type RuntimeNode, runtimeTree } from './tree.ts';
import type { Workshop } from './worker/incarnation.ts';
import { createSpawnGate } from './worker/spawn-gate.ts';

const POOL_NAME = /^[A-Za-z0-9][\w.-]{0,63}$/;

export class Runtime<Definitions extends PoolDefinitions = PoolDefinitions> {
  readonly pools: PoolsOf<Definitions>;
  /** Resolves with why the runtime ended: `shutdown` after `stop`, anything else when its root gave up. Never rejects. */
  readonly closed: Promise<ExitReason>;

  readonly #log: Log;
  readonly #system: System;
  readonly #events: Events;
  readonly #workshop: Workshop;
  readonly #cores = new Map<string, PoolCore>();
  readonly #pools = new Map<string, Pool>();
  readonly #premises: Premises;
  readonly #abort = new AbortController();
  #close: (reason: ExitReason) => void = () => {};
  #poolsRef: (() => AnyActorRef) | undefined;
  #handle: Handle | undefined;
  #starting: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;
  #stopBy: Ms = 0;

  constructor(options: RuntimeOptions<Definitions>) {
    const clock = options.clock ?? realClock;
    this.#log = guarded(options.logger ?? defaultLogger());
    this.#events = new Events(this.#log);
    const transport = options.transport ?? 'unix';
    if (transport !== 'unix' && transport !== 'tcp') throw new BadConfig('transport', transport, "'unix' or 'tcp'");
    const premises = new Premises(clock, this.#log, transport);
    this.#premises = premises;
    this.#system = createSystem({
      clock,
      onLifecycle: (event) => this.#lifecycle(event),
      onFault: (error, where) => this.#log.error({ err: error }, `${where} threw`),
    });
    this.#workshop = {
      clock,
      timers: this.#system.timers,
      log: this.#log,
      gate: createSpawnGate(availableParallelism()),
      pythonHome: premises.pythonHome,
      bridge: () => premises.bridge,
      guardian: () => premises.guardian,
    };
    this.closed = new Promise((resolve) => {
      this.#close = resolve;
    });
    for (const [name, definition] of Object.entries(options.pools ?? {})) this.#add(name, definition);
    this.pools = Object.fromEntries(this.#pools) as PoolsOf<Definitions>;
  }

  /** A pool by a name known only at run time. @throws BadConfig when there is none of it. */
  pool(name: string): Pool {
    const found = this.#pools.get(name);
    if (found === undefined)
      throw new BadConfig('pool', name, `one of ${[...this.#pools.keys()].join(', ') || '(no pools)'}`);
    return found;
  }

  /**
   * Prepares Python, starts the tree and resolves when each pool has its minimum of workers ready. Starting twice is starting once.
   * Rejects with the reason, everything stopped again, when a pool gives up or Python cannot be prepared.
   */
  start(): Promise<void> {
    if (this.#stopping !== undefined) return Promise.reject(new Stopped('this runtime was stopped; create another'));
    this.#starting ??= this.#begin().catch(async (error: unknown) => {
      const stopped = this.#stopping !== undefined;
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
    const graceMs = toMs(options.grace ?? '10s', 'grace');
    this.#stopping ??= this.#end(graceMs);
    return this.#stopping;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  on<Name extends EventName>(name: Name, listener: RuntimeEvents[Name]): this {
    this.#events.on(name, listener);
    return this;
  }

  off<Name extends EventName>(name: Name, listener: RuntimeEvents[Name]): this {
    this.#events.off(name, listener);
    return this;
  }

  /** What lives, from the root; undefined before `start` and after `stop`. `formatTree` prints it. */
  tree(): RuntimeNode | undefined {
    return runtimeTree(this.#system.tree(), [...this.#pools.values()].flatMap((pool) => pool.workers()))[0];
  }

  /** What supervisors decided of late and why, the newest last; of `worker:ml/3`, of `pool:ml` and all in it, or everywhere. */
  explain(name?: string): readonly Explanation[] {
    return this.#system.explain(name);
  }

  #add(name: string, definition: PoolDefinitions[string]): void {
    if (!POOL_NAME.test(name))
      throw new BadConfig('pools', name, 'a name of letters, digits, dots, dashes and underscores');
    const core = new PoolCore(poolSettings(name, definition), this.#workshop, {
      ready: ({ identity }) => this.#events.emit('ready', { pool: name, ...identity }),
      crash: (report) => {
        this.#log.error({ ...report }, formatCrash(report));
        this.#events.emit('crash', report);
      },
      failed: (error) => this.#events.emit('failed', { pool: name, error }),
      output: (worker, incarnation, stream, line) => {
        this.#log[stream === 'stdout' ? 'info' : 'warn']({ worker, incarnation, stream }, line);
        this.#events.emit('output', { pool: name, worker, incarnation, stream, line });
      },
    });
    this.#cores.set(name, core);
    this.#pools.set(name, new Pool(core, () => this.#revive(core)));
  }

  async #begin(): Promise<void> {
    const cores = [...this.#cores.values()];
    const { signal } = this.#abort;
    const pythons = new Map<PoolCore, string>();
    for (const core of cores) pythons.set(core, await interpreterFor(core.settings, signal));
    signal.throwIfAborted();
    const [python] = pythons.values();
    if (python !== undefined) this.#premises.engageGuardian(python);
    for (const core of cores) core.starting();
    this.#handle = this.#system.start(this.#root(pythons));
    void this.#handle.exited.then((reason) => this.#ended(reason));
    await this.#handle.ready;
    await Promise.all(cores.map((core) => core.readiness.wait()));
  }

  #root(pythons: ReadonlyMap<PoolCore, string>) {
    const graceMs = (): Ms => Math.max(0, this.#stopBy - this.#workshop.clock.now());
    const pools = [...pythons].map(([core, python]) => core.child(python, graceMs));
    const keep = (life: Life): void => {
      this.#poolsRef = () => life.self();
    };
    return child(
      'runtime',
      supervise({
        strategy: 'rest_for_one',
        children: [this.#premises.bridgeChild(), child('pools', supervise({ children: pools }), { input: keep })],
      }),
    );
  }

  async #end(graceMs: Ms): Promise<void> {
    const { clock, timers } = this.#workshop;
    this.#stopBy = clock.now() + graceMs;
    this.#abort.abort();
    const cores = [...this.#cores.values()];
    for (const core of cores) core.readiness.stopping();
    await Promise.all(cores.map((core) => core.calls.drained(timers, graceMs)));
    for (const core of cores) core.abandonCalls();
    await this.#handle?.stop('shutdown');
    for (const core of cores) core.readiness.stopped();
    await this.#premises.close();
    this.#close('shutdown');
  }

  /** The root has ended, by our order or because it gave up. */
  #ended(reason: ExitReason): void {
    if (this.#stopping !== undefined) return;
    this.#log.error({ reason: formatExit(reason) }, 'the runtime gave up; no pool serves any more');
    for (const core of this.#cores.values()) {
      core.readiness.stopping();
      core.abandonCalls();
    }
    this.#stopping = this.#premises.close().then(() => this.#close(reason));
  }

  async #revive(core: PoolCore): Promise<void> {
    if (this.#poolsRef === undefined) throw new Stopped('the runtime is not running');
    await undefined; // the event that says it gave up comes before its supervisor has heard of it
    const result = await supervisor(this.#poolsRef()).restartChild(`pool:${core.settings.name}`);
    if ('error' in result)
      throw new VivariumError(
        'VIV_START_FAILED',
        `pool ${core.settings.name} was not restarted: ${formatExit(result.error)}`,
      );
    core.starting();
    await core.readiness.wait();
  }

  #lifecycle(event: LifecycleEvent): void {
    logLifecycle(this.#log, event);
    const owner = /^(?:worker|stream|pool):([^/]+)/.exec(event.id)?.[1];
    if (owner !== undefined) this.#cores.get(owner)?.lifecycle(event);
    if (event.type !== 'ignored') this.#events.emit(event.type, event);
  }
}

/**
 * Describes a runtime; nothing runs before `start()`.
 *
 * @example
 * const runtime = createRuntime({ pools: { ml: pool<MlTools>({ adapter: './adapter.py', size: 4 }) } });
 * await runtime.start();
 * await runtime.pools.ml.call('predict', { features });
 * @throws BadConfig naming the option.
 */
export function createRuntime<const Definitions extends PoolDefinitions>(
  options: RuntimeOptions<Definitions> = {},
): Runtime<Definitions> {
  return new Runtime(options);
}
