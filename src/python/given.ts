/** The interpreter the user chose: checked, and used as it is. */

import { PythonEnvError } from './env-error.ts';
import { isNewEnough } from './find.ts';
import { type InspectOptions, inspectPython, isBroken } from './inspect.ts';
import type { PythonEnv } from './python-env.ts';
import type { Requirements } from './requirements.ts';

/** @throws PythonEnvError `broken_interpreter`, `python_too_old`, or `missing_packages` with the command that installs them. */
export async function givenPython(
  given: string,
  requirements: Requirements,
  options: InspectOptions,
): Promise<PythonEnv> {
  const python = await inspectPython(given, options);
  if (isBroken(python)) {
    throw new PythonEnvError(
      'broken_interpreter',
      `${given}, the Python you chose, does not run: ${python.why}`,
      'Give the path of an interpreter or of a virtual environment (VIVARIUM_PYTHON or the option `python`), or none, to have one made.',
    );
  }
  if (!isNewEnough(python.version)) {
    throw new PythonEnvError(
      'python_too_old',
      `${given}, the Python you chose, is ${python.version}; 3.10 or newer is needed`,
      'Choose a newer one with VIVARIUM_PYTHON or the option `python`, or none, to have one found.',
    );
  }
  if (python.missing.length > 0) {
    const files = [...requirements.locked, ...requirements.loose].map((path) => `-r "${path}"`).join(' ');
    throw new PythonEnvError(
      'missing_packages',
      `${given}, the Python you chose, cannot import ${python.missing.join(', ')}, and is never modified by vivarium`,
      `Run: "${python.executable}" -m pip install ${files}`,
      { facts: { missing: python.missing } },
    );
  }
  return { python: python.executable, version: python.version, origin: 'given' };
}
