/** The tools of the session plane by name: a host tool, or else a Python tool of one of the pools. */
import type { PlaneCall } from '../bridge/plane/types.ts';
import type { Args, CallOptions } from '../pool/types.ts';
import type { SessionTable } from '../session/table.ts';
import type { HostTools } from '../tools/host-tools.ts';
import { type HostToolRequest, namedArguments, type SessionWithTools } from '../tools/request.ts';
import type { ToolDescription } from '../tools/spec.ts';
import type { Pools } from './pools.ts';
import { type PythonTool, pythonTool } from './python-tool.ts';

export interface PlaneToolsParts {
  readonly table: SessionTable;
  readonly hostTools: HostTools;
  readonly pools: Pools;
}

/** A session in use: it does not expire before the use ends. */
interface Use extends Disposable {
  readonly session: SessionWithTools | undefined;
}

export class PlaneTools {
  readonly #parts: PlaneToolsParts;

  constructor(parts: PlaneToolsParts) {
    this.#parts = parts;
  }

  /** The host tools that are exposed to Python. */
  list(session: string | undefined): ToolDescription[] {
    return this.#parts.hostTools.list({ session: this.#session(session), pool: undefined, python: true });
  }

  async run(call: PlaneCall): Promise<unknown> {
    const python = this.#python(call);
    return python === undefined ? this.runHostTool(call) : python.pool.call(python.tool, ...pythonCall(python, call));
  }

  async runHostTool(call: PlaneCall): Promise<unknown> {
    using use = this.#use(call.session);
    return await this.#parts.hostTools.run(request(call, use));
  }

  async *stream(call: PlaneCall): AsyncGenerator<unknown, void, undefined> {
    const python = this.#python(call);
    if (python === undefined) yield* this.#streamHostTool(call);
    else yield* python.pool.stream(python.tool, ...pythonCall(python, call));
  }

  async *#streamHostTool(call: PlaneCall): AsyncGenerator<unknown, void, undefined> {
    using use = this.#use(call.session);
    yield* this.#parts.hostTools.open(request(call, use));
  }

  /** `pool.tool`, or its bare name when one pool alone has it; undefined when a host tool is meant. */
  #python({ session, tool }: PlaneCall): PythonTool | undefined {
    const { hostTools, pools } = this.#parts;
    if (hostTools.has(tool, { session: this.#session(session), pool: undefined, python: true })) return undefined;
    return pythonTool(pools, tool, () => this.list(session).map(({ name }) => name));
  }

  #session(id: string | undefined): SessionWithTools | undefined {
    return id === undefined ? undefined : this.#parts.table.get(id, {});
  }

  #use(id: string | undefined): Use {
    if (id === undefined) return { session: undefined, [Symbol.dispose]() {} };
    const { table } = this.#parts;
    const core = table.admit(id);
    core.enter();
    return { session: table.of(core), [Symbol.dispose]: () => core.leave() };
  }
}

function request(
  { tool, args, positional, timeoutMs, signal, metadata }: PlaneCall,
  { session }: Use,
): HostToolRequest {
  const scope = { session, pool: undefined, python: true, caller: 'plane' } as const;
  return { ...scope, tool, args, positional, timeoutMs, signal, metadata };
}

function pythonCall({ pool, tool }: PythonTool, call: PlaneCall): [Args, CallOptions] {
  const { session, timeoutMs, signal, metadata } = call;
  const parameters = pool.specs().find(({ name }) => name === tool)?.parameters ?? {};
  const args = namedArguments({ ...call, tool: `${pool.name}.${tool}` }, parameters);
  const options = { signal, metadata, ...(session === undefined ? {} : { session }) };
  return [args, Number.isFinite(timeoutMs) ? { ...options, timeout: timeoutMs } : options];
}
