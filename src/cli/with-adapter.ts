/** One worker for one adapter, for as long as a command needs it; whatever happens, no process is left. */
import { basename } from 'node:path';
import { isVivariumError, VivariumError } from '../model/errors.ts';
import type { CrashReport } from '../pool/crash-report.ts';
import type { Pool } from '../pool/pool.ts';
import { createRuntime } from '../runtime/create-runtime.ts';
import type { HostTool } from '../tools/host-tool.ts';
import { commandLog, pythonLog } from './log.ts';
import { NotLoaded } from './not-loaded.ts';

export interface WithAdapterOptions {
  readonly verbose: boolean;
  readonly signal: AbortSignal;
  /** What Python may call. Default: nothing. */
  readonly tools?: Readonly<Record<string, HostTool>>;
}

/** The worker is not restarted: a command that failed says so at once. @throws NotLoaded when it never was ready. */
export async function withAdapter(
  adapter: string,
  { verbose, signal, tools = {} }: WithAdapterOptions,
  use: (pool: Pool) => Promise<void>,
): Promise<void> {
  signal.throwIfAborted();
  const name = poolName(adapter);
  const logger = verbose ? commandLog({ verbose }) : pythonLog();
  const runtime = createRuntime({ logger, tools, pools: { [name]: { adapter, intensity: 0, backoff: false } } });
  const stop = (): Promise<void> => runtime.stop({ grace: 0 });
  let crash: CrashReport | undefined;
  runtime.on('crash', (report) => {
    crash = report;
  });
  const gaveUp = new Promise((resolve) => runtime.on('failed', resolve));
  signal.addEventListener('abort', stop, { once: true });
  try {
    await runtime.start();
    await use(runtime.pool(name));
  } catch (error) {
    // How a process ended is known a moment after the call it took with it has failed; the pool gives up then.
    if (isVivariumError(error, 'VIV_WORKER_CRASHED')) await Promise.race([gaveUp, runtime.closed]);
    throw crash === undefined ? error : withCrash(error, crash);
  } finally {
    signal.removeEventListener('abort', stop);
    await stop();
  }
}

function withCrash(error: unknown, crash: CrashReport): unknown {
  if (isVivariumError(error, 'VIV_SUPERVISOR_GAVE_UP')) return new NotLoaded(crash);
  if (!isVivariumError(error, 'VIV_WORKER_CRASHED') || crash.explanation === '') return error;
  return new VivariumError(error.code, `${error.message} (${crash.explanation})`, { ...error.facts, ...crash });
}

/** `./models/iris.py:Iris` is `iris` in messages, `pkg.module.Class` is itself. */
function poolName(adapter: string): string {
  const [file = ''] = adapter.split('.py');
  const name = basename(file)
    .replace(/[^\w.-]/g, '_')
    .slice(0, 64);
  return /^[A-Za-z0-9]/.test(name) ? name : 'adapter';
}
