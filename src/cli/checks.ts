/** The single questions of `vivarium doctor`. Each gives what it found and, when that is not good, what to do. */
import { release } from 'node:os';
import {
  type BrokenPython,
  cacheDirectory,
  inspectPython,
  isBroken,
  listPythons,
  type PythonInfo,
} from '../python/index.ts';

export interface Check {
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly found: string;
  readonly remedy?: string;
}

const OLDEST_NODE = [20, 19] as const;
const OLDEST_PYTHON = [3, 10] as const;

export function checkNode(version: string = process.versions.node): Check {
  const status = isAtLeast(version, OLDEST_NODE) ? 'ok' : 'fail';
  return {
    name: 'node',
    status,
    found: version,
    ...(status === 'ok' ? {} : { remedy: 'install Node 20.19 or newer' }),
  };
}

/** What keeps a worker from outliving its host is the kernel on Linux, a guardian process alone elsewhere. */
export function checkPlatform(platform: NodeJS.Platform = process.platform): Check {
  const found = `${platform} ${release()}`;
  if (platform === 'linux') return { name: 'system', status: 'ok', found };
  if (platform === 'darwin')
    return {
      name: 'system',
      status: 'ok',
      found: `${found}; a worker busy in native code ends with its host by the guardian process alone`,
    };
  return {
    name: 'system',
    status: 'warn',
    found: `${found}; process groups and unix sockets are missing, and workers may outlive their host`,
    remedy: 'use Linux or macOS, or WSL on Windows, in production',
  };
}

/** TypeScript configs are read by tsx; nothing else needs it. */
export async function checkTsx(): Promise<Check> {
  try {
    await import('tsx/esm/api');
    return { name: 'tsx', status: 'ok', found: 'installed: configs may be TypeScript' };
  } catch {
    return { name: 'tsx', status: 'ok', found: 'not installed: configs are .mjs or .json' };
  }
}

/** The Python that workers run on: the one chosen, or the one an environment would be made from. */
export async function checkPython(signal: AbortSignal): Promise<Check> {
  const chosen = process.env['VIVARIUM_PYTHON'];
  if (chosen) return judgeChosen(await inspectPython(chosen, { signal }));
  return judgeFound(await listPythons({ signal, imports: [] }), cacheDirectory());
}

/** Pure. A chosen interpreter is used as it is, so it needs everything already. */
export function judgeChosen(python: PythonInfo | BrokenPython): Check {
  const name = 'python';
  if (isBroken(python)) {
    const found = `VIVARIUM_PYTHON is ${python.path}, which does not run: ${python.why}`;
    return { name, status: 'fail', found, remedy: 'give it the path of an interpreter, or unset it' };
  }
  const found = `${python.version} at ${python.executable}, from VIVARIUM_PYTHON`;
  if (!isAtLeast(python.version, OLDEST_PYTHON))
    return { name, status: 'fail', found, remedy: 'choose Python 3.10 or newer, or unset VIVARIUM_PYTHON' };
  if (python.missing.length === 0) return { name, status: 'ok', found };
  const missing = `${found}; it cannot import ${python.missing.join(', ')}`;
  return { name, status: 'fail', found: missing, remedy: 'install vivarium-worker into it, or unset VIVARIUM_PYTHON' };
}

/** Pure. `pythons`: what is on PATH, the preferred first. */
export function judgeFound(pythons: readonly (PythonInfo | BrokenPython)[], cache: string): Check {
  const name = 'python';
  const fit = pythons.find((python) => !isBroken(python) && isAtLeast(python.version, OLDEST_PYTHON));
  if (fit !== undefined && !isBroken(fit)) {
    const found = `${fit.version} at ${fit.executable}; workers' environment is kept in ${cache}`;
    if (fit.canMakeVenv) return { name, status: 'ok', found };
    const remedy = `without uv, install python${fit.version.split('.', 2).join('.')}-venv (Debian, Ubuntu)`;
    return { name, status: 'warn', found: `${found}; it has no ensurepip`, remedy };
  }
  const seen = pythons.map((python) => `${python.path} ${isBroken(python) ? python.why : python.version}`);
  const found = seen.length === 0 ? 'none on PATH' : `none that is new enough: ${seen.join(', ')}`;
  return { name, status: 'fail', found, remedy: 'install Python 3.10 or newer, or set VIVARIUM_PYTHON' };
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [a = 0, b = 0] = version.split('.').map(Number);
  return a > major || (a === major && b >= minor);
}
