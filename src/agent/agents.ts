/** The agents of a runtime: started and stopped while it runs, found by name and in groups. */
import {
  type AnyActorRef,
  askSupervisor,
  type ChildSpec,
  child,
  createGroups,
  dynamicSupervisor,
  type Life,
  type LifecycleEvent,
} from '../kernel/index.ts';
import { AgentExists, AgentNotFound } from '../model/agent-errors.ts';
import { Stopped } from '../model/call-errors.ts';
import type { Ms } from '../model/clock.ts';
import type { Duration } from '../model/duration.ts';
import { BadConfig } from '../model/errors.ts';
import { Agent, type AgentKeeper, type AgentProcessInfo } from './agent.ts';
import { AgentCore, type CoreParts } from './core.ts';
import { leastLoaded } from './desk.ts';
import { type AgentMetrics, metricsOf } from './metrics.ts';
import type { AgentOptions } from './options.ts';
import { type AgentSettings, agentSettings } from './settings.ts';

export interface AgentsParts extends Omit<CoreParts, 'settings' | 'begun'> {
  /** The interpreter an agent runs on, made when there is none yet. Rejects with PythonEnvError. */
  readonly interpreterFor: (settings: AgentSettings, signal: AbortSignal) => Promise<string>;
  /** From now on agents end when the host is killed. */
  readonly engage: (python: string) => void;
  /** The supervisor of everything; undefined while the runtime does not run. */
  readonly root: () => AnyActorRef | undefined;
}

interface Kept {
  readonly core: AgentCore;
  readonly agent: Agent;
  python: string | undefined;
  /** Who has been told to start it; each tells it once. */
  under: AnyActorRef | undefined;
}

/** Names may come from outside: there is an end to it. */
const MOST = 200;

export class Agents {
  readonly #parts: AgentsParts;
  readonly #configured: readonly AgentOptions[];
  readonly #kept = new Map<string, Kept>();
  readonly #groups = createGroups();
  readonly #abort = new AbortController();
  readonly #keeper: AgentKeeper = {
    stop: (core, graceMs) => this.#stop(core, graceMs),
    restart: (core) => this.#restart(core),
  };
  #supervisor: (() => AnyActorRef) | undefined;

  /** @throws BadConfig naming the option of a configured agent. */
  constructor(configured: Readonly<Record<string, Omit<AgentOptions, 'name'>>> = {}, parts: AgentsParts) {
    this.#parts = parts;
    this.#configured = Object.entries(configured).map(([name, options]) => ({ ...options, name }));
    for (const options of this.#configured) agentSettings(options);
  }

  /** Those that start with the runtime; rejects as `start` does for the first that does not. */
  async startConfigured(): Promise<void> {
    await Promise.all(this.#configured.map((options) => this.start(options)));
  }

  /**
   * Prepares Python, starts the agent and resolves when all its processes are ready. A first start that fails is told, not
   * tried again; what crashes later is restarted.
   * @example await runtime.agents.start({ name: 'writer', pythonModule: 'agents.writer', model: 'test:model' });
   * @throws BadConfig naming the option, AgentExists, PythonEnvError, Stopped, VivariumError `VIV_START_FAILED`
   */
  async start(options: AgentOptions): Promise<Agent> {
    const settings = agentSettings(options);
    this.#check(settings);
    const kept = this.#keep(settings);
    try {
      kept.python = await this.#parts.interpreterFor(settings, this.#abort.signal);
      if (kept.core.readiness.isStopping) throw kept.core.notRunning();
      this.#parts.engage(kept.python);
      this.#begin(kept);
      await kept.core.readiness.wait();
      return kept.agent;
    } catch (error) {
      await this.#stop(kept.core, 0);
      throw this.#abort.signal.aborted ? new Stopped('the runtime was stopped while the agent was starting') : error;
    }
  }

  /** @throws AgentNotFound */
  get(name: string): Agent {
    const agent = this.#kept.get(name)?.agent;
    if (agent !== undefined) return agent;
    throw new AgentNotFound(`no agent is called ${JSON.stringify(name)}`, [...this.#kept.keys()], { agent: name });
  }

  /** Those of the group that run, or all agents there are. */
  list(group?: string): Agent[] {
    if (group === undefined) return [...this.#kept.values()].map(({ agent }) => agent);
    const members = new Set(this.#groups.members(group));
    return [...this.#kept.values()].filter(({ core }) => core.ref && members.has(core.ref)).map(({ agent }) => agent);
  }

  /** The agent of the group with the fewest questions for each of its processes. @throws AgentNotFound when none serves. */
  any(group: string): Agent {
    const inGroup = this.list(group);
    const candidates = inGroup.map((agent) => ({ agent, ...loadOf(agent) }));
    const found = leastLoaded(candidates, Number.POSITIVE_INFINITY)?.agent;
    if (found !== undefined) return found;
    const known = inGroup.map(({ name, status }) => `${name} (${status})`);
    throw new AgentNotFound(`no agent of group ${JSON.stringify(group)} serves`, known, { group });
  }

  /** As `agent.stop()`. @throws AgentNotFound */
  async stop(name: string, options: { readonly grace?: Duration } = {}): Promise<void> {
    await this.get(name).stop(options);
  }

  /** All of them, at once. */
  async stopAll(graceMs: Ms): Promise<void> {
    this.#abort.abort();
    await Promise.all([...this.#kept.values()].map(({ core }) => this.#stop(core, graceMs)));
  }

  cores(): AgentCore[] {
    return [...this.#kept.values()].map(({ core }) => core);
  }

  /** Of all agents. */
  processes(): AgentProcessInfo[] {
    return this.list().flatMap((agent) => agent.info().processes);
  }

  async metrics(): Promise<Record<string, AgentMetrics>> {
    const read = this.cores().map(async (core) => [core.name, await metricsOf(core)] as const);
    return Object.fromEntries(await Promise.all(read));
  }

  /** Something happened to a process, perhaps of one of the agents. */
  lifecycle(event: LifecycleEvent): void {
    const owner = /^agent:([^/]+)/.exec(event.id)?.[1];
    if (owner !== undefined) this.#kept.get(owner)?.core.lifecycle(event);
  }

  #check({ name, tools }: AgentSettings): void {
    if (this.#parts.root() === undefined || this.#abort.signal.aborted)
      throw new Stopped('the runtime is not running: call runtime.start() first');
    const kept = this.#kept.get(name);
    if (kept !== undefined && kept.agent.status !== 'failed') throw new AgentExists(name);
    if (kept === undefined && this.#kept.size >= MOST)
      throw new BadConfig('agents.start.name', name, `none: there are ${MOST} agents already, stop some`);
    if (tools && this.#parts.hostAddress() === undefined)
      throw new BadConfig(
        `agents.${name}.tools`,
        tools,
        'false, or a runtime with the option grpc: {}, by which it is reached',
      );
  }

  #keep(settings: AgentSettings): Kept {
    const begun = (ref: AnyActorRef): void => {
      for (const group of settings.groups) this.#groups.join(group, [ref]);
    };
    const core = new AgentCore({ ...this.#parts, settings, begun });
    const kept: Kept = { core, agent: new Agent(core, this.#keeper), python: undefined, under: undefined };
    this.#kept.set(settings.name, kept);
    return kept;
  }

  /** The supervisor of agents has its place in the tree from the first agent on, after everything else: it ends first. */
  #begin(kept: Kept): void {
    const root = this.#parts.root();
    if (root === undefined) throw new Stopped('the runtime is not running');
    if (this.#supervisor !== undefined) return this.#startIn(this.#supervisor(), kept);
    const failed = (): void => kept.core.readiness.failed(kept.core.notRunning());
    ask(root, this.#child(), failed);
  }

  #child(): ChildSpec {
    const keep = (life: Life): void => {
      this.#supervisor = () => life.self();
      // It begins without children, in each of its lives: they are told it when it runs.
      life.system.timers.after(0, () => !life.dead && this.#startAll(life.self()), { keepAlive: false });
    };
    return child('agents', dynamicSupervisor({ intensity: 10, period: '10s' }), { input: keep });
  }

  #startAll(supervisor: AnyActorRef): void {
    for (const kept of this.#kept.values()) if (!kept.core.readiness.isStopping) this.#startIn(supervisor, kept);
  }

  #startIn(supervisor: AnyActorRef, kept: Kept): void {
    if (kept.python === undefined || kept.under === supervisor) return;
    kept.under = supervisor;
    const { core } = kept;
    ask(supervisor, core.child(kept.python), () => core.readiness.failed(core.notRunning()));
  }

  async #stop(core: AgentCore, graceMs: Ms): Promise<void> {
    const { ref } = core;
    if (core.readiness.status === 'stopped') return;
    core.stopping(graceMs);
    if (ref !== undefined && this.#supervisor !== undefined) await terminate(this.#supervisor(), ref);
    if (this.#kept.get(core.name)?.core === core) this.#kept.delete(core.name);
    core.stopped();
  }

  async #restart(core: AgentCore): Promise<void> {
    const kept = this.#kept.get(core.name);
    if (kept?.core !== core || core.readiness.isStopping) throw core.notRunning();
    if (core.readiness.status !== 'failed') return;
    if (core.ref !== undefined && this.#supervisor !== undefined) await terminate(this.#supervisor(), core.ref);
    if (core.readiness.status === 'failed') {
      core.readiness.starting();
      kept.under = undefined;
      this.#begin(kept);
    }
    await core.readiness.wait();
  }
}

/** What becomes of the child is told by its life; here only that there is nobody to begin it. */
function ask(supervisor: AnyActorRef, spec: ChildSpec, gone: () => void): void {
  askSupervisor(supervisor, { type: 'start_child', spec }, () => undefined, gone);
}

/** Resolves when it is down. */
function terminate(supervisor: AnyActorRef, ref: AnyActorRef): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => resolve();
    askSupervisor(supervisor, { type: 'terminate_child', child: ref }, over, over);
  });
}

function loadOf(agent: Agent): { accepting: boolean; inFlight: number } {
  const { processes, waiting, inFlight } = agent.info();
  const open = processes.filter(({ accepting }) => accepting).length;
  return { accepting: open > 0, inFlight: (waiting + inFlight) / Math.max(1, open) };
}
