/** A set of equal workers behind one name: what a service calls. */
import type { LaneKind } from '../bridge/types.ts';
import { Stopped } from '../model/call-errors.ts';
import { type Duration, toMs } from '../model/duration.ts';
import { BadConfig } from '../model/errors.ts';
import type { ToolRegistry } from '../tools/registry.ts';
import type { ToolSpec } from '../tools/spec.ts';
import type { ToolSet } from '../tools/tool-set.ts';
import type { PoolCore } from './core.ts';
import type { PoolStatus } from './readiness.ts';
import { toolSet } from './tool-set.ts';
import type { AnyTools, Args, ArgsOf, CallOptions, ChunkOf, ResultOf, ToolName } from './types.ts';

/** One live worker. */
export interface WorkerInfo {
  /** `worker:ml/3` */
  readonly id: string;
  readonly incarnation: number;
  readonly pid: number;
  /** What it has dialled. */
  readonly lane: LaneKind;
  /** It takes calls; false as soon as it ends, or has said that it will. */
  readonly accepting: boolean;
  /** Calls it has been sent and has not answered. */
  readonly inFlight: number;
  /** It gives no sign of life, and not for want of a CPU: native code may hold the GIL. */
  readonly suspected: boolean;
  /** It is ready, and takes no calls before another worker ends. */
  readonly spare: boolean;
}

export class Pool<Tools = AnyTools> {
  readonly #core: PoolCore;
  readonly #restart: () => Promise<void>;
  #restarting: Promise<void> | undefined;

  constructor(core: PoolCore, restart: () => Promise<void>) {
    this.#core = core;
    this.#restart = restart;
  }

  get name(): string {
    return this.#core.settings.name;
  }

  get status(): PoolStatus {
    return this.#core.readiness.status;
  }

  /** Calls that wait for a worker. */
  get waiting(): number {
    return this.#core.calls.waiting;
  }

  /**
   * Runs a tool on a worker. Ends exactly once: with its result, or with one of `ToolFailed`, `CallTimeout`,
   * `CallCancelled`, `WorkerCrashed`, `PoolSaturated`, `SupervisorGaveUp`, `UnknownTool`, `BadArguments`, `StreamOnly`,
   * `Unsendable`, `Stopped`.
   *
   * Typed arrays among the arguments are sent from where they lie: leave them as they are until the call has ended.
   *
   * @example await pool.call('add', { a: 2, b: 3 }, { timeout: '5s' }) // 5
   */
  call<Name extends ToolName<Tools>>(
    tool: Name,
    args: ArgsOf<Tools[Name]>,
    options: CallOptions = {},
  ): Promise<ResultOf<Tools[Name]>> {
    return this.#core.call(tool, args as Args, options) as Promise<ResultOf<Tools[Name]>>;
  }

  /**
   * Runs a generator on a worker. Chunks come as they are made, never more than the consumer takes; leaving the loop
   * closes the generator in Python.
   *
   * @example for await (const chunk of pool.stream('count', { to: 3 })) console.log(chunk);
   * @throws what `call` rejects with; before anything is sent, at once.
   */
  stream<Name extends ToolName<Tools>>(
    tool: Name,
    args: ArgsOf<Tools[Name]>,
    options: CallOptions = {},
  ): AsyncIterableIterator<ChunkOf<Tools[Name]>> {
    return this.#core.intake.stream(tool, args as Args, options) as AsyncIterableIterator<ChunkOf<Tools[Name]>>;
  }

  /** The adapter's tools with their schemas; empty until a worker was ready. */
  specs(): ToolSpec[] {
    return this.#core.toolbox.specs();
  }

  /**
   * The same tools for a language model: a ToolSet of the Vercel AI SDK, for `createLlmClient` as well. `options` are those
   * of every call; aborting the model's run cancels the tool. Empty until a worker was ready.
   *
   * @example await generateText({ model, prompt, tools: pool.tools({ timeout: '10s' }) });
   * @throws BadConfig for a tool whose name no model takes.
   */
  tools(options: Omit<CallOptions, 'signal'> = {}): ToolSet {
    return toolSet(this.#core, options);
  }

  /** The host tools that only this pool's workers may call, beside those of the runtime. */
  get hostTools(): ToolRegistry {
    return this.#core.hostTools;
  }

  /** Those that are ready or were, spares too. */
  workers(): WorkerInfo[] {
    return this.#core.spares
      .everyone()
      .map(({ member: { identity, lane, serves, suspected, inFlight }, spare }) => ({
        id: identity.worker,
        incarnation: identity.incarnation,
        pid: identity.pid,
        lane: lane.kind,
        accepting: serves,
        suspected,
        inFlight,
        spare,
      }))
      .sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
  }

  /** Resolves when its minimum of workers is ready; rejects when it gives up or stops before. */
  ready(): Promise<void> {
    return this.#core.readiness.wait();
  }

  /** Revives a pool that gave up and resolves when it is ready. Rejects with `Stopped` when it has not given up. */
  restart(): Promise<void> {
    if (this.status !== 'failed' && this.#restarting === undefined)
      return Promise.reject(new Stopped(`pool ${this.name} is ${this.status}: only a failed pool is restarted`));
    this.#restarting ??= this.#restart().finally(() => {
      this.#restarting = undefined;
    });
    return this.#restarting;
  }

  /**
   * A rolling restart, for code or models that have changed: each worker is replaced, one at a time, the new one ready
   * before the old one takes no more calls. None is lost; those in flight have `grace` (default: the longer of the pool's
   * `timeout` and `streamTimeout`). Sessions stay; a strict one hears once that its worker has changed. A pool that gave
   * up is restarted.
   *
   * Rejects with `VIV_START_FAILED` when a new worker does not become ready: those of before serve on, and the crash
   * report with Python's traceback is `facts.last`.
   */
  async reload(options: { readonly grace?: Duration } = {}): Promise<void> {
    const graceMs = options.grace === undefined ? undefined : toMs(options.grace, 'grace');
    if (this.status === 'failed') return this.restart();
    const refusal = this.#core.readiness.refusal();
    if (refusal !== undefined) throw refusal;
    await this.#core.zygote.renew();
    await this.#core.recycler.all(graceMs);
  }

  /** Replaces one worker in the same way, by its id: `worker:ml/3`. */
  async recycle(worker: string): Promise<void> {
    const ids = this.workers().map(({ id }) => id);
    if (!ids.includes(worker)) throw new BadConfig('worker', worker, `one of ${ids.join(', ') || '(none is ready)'}`);
    await this.#core.recycler.one(worker, 'asked');
  }
}
