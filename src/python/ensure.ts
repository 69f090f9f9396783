/** `ensurePythonEnv`: a Python that workers can run on; built on first use, found in milliseconds afterwards. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, type Ms, realClock } from '../model/clock.ts';
import { type Duration, toMs } from '../model/duration.ts';
import { refuseUnknown } from '../model/unknown-option.ts';
import { environmentName, findEnvironment, halfMade, publish, sweep } from './cache.ts';
import { type Deadline, deadline } from './deadline.ts';
import { explainCache } from './explain-install.ts';
import { findPython } from './find.ts';
import { givenPython } from './given.ts';
import { RUNTIME_IMPORTS } from './inspect.ts';
import { findUv, install } from './install.ts';
import { withLock } from './lock.ts';
import { cacheDirectory, type Environment, type Extra, extraLock, interpreterOf, runtimeLock } from './places.ts';
import type { PythonEnv } from './python-env.ts';
import { type Requirements, readRequirements } from './requirements.ts';
import { progressLine } from './terminal.ts';

export interface PythonEnvOptions {
  /** An interpreter, or a virtual environment's folder: checked, never modified. Default: `VIVARIUM_PYTHON`. */
  readonly python?: string;
  /** Requirements files to install beside what workers need; hash-locked or plain. Default: none. */
  readonly requirements?: readonly string[];
  /** What this package has locks for. Default: none. */
  readonly extras?: readonly Extra[];
  /** A folder with a `pyproject.toml` to install in place: what is edited there is what runs. Default: none. */
  readonly project?: string;
  /** Nothing is downloaded. Default: `VIVARIUM_OFFLINE=1`. */
  readonly offline?: boolean;
  /** A folder of wheels to look in first. Default: `VIVARIUM_WHEELS`. */
  readonly wheels?: string;
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

/** So that a typo is told instead of being a default. */
const NAMES: readonly string[] = [
  'python',
  'requirements',
  'extras',
  'project',
  'offline',
  'wheels',
  'imports',
  'cacheDir',
  'timeout',
  'signal',
  'onProgress',
  'env',
  'clock',
] satisfies (keyof PythonEnvOptions)[];

/**
 * Finds Python ≥ 3.10 and an environment with what workers need, building it (atomically, once, hash-locked) when there is none.
 * @throws PythonEnvError whose `reason` says why and whose `remedy` what to do; nothing half made is left behind.
 */
export async function ensurePythonEnv(options: PythonEnvOptions = {}): Promise<PythonEnv> {
  refuseUnknown('ensurePythonEnv', options, NAMES);
  const { clock = realClock, env = process.env } = options;
  const imports = [...RUNTIME_IMPORTS, ...(options.imports ?? [])];
  const requirements = requirementsOf(options);
  const timeout = toMs(options.timeout ?? '10m', 'timeout');
  const given = options.python ?? env['VIVARIUM_PYTHON'];
  using limit = deadline(clock, timeout, 'preparing Python', options.signal);
  if (given) return givenPython(given, requirements, { env, clock, imports, signal: limit.signal });

  const cache = join(options.cacheDir ?? cacheDirectory(env), 'python');
  const offline = options.offline ?? ['1', 'true'].includes(env['VIVARIUM_OFFLINE'] ?? '');
  const wheels = options.wheels ?? env['VIVARIUM_WHEELS'];
  const line = progressLine();
  const onProgress = options.onProgress ?? ((message) => line.show(`vivarium: ${message}`));
  try {
    return (
      cached(cache, requirements) ??
      (await build({ cache, requirements, imports, offline, wheels, env, clock, timeout, limit, onProgress }))
    );
  } catch (error) {
    throw explainCache(error, cache);
  } finally {
    if (options.onProgress === undefined) line.clear();
  }
}

/** The environment that `ensurePythonEnv(options)` would use, when it has been built; it is not looked at whether it works. */
export function findPythonEnv(
  options: Pick<PythonEnvOptions, Needs> = {},
  env: Environment = process.env,
): PythonEnv | undefined {
  return cached(join(cacheDirectory(env), 'python'), requirementsOf(options));
}

/** What decides which environment it is. */
type Needs = 'requirements' | 'extras' | 'project' | 'imports';

function requirementsOf({
  requirements = [],
  extras = [],
  project,
  imports,
}: Pick<PythonEnvOptions, Needs>): Requirements {
  return readRequirements([runtimeLock(), ...extras.map(extraLock), ...requirements], imports, project);
}

interface Plan {
  readonly cache: string;
  readonly requirements: Requirements;
  readonly imports: readonly string[];
  readonly offline: boolean;
  readonly wheels: string | undefined;
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

async function buildAlone(plan: Plan): Promise<PythonEnv> {
  const { cache, requirements, imports, env, clock, limit, onProgress, offline, wheels } = plan;
  sweep(cache);
  onProgress('looking for Python');
  const { signal } = limit;
  const uv = await findUv(env, signal);
  const python = await findPython(uv !== undefined, { env, clock, signal, imports: [] });
  const folder = join(cache, environmentName(requirements.hash, python));
  const made = halfMade(folder);
  try {
    await install({ python, folder: made, requirements, imports, offline, wheels, env, signal, uv, onProgress });
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
