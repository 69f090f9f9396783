/** Finds a Python on PATH: newest first, each candidate run before it is believed. */
import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { PythonEnvError } from './env-error.ts';
import { type BrokenPython, type InspectOptions, inspectPython, isBroken, type PythonInfo } from './inspect.ts';
import type { Environment } from './places.ts';

export const OLDEST = [3, 10] as const;

const NAMES = ['python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python3', 'python'];
const INSTALL = 'Install Python 3.10 or newer, or set VIVARIUM_PYTHON to an interpreter or a virtual environment.';

/** Each program of that name on PATH, in PATH's order. */
export function onPath(name: string, env: Environment): string[] {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, file)).filter(isExecutable);
}

/** Every Python on PATH with what it says of itself, the preferred first. For people and for `doctor`. */
export async function listPythons(options: InspectOptions = {}): Promise<(PythonInfo | BrokenPython)[]> {
  const found: (PythonInfo | BrokenPython)[] = [];
  for await (const python of candidates(options)) found.push(python);
  return found;
}

/**
 * The first Python on PATH that is new enough and, unless `bare` is enough (uv needs no help), can make environments.
 * @throws PythonEnvError `no_python`, `python_too_old` or `no_ensurepip`, listing what was found.
 */
export async function findPython(bare: boolean, options: InspectOptions = {}): Promise<PythonInfo> {
  const found: (PythonInfo | BrokenPython)[] = [];
  for await (const python of candidates(options)) {
    if (!isBroken(python) && isNewEnough(python.version) && (bare || python.canMakeVenv)) return python;
    found.push(python);
  }
  throw explainNone(found);
}

export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** Pure: why none of these will do. */
export function explainNone(found: readonly (PythonInfo | BrokenPython)[]): PythonEnvError {
  const working = found.filter((python): python is PythonInfo => !isBroken(python));
  const recent = working.find((python) => isNewEnough(python.version));
  const details = { context: found.map(describe).join('\n'), facts: { found: found.map(describe) } };
  if (recent !== undefined) {
    const [major, minor] = recent.version.split('.');
    return new PythonEnvError(
      'no_ensurepip',
      `${recent.executable} (Python ${recent.version}) cannot make virtual environments: its ensurepip is missing`,
      `Run "sudo apt install python${major}.${minor}-venv" (Debian, Ubuntu), or install uv, or set VIVARIUM_PYTHON to another Python.`,
      details,
    );
  }
  if (working.length > 0) {
    return new PythonEnvError(
      'python_too_old',
      'Python 3.10 or newer is needed, and only older ones were found',
      INSTALL,
      details,
    );
  }
  const what = found.length === 0 ? 'there is no Python on PATH' : 'no Python on PATH runs';
  return new PythonEnvError('no_python', what, INSTALL, details);
}

function describe(python: PythonInfo | BrokenPython): string {
  if (isBroken(python)) return `  ${python.path}: ${python.why}`;
  return `  ${python.path}: Python ${python.version}${python.canMakeVenv ? '' : ', without ensurepip'}`;
}

/** In order of preference, each file once, however many names it has. */
async function* candidates(options: InspectOptions): AsyncGenerator<PythonInfo | BrokenPython> {
  const seen = new Set<string>();
  for (const path of NAMES.flatMap((name) => onPath(name, options.env ?? process.env))) {
    const file = realpathSync(path);
    if (seen.has(file)) continue;
    seen.add(file);
    yield await inspectPython(path, options);
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
