/** The questions of `vivarium doctor` to a Python environment: are the packages there, and does the GIL rule? */
import { cacheDirectory, findPythonEnv, type ProbedPackage, type ProbedPython, probePython } from '../python/index.ts';
import type { Check } from './checks.ts';

/** The environment that workers would run on now. It is not made for the sake of this question. */
export async function checkEnvironment(signal: AbortSignal): Promise<readonly Check[]> {
  const python = process.env['VIVARIUM_PYTHON'] ?? findPythonEnv()?.python;
  if (python === undefined)
    return [
      { name: 'packages', status: 'ok', found: `none yet: the first start installs them in ${cacheDirectory()}` },
    ];
  try {
    return judgeEnvironment(python, await probePython(python, { signal }));
  } catch (error) {
    signal.throwIfAborted();
    return [{ name: 'packages', status: 'fail', found: String(error), remedy: `try \`${python} -c "import grpc"\`` }];
  }
}

/** Pure. */
export function judgeEnvironment(python: string, { packages, freeThreaded, gil }: ProbedPython): readonly Check[] {
  const there = packages.filter(({ version }) => version !== undefined);
  const found = there.map(({ name, version }) => `${name} ${version}`).join(', ');
  const good: Check = { name: 'packages', status: 'ok', found: found === '' ? 'none' : found };
  return [good, ...packages.flatMap((each) => judgePackage(python, each)), judgeGil(freeThreaded, gil)];
}

/** An optional one that is not installed is no matter; one that is installed and does not work is. */
function judgePackage(python: string, { name, version, why = '', optional }: ProbedPackage): Check[] {
  if (version !== undefined || (optional && why.startsWith('ModuleNotFoundError'))) return [];
  const status = optional ? 'warn' : 'fail';
  return [{ name, status, found: why, remedy: `"${python}" -m pip install --upgrade ${name}` }];
}

function judgeGil(freeThreaded: boolean, gil: boolean): Check {
  const name = 'gil';
  if (!freeThreaded) return { name, status: 'ok', found: 'on: in one worker, Python code runs one thread at a time' };
  if (!gil) return { name, status: 'ok', found: 'off: the threads of a worker run side by side' };
  const found = 'on, though this is a free-threaded build: PYTHON_GIL or a package asked for it';
  return { name, status: 'warn', found, remedy: 'set PYTHON_GIL=0 in the env of the pool, or find the package' };
}
