/** Python environments: what other folders may use. */

export { type CachedEnvironment, listEnvironments, removeEnvironment } from './cache.ts';
export { ensurePythonEnv, findPythonEnv, type PythonEnvOptions } from './ensure.ts';
export { PythonEnvError, type PythonEnvReason } from './env-error.ts';
export { listPythons } from './find.ts';
export { type BrokenPython, type InspectOptions, inspectPython, isBroken, type PythonInfo } from './inspect.ts';
export { cacheDirectory, EXTRAS, type Extra, pythonHome, runtimeLock } from './places.ts';
export { type ProbedPackage, type ProbedPython, probePython } from './probe.ts';
export type { PythonEnv } from './python-env.ts';
export { version } from './version.ts';
