/** Where the benchmark's files are: it is compiled to another folder, so paths start from where it is run. */
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A file of bench/. */
export const here = (...path: string[]): string => join(resolve('bench'), ...path);

/** The interpreter that every Python of the benchmark runs on. */
export const python = (): string => {
  const path = process.env['VIVARIUM_PYTHON'];
  if (path === undefined) throw new Error('VIVARIUM_PYTHON is not set: start the benchmark with `npm run bench`');
  return path;
};

/** Ray has a driver of its own, in Python: it has no client for Node. */
export const RAY = 'ray_driver.py';

/** @throws where Ray is not installed. */
export const rayPython = (): string => {
  const path = process.env['VIVARIUM_BENCH_RAY'];
  if (path === undefined) throw new Error('Ray is installed by a full run only');
  return path;
};

/**
 * A package of `peers/`, which the benchmark alone installs.
 * @param name the package; `T` is what of it is used. @throws when it is not installed.
 */
export async function peer<T>(name: string): Promise<T> {
  const path = createRequire(here('peers', 'package.json')).resolve(name);
  return (await import(pathToFileURL(path).href)) as T;
}
