/** Asks an interpreter what it is. Being on PATH proves nothing: shims of version managers exist and do not run. */
import { statSync } from 'node:fs';
import { type Clock, type Ms, realClock } from '../model/clock.ts';
import { deadline } from './deadline.ts';
import { type Environment, interpreterOf } from './places.ts';
import { run } from './run.ts';

/** What the packages in the runtime lock are imported as. */
export const RUNTIME_IMPORTS: readonly string[] = ['grpc', 'google.protobuf', 'msgpack'];

const PATIENCE: Ms = 15_000;

/** Runs on Python 2.7 too, so that an old interpreter can be named with its version. */
const QUESTION = `
import json, sys
def importable(name):
    try:
        from importlib.util import find_spec
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False
try:
    import sysconfig
    abi = sysconfig.get_config_var("SOABI")
except Exception:
    abi = None
print(json.dumps({
    "version": ".".join(map(str, sys.version_info[:3])),
    "executable": sys.executable,
    "abi": abi or getattr(getattr(sys, "implementation", None), "cache_tag", None) or "unknown",
    "canMakeVenv": importable("venv") and importable("ensurepip"),
    "missing": [name for name in sys.argv[1:] if not importable(name)],
}))
`;

/** A Python that runs. */
export interface PythonInfo {
  /** As it was found or given. */
  readonly path: string;
  /** `sys.executable`: behind shims and symbolic links of version managers. */
  readonly executable: string;
  /** `3.11.7` */
  readonly version: string;
  /** `cpython-311-x86_64-linux-gnu`: what compiled packages must match. */
  readonly abi: string;
  /** Whether it has both `venv` and `ensurepip` (Debian ships them apart). */
  readonly canMakeVenv: boolean;
  /** Which of the modules asked for it cannot import. */
  readonly missing: readonly string[];
}

/** Something by the name of Python that does not run. */
export interface BrokenPython {
  readonly path: string;
  readonly why: string;
}

export interface InspectOptions {
  readonly env?: Environment;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  /** Modules to look for; they are found, not imported. Default: what workers need. */
  readonly imports?: readonly string[];
}

/**
 * Runs an interpreter (or the one in a virtual environment's folder) and asks it; 15 s at most.
 * @throws PythonEnvError `cancelled` only; everything else that can go wrong is a {@link BrokenPython}.
 */
export async function inspectPython(path: string, options: InspectOptions = {}): Promise<PythonInfo | BrokenPython> {
  const command = isFolder(path) ? interpreterOf(path) : path;
  using limit = deadline(options.clock ?? realClock, PATIENCE, `asking ${path} for its version`);
  const signal = options.signal === undefined ? limit.signal : AbortSignal.any([limit.signal, options.signal]);
  try {
    const args = ['-c', QUESTION, ...(options.imports ?? RUNTIME_IMPORTS)];
    const ended = await run(command, args, { env: options.env ?? process.env, signal });
    if (ended.code === 0) return { path, ...(JSON.parse(ended.stdout) as Omit<PythonInfo, 'path'>) };
    return {
      path,
      why: `${ended.code === null ? 'does not start' : `exits with code ${ended.code}`}: ${gist(ended.tail)}`,
    };
  } catch (error) {
    options.signal?.throwIfAborted();
    return { path, why: limit.signal.aborted ? 'does not answer' : `answers nonsense: ${String(error)}` };
  }
}

export function isBroken(python: PythonInfo | BrokenPython): python is BrokenPython {
  return 'why' in python;
}

/** A shim says what is wrong in its first line, a traceback in its last. */
function gist(output: string): string {
  const lines = output.trim().split('\n');
  return (lines[0]?.startsWith('Traceback') ? lines.at(-1) : lines[0]) ?? '';
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
