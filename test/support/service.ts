/** A real service for a test: a runtime with one pool on an adapter of `test/fixtures/adapters`, and what it said. */
import { fileURLToPath } from 'node:url';
import {
  type CrashReport,
  createRuntime,
  type LifecycleEvent,
  type Log,
  type Pool,
  type PoolOptions,
  type Runtime,
} from '../../src/index.ts';
import { eventually } from './eventually.ts';
import { python } from './python.ts';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface Service {
  readonly runtime: Runtime;
  readonly pool: Pool;
  /** What the workers printed: `stdout: hello`. */
  readonly printed: string[];
  readonly crashes: CrashReport[];
  readonly restarts: LifecycleEvent[];
  readonly log: LogLine[];
}

const services = new Set<Service>();

export const adapter = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/adapters/${name}.py`, import.meta.url));

/** Not started; restarts have no delay unless the options say otherwise. */
export function service(adapterName: string, options: Omit<Partial<PoolOptions>, 'adapter'> = {}): Service {
  return serviceOf({ adapter: adapter(adapterName), ...options });
}

export function serviceOf(options: PoolOptions, transport: 'unix' | 'tcp' = 'unix'): Service {
  const printed: string[] = [];
  const crashes: CrashReport[] = [];
  const restarts: LifecycleEvent[] = [];
  const log: LogLine[] = [];
  const at =
    (level: LogLine['level']): Log['info'] =>
    (facts, message) => {
      log.push({ level, message, facts });
    };
  const runtime = createRuntime({
    pools: { ml: { python: python(), backoff: false, ...options } },
    logger: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
    transport,
  });
  runtime.on('output', ({ stream, line }) => printed.push(`${stream}: ${line}`));
  runtime.on('crash', (report) => crashes.push(report));
  runtime.on('restarting', (event) => restarts.push(event));
  const made: Service = { runtime, pool: runtime.pool('ml'), printed, crashes, restarts, log };
  services.add(made);
  return made;
}

/** Started: every worker is ready. */
export async function running(
  adapterName: string,
  options: Omit<Partial<PoolOptions>, 'adapter'> = {},
): Promise<Service> {
  const made = service(adapterName, options);
  await made.runtime.start();
  return made;
}

/** For `afterEach` or `afterAll`. */
export async function stopServices(): Promise<void> {
  const all = [...services];
  services.clear();
  await Promise.all(all.map(({ runtime }) => runtime.stop({ grace: 0 })));
}

/** The processes of the workers that take calls now. */
export const pids = ({ pool }: Service): number[] => pool.workers().map(({ pid }) => pid);

/** Resolves when a worker has printed this line. */
export function printedLine({ printed }: Service, line: string): Promise<boolean> {
  return eventually(() => printed.includes(`stdout: ${line}`), { what: `a worker prints "${line}"` });
}

/** What a promise was rejected with; fails when it was not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const nothing = Symbol('nothing');
  const outcome = await promise.then(
    () => nothing,
    (error: unknown) => error,
  );
  if (outcome === nothing) throw new Error('it was not rejected');
  return outcome;
}
