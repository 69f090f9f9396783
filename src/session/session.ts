/** A session as its users hold it: named state that outlives calls and workers, and the calls made in it. */
import { EventEmitter } from 'eventemitter3';
import type { Clock } from '../model/clock.ts';
import { type Duration, toMs } from '../model/duration.ts';
import type { Args } from '../pool/types.ts';
import { lineage, outside } from '../tools/lineage.ts';
import { ToolRegistry } from '../tools/registry.ts';
import { MAX_PARALLEL, runBatch } from './batch.ts';
import type { SessionCore } from './core.ts';
import { createReactAgent, type ReactAgent, type ReactAgentOptions } from './react-agent.ts';
import type {
  BatchItem,
  BatchOptions,
  BatchResult,
  CloseOptions,
  SessionCallOptions,
  SessionState,
  SetOptions,
  ToolSession,
  Variable,
  VariableChange,
  VariableInfo,
  VariableMetadata,
  WatchOptions,
} from './types.ts';
import type { Variables } from './variables.ts';

/** Where a session's calls go. */
export interface Switchboard {
  call(session: Session, pool: string, tool: string, args: Args, options: SessionCallOptions): Promise<unknown>;
  stream(
    session: Session,
    pool: string,
    tool: string,
    args: Args,
    options: SessionCallOptions,
  ): AsyncIterableIterator<unknown>;
  hostTool(session: Session, tool: string, args: Args, options: SessionCallOptions): Promise<unknown>;
}

/** What a session tells; `(session) => …` hears it. */
export type SessionEventName = 'active' | 'parked' | 'closed' | 'expired';

/** What all sessions of a runtime have in common. */
export interface SessionHouse {
  readonly clock: Clock;
  readonly switchboard: Switchboard;
  readonly close: (core: SessionCore, graceMs: number) => Promise<void>;
}

export class Session implements ToolSession {
  readonly id: string;
  readonly #core: SessionCore;
  readonly #variables: Variables;
  readonly #house: SessionHouse;
  #tools: ToolRegistry | undefined;
  #events: EventEmitter<SessionEventName> | undefined;

  constructor(core: SessionCore, variables: Variables, house: SessionHouse) {
    this.id = core.id;
    this.#core = core;
    this.#variables = variables;
    this.#house = house;
  }

  /** Host tools that only this session has; they go with it, and with the host. */
  get tools(): ToolRegistry {
    this.#tools ??= new ToolRegistry(`session ${this.id}`, this.#house.clock);
    return this.#tools;
  }

  get metadata(): Readonly<Record<string, string>> {
    return this.#core.metadata;
  }

  get state(): SessionState {
    return this.#core.state;
  }

  get createdAt(): number {
    return this.#core.createdAt;
  }

  /** Milliseconds since it was last used; 0 while something is in flight. */
  get idleMs(): number {
    return this.#core.idleMs;
  }

  /** Calls, reads and writes that have begun and have not ended. */
  get inFlight(): number {
    return this.#core.inFlight;
  }

  /** The workers its calls go to while they live: `worker:ml/3`. */
  get workers(): readonly string[] {
    return this.#core.members.map(({ identity }) => identity.worker);
  }

  async get<T = unknown>(name: string): Promise<T | undefined> {
    return (await this.#variables.read(name))?.value as T | undefined;
  }

  read(name: string): Promise<Variable | undefined> {
    return this.#variables.read(name);
  }

  /**
   * Resolves when the store has it.
   *
   * @example
   * const { version } = await session.set('cart', ['apple']);
   * await session.set('cart', ['apple', 'pear'], { ifVersion: version });
   */
  set(name: string, value: unknown, options: SetOptions = {}): Promise<VariableMetadata> {
    return this.#variables.set(name, value, options);
  }

  delete(name: string, options: Pick<SetOptions, 'ifVersion'> = {}): Promise<boolean> {
    return this.#variables.delete(name, options);
  }

  list(): Promise<VariableInfo[]> {
    return this.#variables.list();
  }

  /** @example for await (const { name, value } of session.watch(['progress'])) console.log(name, value); */
  watch(names?: readonly string[], options: WatchOptions = {}): AsyncIterableIterator<VariableChange> {
    return this.#variables.watch(names, options);
  }

  /** A tool of a pool's workers, called in this session. */
  call<T = unknown>(pool: string, tool: string, args: Args, options: SessionCallOptions = {}): Promise<T> {
    return this.#house.switchboard.call(this, pool, tool, args, options) as Promise<T>;
  }

  stream<T = unknown>(
    pool: string,
    tool: string,
    args: Args,
    options: SessionCallOptions = {},
  ): AsyncIterableIterator<T> {
    return this.#house.switchboard.stream(this, pool, tool, args, options) as AsyncIterableIterator<T>;
  }

  /**
   * Many calls, at most `maxParallel` at once; results in the order of the items, failures among them.
   *
   * @example await session.batch([{ pool: 'ml', tool: 'add', args: { a: 1, b: 2 } }, { tool: 'validate' }])
   */
  batch(items: readonly BatchItem[], options: BatchOptions = {}): Promise<BatchResult[]> {
    const { maxParallel = MAX_PARALLEL, stopOnError = false, ...rest } = options;
    const core = this.#core;
    const { switchboard } = this.#house;
    return runBatch(items, { maxParallel, stopOnError }, async ({ pool, tool, args = {} }) => {
      if (pool !== undefined) return switchboard.call(this, pool, tool, args, rest);
      core.enter();
      try {
        return await switchboard.hostTool(this, tool, args, rest);
      } finally {
        core.leave();
      }
    });
  }

  /**
   * An agent of DSPy over the session's tools, in a pool whose adapter is `vivarium_worker.dspy_agent`.
   *
   * @example
   * const agent = await session.createReactAgent({ signature: 'question -> answer', tools: ['search'] });
   * for await (const step of agent.stream({ question })) console.log(step);
   */
  createReactAgent(options: ReactAgentOptions): Promise<ReactAgent> {
    return createReactAgent(this, options);
  }

  /** Begins its idle time anew. */
  touch(): void {
    this.#core.touch();
  }

  /** Refuses new calls, lets those in flight end, then deletes what belongs to it. Closing twice is closing once. */
  async close(options: CloseOptions = {}): Promise<void> {
    const grace: Duration = options.grace ?? '10s';
    await this.#house.close(this.#core, toMs(grace, 'grace'));
  }

  on(event: SessionEventName, listener: (session: Session) => void): this {
    this.#events ??= new EventEmitter();
    this.#events.on(event, listener);
    return this;
  }

  off(event: SessionEventName, listener: (session: Session) => void): this {
    this.#events?.off(event, listener);
    return this;
  }

  /** For the table of sessions: calls every listener, in no host tool's name whoever brought it about. @internal */
  tell(event: SessionEventName, failed: (error: unknown) => void): void {
    for (const listener of this.#events?.listeners(event) ?? []) {
      try {
        outside(lineage(), () => listener(this));
      } catch (error) {
        failed(error);
      }
    }
  }
}
