/** Makes an environment in a folder of its own: with uv when it is there, with venv and pip when not; then tries it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PythonEnvError } from './env-error.ts';
import { explainInstall } from './explain-install.ts';
import { onPath } from './find.ts';
import type { PythonInfo } from './inspect.ts';
import { type Environment, interpreterOf } from './places.ts';
import type { Requirements } from './requirements.ts';
import { run } from './run.ts';

export interface Installation {
  readonly python: PythonInfo;
  /** Must not exist yet. */
  readonly folder: string;
  readonly requirements: Requirements;
  readonly imports: readonly string[];
  readonly env: Environment;
  readonly signal: AbortSignal;
  /** uv's path, when it runs. */
  readonly uv: string | undefined;
  /** Only what was downloaded before, or lies in `wheels`, may be used. */
  readonly offline: boolean;
  /** A folder of wheels to look in first. */
  readonly wheels: string | undefined;
  readonly onProgress: (message: string) => void;
}

/** The uv on PATH that runs; a shim that does not is no uv. */
export async function findUv(env: Environment, signal: AbortSignal): Promise<string | undefined> {
  for (const path of onPath('uv', env)) {
    if ((await run(path, ['--version'], { env, signal })).code === 0) return path;
  }
  return undefined;
}

/** @throws PythonEnvError with the reason, the end of the tool's output and the remedy. */
export async function install(work: Installation): Promise<void> {
  const tool = work.uv === undefined ? 'pip' : 'uv';
  work.onProgress(`making an environment with ${tool} for Python ${work.python.version}`);
  await step(work, `making an environment with ${work.uv === undefined ? 'venv' : 'uv'}`, createCommand(work));
  for (const args of installArguments(work)) {
    await step(work, `installing with ${tool}`, [...installer(work), ...args]);
  }
  work.onProgress('trying it');
  const imports = `import ${work.imports.join(', ')}`;
  if (work.imports.length > 0) await step(work, imports, [interpreterOf(work.folder), '-I', '-c', imports]);
}

function createCommand({ uv, python, folder }: Installation): string[] {
  if (uv === undefined) return [python.executable, '-m', 'venv', folder];
  return [uv, 'venv', '--relocatable', '--no-project', '--python', python.executable, folder];
}

function installer({ uv, folder, offline, wheels }: Installation): string[] {
  const python = interpreterOf(folder);
  const links = wheels === undefined ? [] : ['--find-links', wheels];
  if (uv !== undefined) {
    return [
      uv,
      'pip',
      'install',
      '--python',
      python,
      '--compile-bytecode',
      ...(offline ? ['--offline'] : []),
      ...links,
    ];
  }
  // pip has no way to use its download cache alone: without an index, wheels are all there is.
  const patience = offline ? ['--no-index'] : ['--retries', '2'];
  return [python, '-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', ...patience, ...links];
}

/** One run for what is locked, one for the rest: pip demands hashes of all or of none. */
function installArguments({ requirements, folder }: Installation): string[][] {
  const { locked, loose, pins, project } = requirements;
  const files = (paths: readonly string[]) => paths.flatMap((path) => ['-r', path]);
  const runs: string[][] = [];
  if (locked.length > 0) runs.push(['--require-hashes', '--only-binary', ':all:', ...files(locked)]);
  if (loose.length > 0 || project !== undefined) {
    const constraints = join(folder, 'locked.txt');
    writeFileSync(constraints, `${pins.join('\n')}\n`);
    runs.push(['-c', constraints, ...files(loose), ...(project === undefined ? [] : ['-e', project])]);
  }
  return runs;
}

async function step(work: Installation, what: string, [command = '', ...args]: string[]): Promise<void> {
  // pip's sentences begin with a word; its progress bars do not.
  const onLine = (line: string) => {
    if (/^[A-Z]/.test(line)) work.onProgress(line);
  };
  const ended = await run(command, args, { env: toolEnvironment(work.env), signal: work.signal, onLine });
  if (ended.code === 0) return;
  if (ended.code === null) {
    throw new PythonEnvError(
      'broken_interpreter',
      `${command} was killed or does not start`,
      'Set VIVARIUM_PYTHON to another Python.',
      {
        context: ended.tail,
      },
    );
  }
  throw explainInstall(what, ended.tail, work.offline);
}

/** The user's mirrors, proxies and certificates pass; what would send packages elsewhere or download a Python does not. */
function toolEnvironment(env: Environment): Environment {
  const { PYTHONHOME, PYTHONPATH, PIP_TARGET, PIP_PREFIX, PIP_USER, PIP_REQUIRE_VIRTUALENV, ...rest } = env;
  const index = rest['UV_DEFAULT_INDEX'] ?? rest['UV_INDEX_URL'] ?? rest['PIP_INDEX_URL'];
  return { ...rest, UV_PYTHON_DOWNLOADS: 'never', ...(index === undefined ? {} : { UV_DEFAULT_INDEX: index }) };
}
