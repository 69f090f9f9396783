/** `ensurePythonEnv`: a Python that workers can run on; built on first use, found in milliseconds afterwards. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, type Ms, realClock } from '../model/clock.ts';
import { type Duration, toMs } from '../model/duration.ts';
import { environmentName, findEnvironment, halfMade, publish, sweep } from './cache.ts';
import { type Deadline, deadline } from './deadline.ts';
import { explainCache } from './explain-install.ts';
import { findPython } from './find.ts';
import { givenPython } from './given.ts';
import { RUNTIME_IMPORTS } from './inspect.ts';
import { findUv, install } from './install.ts';
import { withLock } from './lock.ts';
import { cacheDirectory, type Environment, interpreterOf, runtimeLock } from './places.ts';
import type { PythonEnv } from './python-env.ts';
import { type Requirements, readRequirements } from './requirements.ts';
import { progressLine } from './terminal.ts';

export interface PythonEnvOptions {
  /** An interpreter, or a virtual environment's folder: checked, never modified. Default: `VIVARIUM_PYTHON`. */
  readonly python?: string;
  /** Requirements files to install beside what workers need; hash-locked or plain. Default: none. */
  readonly requirements?: readonly string[];
  /** Modules that must be importable besides workers' own. Default: none. */
  readonly imports?: readonly string[];
  /** Where environments are made. Default: `VIVARIUM_CACHE_DIR`, else the system's cache folder. */
  readonly cacheDir?: string;
  /** For everything together. Default: 10 minutes. */
  readonly timeout?: Duration;
  /** Gives up. */
  readonly signal?: AbortSignal;
  /** Called with a short line whenever something begins. Default: a line on stderr when it is a terminal. */
  readonly onProgress?: (message: string) => void;
  /** Where variables are read. Default: `process.env`. */
  readonly env?: Environment;
  /** The source of time, for tests. Default: Node's clock. */
  readonly clock?: Clock;
}

/**
 * Finds Python ≥ 3.10 and an environment with what workers need, building it (atomically, once, hash-locked) when there is none.
 * @throws PythonEnvError whose `reason` says why and whose `remedy` what to do; nothing half made is left behind.
 */
export async function ensurePythonEnv(options: PythonEnvOptions = {}): Promise<PythonEnv> {
  const { clock = realClock, env = process.env } = options;
  const imports = [...RUNTIME_IMPORTS, ...(options.imports ?? [])];
  const requirements = readRequirements([runtimeLock(), ...(options.requirements ?? [])], options.imports);
  const timeout = toMs(options.timeout ?? '10m', 'timeout');
  const given = options.python ?? env['VIVARIUM_PYTHON'];
  using limit = deadline(clock, timeout, 'preparing Python', options.signal);
  if (given) return givenPython(given, requirements, { env, clock, imports, signal: limit.signal });

  const cache = join(options.cacheDir ?? cacheDirectory(env), 'python');
  const line = progressLine();
  const onProgress = options.onProgress ?? ((message) => line.show(`vivarium: ${message}`));
  try {
    return (
      cached(cache, requirements) ??
      (await build({ cache, requirements, imports, env, clock, timeout, limit, onProgress }))
    );
  } catch (error) {
    throw explainCache(error, cache);
  } finally {
    if (options.onProgress === undefined) line.clear();
  }
}

/** The environment that `ensurePythonEnv()` would use, when it has been built; it is not looked at whether it works. */
export function findPythonEnv(env: Environment = process.env): PythonEnv | undefined {
  return cached(join(cacheDirectory(env), 'python'), readRequirements([runtimeLock()]));
}

interface Plan {
  readonly cache: string;
  readonly requirements: Requirements;
  readonly imports: readonly string[];
  readonly env: Environment;
  readonly clock: Clock;
  readonly timeout: Ms;
  readonly limit: Deadline;
  readonly onProgress: (message: string) => void;
}

function cached(cache: string, requirements: Requirements): PythonEnv | undefined {
  const found = findEnvironment(cache, requirements.hash);
  return found && { python: interpreterOf(found.folder), version: found.manifest.version, origin: 'cached' };
}

function build(plan: Plan): Promise<PythonEnv> {
  mkdirSync(plan.cache, { recursive: true });
  return withLock(
    join(plan.cache, `${plan.requirements.hash}.lock`),
    {
      clock: plan.clock,
      signal: plan.limit.signal,
      staleAfter: plan.timeout,
      onWait: (owner) => plan.onProgress(`waiting for process ${owner.split('-')[0]}, which is preparing Python`),
      made: () => cached(plan.cache, plan.requirements),
    },
    () => buildAlone(plan),
  );
}

async function buildAlone({ cache, requirements, imports, env, clock, limit, onProgress }: Plan): Promise<PythonEnv> {
  sweep(cache);
  onProgress('looking for Python');
  const { signal } = limit;
  const uv = await findUv(env, signal);
  const python = await findPython(uv !== undefined, { env, clock, signal, imports: [] });
  const folder = join(cache, environmentName(requirements.hash, python));
  const made = halfMade(folder);
  try {
    await install({ python, folder: made, requirements, imports, env, signal, uv, onProgress });
    publish(made, folder, {
      version: python.version,
      executable: python.executable,
      installer: uv === undefined ? 'pip' : 'uv',
    });
  } finally {
    rmSync(made, { recursive: true, force: true, maxRetries: 3 });
  }
  return { python: interpreterOf(folder), version: python.version, origin: 'built' };
}
