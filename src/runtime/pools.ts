/** All pools of a runtime: made from their definitions, put under one supervisor, started and stopped together. */

import {
  type AnyActorRef,
  type ChildSpec,
  child,
  type Life,
  type LifecycleEvent,
  supervise,
  supervisor,
} from '../kernel/index.ts';
import { Stopped } from '../model/call-errors.ts';
import type { Ms } from '../model/clock.ts';
import { BadConfig, VivariumError } from '../model/errors.ts';
import { formatExit } from '../model/exit.ts';
import type { CallSession } from '../pool/call-session.ts';
import { PoolCore } from '../pool/core.ts';
import type { PoolEvents } from '../pool/events.ts';
import type { HostServices } from '../pool/host-desk.ts';
import { defaultLane, type LaneOption, laneOption } from '../pool/lane.ts';
import { type PoolSettings, poolSettings } from '../pool/options.ts';
import { Pool, type WorkerInfo } from '../pool/pool.ts';
import type { PoolStatus } from '../pool/readiness.ts';
import type { ZygoteInfo } from '../pool/zygote.ts';
import type { ToolRegistry } from '../tools/registry.ts';
import type { Workshop } from '../worker/incarnation.ts';
import { type Health, healthOf } from './health.ts';
import type { PoolDefinitions } from './options.ts';
import type { World } from './world.ts';

const POOL_NAME = /^[A-Za-z0-9][\w.-]{0,63}$/;

export interface PoolsOptions {
  /** For pools that name none. */
  readonly lane: LaneOption | undefined;
  readonly workshop: Workshop;
  readonly services: HostServices;
  readonly interpreterFor: World['interpreterFor'];
  readonly reports: (pool: string) => PoolEvents;
}

export class Pools {
  readonly #cores = new Map<string, PoolCore>();
  readonly #handles = new Map<string, Pool>();
  readonly #interpreterFor: World['interpreterFor'];
  #supervisor: (() => AnyActorRef) | undefined;

  /** @throws BadConfig naming the pool and the option. */
  constructor(definitions: PoolDefinitions, options: PoolsOptions) {
    this.#interpreterFor = options.interpreterFor;
    const lane = laneOption(options.lane, 'lane') ?? defaultLane(process.env);
    for (const [name, definition] of Object.entries(definitions)) {
      if (!POOL_NAME.test(name))
        throw new BadConfig('pools', name, 'a name of letters, digits, dots, dashes and underscores');
      const { workshop, services, reports } = options;
      const core = new PoolCore(poolSettings(name, definition, lane), workshop, services, reports(name));
      this.#cores.set(name, core);
      this.#handles.set(name, new Pool(core, () => this.#revive(core)));
    }
  }

  /** @throws BadConfig when there is none of that name. */
  get(name: string): Pool {
    const found = this.#handles.get(name);
    if (found === undefined)
      throw new BadConfig('pool', name, `one of ${[...this.#handles.keys()].join(', ') || '(no pools)'}`);
    return found;
  }

  handles(): ReadonlyMap<string, Pool> {
    return this.#handles;
  }

  cores(): readonly PoolCore[] {
    return [...this.#cores.values()];
  }

  health(sessions: number, whole: PoolStatus): Health {
    const pools = [...this.#handles.values()].map((pool) => {
      const core = this.#cores.get(pool.name);
      return { pool, size: core?.settings.size ?? 0, zygote: core?.zygote.state ?? 'off' };
    });
    return healthOf(pools, sessions, whole);
  }

  settings(): PoolSettings[] {
    return [...this.#cores.values()].map(({ settings }) => settings);
  }

  hostTools(name: string): ToolRegistry | undefined {
    return this.#cores.get(name)?.hostTools;
  }

  workers(): WorkerInfo[] {
    return [...this.#handles.values()].flatMap((pool) => pool.workers());
  }

  zygotes(): ZygoteInfo[] {
    return this.cores().flatMap(({ zygote }) => zygote.info() ?? []);
  }

  /** The interpreter of each pool, made when there is none yet. Rejects with PythonEnvError. */
  async interpreters(signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    for (const [name, core] of this.#cores) found.set(name, await this.#interpreterFor(core.settings, signal));
    return found;
  }

  /** The supervisor of all pools. `graceMs`: what is left for calls in flight at a stop. */
  child(interpreters: ReadonlyMap<string, string>, graceMs: () => Ms): ChildSpec {
    const children = [...interpreters].flatMap(([name, python]) => this.#cores.get(name)?.child(python, graceMs) ?? []);
    const keep = (life: Life): void => {
      this.#supervisor = () => life.self();
    };
    return child('pools', supervise({ children }), { input: keep });
  }

  starting(): void {
    for (const core of this.#cores.values()) core.starting();
  }

  /** Resolves when each has its minimum of workers; rejects when one gives up or stops before. */
  async ready(): Promise<void> {
    await Promise.all([...this.#cores.values()].map((core) => core.readiness.wait()));
  }

  /** New calls are refused from now on. */
  stopping(): void {
    for (const core of this.#cores.values()) core.readiness.stopping();
  }

  /** Resolves when no call is open, or when the time is over. */
  async drained(graceMs: Ms): Promise<void> {
    await Promise.all([...this.#cores.values()].map((core) => core.calls.ledger.drained(graceMs)));
  }

  /** There is no more time: calls that are still open end. */
  abandonCalls(): void {
    for (const core of this.#cores.values()) core.abandonCalls();
  }

  /** A session is closed and gives no more time: its open calls end. */
  abandonSession(session: CallSession): void {
    for (const core of this.#cores.values()) core.abandonSession(session);
  }

  stopped(): void {
    for (const core of this.#cores.values()) core.readiness.stopped();
  }

  /** Something happened to a process, perhaps of one of the pools. */
  lifecycle(event: LifecycleEvent): void {
    const path = event.id === 'workers' ? event.path.split('/').at(-2) : event.id;
    const owner = /^(?:worker|stream|pool):([^/]+)/.exec(path ?? '')?.[1];
    if (owner !== undefined) this.#cores.get(owner)?.lifecycle(event);
  }

  async #revive(core: PoolCore): Promise<void> {
    await core.readiness.untilDown();
    await undefined; // the event that says so comes before its supervisor has heard of it
    if (this.#supervisor === undefined) throw new Stopped('the runtime is not running');
    const { name } = core.settings;
    const result = await supervisor(this.#supervisor()).restartChild(`pool:${name}`);
    if ('error' in result)
      throw new VivariumError('VIV_START_FAILED', `pool ${name} was not restarted: ${formatExit(result.error)}`);
    core.starting();
    await core.readiness.wait();
  }
}
