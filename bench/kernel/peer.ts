/** Loads what is measured beside us from `peers/`, whose packages are installed by the benchmark alone. */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const require = createRequire(resolve('bench/kernel/peers/package.json'));

/** @param name the package; `T` is what of it is used. @throws when it is not installed. */
export function peer<T>(name: string): T {
  return require(name) as T;
}
