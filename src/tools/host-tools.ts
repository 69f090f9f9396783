/** Every call of a host tool comes through here: finds the tool that is meant, and takes the call to its one end. */
import type { Timers } from '../kernel/index.ts';
import { Stopped } from '../model/call-errors.ts';
import type { Clock, Ms } from '../model/clock.ts';
import { HostToolError, unknownHostTool } from '../model/tool-errors.ts';
import type { Admitted } from './admitted.ts';
import type { Entry } from './entry.ts';
import { Execution } from './execution.ts';
import { lineage, outside } from './lineage.ts';
import { perform, performStream } from './perform.ts';
import type { ToolRegistry } from './registry.ts';
import { type HostToolRequest, namedArguments, type ToolScope } from './request.ts';
import type { ToolDescription } from './spec.ts';
import type { ToolWatcher } from './watch.ts';

export interface HostToolsOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  /** The tools that are there for all. */
  readonly runtime: ToolRegistry;
  /** What the runtime itself brings: found first, and not listed. */
  readonly builtin?: ToolRegistry;
  /** The tools of a pool. */
  readonly pool: (name: string) => ToolRegistry | undefined;
  /** Default: nobody listens. */
  readonly watch?: ToolWatcher;
}

export class HostTools {
  readonly #options: HostToolsOptions;
  readonly #open = new Set<Execution>();
  #onEmpty: (() => void)[] = [];
  #closed = false;

  constructor(options: HostToolsOptions) {
    this.#options = options;
  }

  /** Calls that have not ended. */
  get size(): number {
    return this.#open.size;
  }

  /** What can be called from there, the nearest tool of each name. */
  list(scope: ToolScope): ToolDescription[] {
    const found = new Map<string, Entry>();
    for (const registry of this.#registries(scope))
      for (const entry of registry.entries())
        if (!found.has(entry.name) && isOpen(entry, scope)) found.set(entry.name, entry);
    return [...found.values()].map((entry) => entry.describe());
  }

  /** Whether a tool of that name can be called from there. */
  has(tool: string, scope: ToolScope): boolean {
    return this.#lookUp(tool, scope) !== undefined;
  }

  /**
   * Runs a tool that has one result.
   *
   * Rejects with HostToolError (`VIV_UNKNOWN_TOOL`, `VIV_BAD_ARGUMENTS`, `VIV_STREAM_ONLY`, `VIV_TOOL_SATURATED`,
   * `VIV_CALL_TIMEOUT`, `VIV_CALL_CANCELLED`), HostToolFailed, WouldDeadlock or Stopped.
   */
  async run(request: HostToolRequest): Promise<unknown> {
    const call = this.#admit(request, false);
    try {
      const value = await call.execution.race(perform(call));
      call.watch?.ended(undefined);
      return value;
    } catch (error) {
      call.watch?.ended(error);
      throw error;
    } finally {
      call.execution.close();
    }
  }

  /** Runs a streaming tool. It begins with the first `next()`; what `run` rejects with is thrown there. */
  async *open(request: HostToolRequest): AsyncGenerator<unknown, void, undefined> {
    const call = this.#admit(request, true);
    let failure: unknown;
    try {
      yield* performStream(call);
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      call.watch?.ended(failure);
      call.execution.close();
    }
  }

  /** Resolves when no call is open, or when the time is over. */
  drained(graceMs: Ms): Promise<void> {
    if (this.#open.size === 0) return Promise.resolve();
    const { timers } = this.#options;
    return new Promise((resolve) => {
      const timer = timers.after(graceMs, resolve);
      this.#onEmpty.push(() => {
        timers.cancel(timer);
        resolve();
      });
    });
  }

  /** The runtime stops: what runs is aborted, and nothing begins any more. */
  close(): void {
    this.#closed = true;
    for (const execution of this.#open) execution.end(stopped());
  }

  #admit(request: HostToolRequest, streaming: boolean): Admitted {
    if (this.#closed) throw stopped();
    const entry = this.#find(request);
    refuseOtherKind(entry, streaming);
    const { clock, timers } = this.#options;
    const { tool, session, metadata, caller, signal } = request;
    const args = namedArguments(request, entry.tool.parameters);
    const parent = request.lineage ?? lineage();
    const now = clock.now();
    const deadline = Math.min(now + Math.min(request.timeoutMs, entry.tool.timeoutMs), parent?.deadline ?? Infinity);
    const onClose = (ended: Execution): void => this.#ended(ended);
    const execution = outside(
      parent,
      () => new Execution({ tool, timers, timeoutMs: Math.max(0, deadline - now), signal, onClose }),
    );
    this.#open.add(execution);
    const context = {
      session,
      signal: execution.signal,
      deadline,
      timeRemaining: () => Math.max(0, deadline - clock.now()),
      metadata,
      caller,
    };
    const watch = this.#options.watch?.({ tool, session: session?.id, carrier: request.carrier });
    return { entry, args, context, execution, deadline, parent, watch };
  }

  #find(request: HostToolRequest): Entry {
    const found = this.#lookUp(request.tool, request);
    if (found !== undefined) return found;
    throw unknownHostTool(
      request.tool,
      this.list(request).map(({ name }) => name),
    );
  }

  #lookUp(tool: string, scope: ToolScope): Entry | undefined {
    const own = this.#options.builtin?.entry(tool);
    if (own !== undefined) return own;
    for (const registry of this.#registries(scope)) {
      const entry = registry.entry(tool);
      if (entry !== undefined && isOpen(entry, scope)) return entry;
    }
    return undefined;
  }

  #registries({ session, pool }: ToolScope): ToolRegistry[] {
    const ofPool = pool === undefined ? undefined : this.#options.pool(pool);
    return [session?.tools, ofPool, this.#options.runtime].filter((registry) => registry !== undefined);
  }

  #ended(execution: Execution): void {
    this.#open.delete(execution);
    if (this.#open.size === 0) for (const told of this.#onEmpty.splice(0)) told();
  }
}

/** Disabled or hidden from Python, a tool is as if it were not there: one of that name further out is found. */
function isOpen({ enabled, tool }: Entry, { python }: ToolScope): boolean {
  return enabled && (tool.exposedToPython || !python);
}

function refuseOtherKind({ name, tool }: Entry, streaming: boolean): void {
  if (tool.streaming === streaming) return;
  if (tool.streaming) throw new HostToolError('VIV_STREAM_ONLY', name, ' has many results: stream it');
  throw new HostToolError('VIV_NOT_STREAMING', name, ' has one result: call it');
}

const stopped = (): Stopped => new Stopped('the runtime is stopping: its host tools take no calls');
