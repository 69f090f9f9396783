/** `python('./adapter.py')`: one adapter, running, in one line; everything `createRuntime` offers is behind it. */

import type { Log } from '../model/log.ts';
import type { PoolOptions } from '../pool/options.ts';
import type { Pool } from '../pool/pool.ts';
import type { AnyTools, ArgsOf, CallOptions, ChunkOf, ResultOf, ToolName } from '../pool/types.ts';
import { createRuntime } from './create-runtime.ts';
import { type PoolDefinition, pool } from './options.ts';
import type { Runtime } from './runtime.ts';

export interface SoloOptions extends Omit<PoolOptions, 'adapter' | 'adapterArgs'> {
  readonly logger?: Log;
}

/** A running adapter. Leaving the scope of `await using` stops it. */
export interface Solo<Tools = AnyTools> extends AsyncDisposable {
  readonly runtime: Runtime<{ readonly python: PoolDefinition<Tools> }>;
  readonly pool: Pool<Tools>;
  call<Name extends ToolName<Tools>>(
    tool: Name,
    args: ArgsOf<Tools[Name]>,
    options?: CallOptions,
  ): Promise<ResultOf<Tools[Name]>>;
  stream<Name extends ToolName<Tools>>(
    tool: Name,
    args: ArgsOf<Tools[Name]>,
    options?: CallOptions,
  ): AsyncIterableIterator<ChunkOf<Tools[Name]>>;
  stop(): Promise<void>;
}

/**
 * Starts a worker (or `size` of them) for an adapter and resolves when it takes calls.
 *
 * @example
 * await using py = await python('./adapter.py');
 * await py.call('add', { a: 2, b: 3 }); // 5
 * @throws PythonEnvError when there is no Python to run it, SupervisorGaveUp when it cannot be loaded.
 */
export async function python<Tools = AnyTools>(adapter: string, options: SoloOptions = {}): Promise<Solo<Tools>> {
  const { logger, ...rest } = options;
  const definition = pool<Tools>({ adapter, ...rest });
  const runtime = createRuntime({ pools: { python: definition }, ...(logger === undefined ? {} : { logger }) });
  await runtime.start();
  const own = runtime.pool('python') as Pool<Tools>;
  const stop = (): Promise<void> => runtime.stop();
  return {
    runtime: runtime as Solo<Tools>['runtime'],
    pool: own,
    call: (tool, args, callOptions) => own.call(tool, args, callOptions),
    stream: (tool, args, callOptions) => own.stream(tool, args, callOptions),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
