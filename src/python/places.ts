/** Where things are: the package's own Python code, the lock it needs, and the cache for environments. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadConfig } from '../model/errors.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The package's `python/` folder, which workers are started from. It lies beside `src/` in a clone
 * and beside `dist/` in an installed package, so the nearest folder above that has one is taken.
 */
export function pythonHome(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = dirname(here); folder !== dirname(folder); folder = dirname(folder)) {
    const home = join(folder, 'python');
    if (home !== here && existsSync(join(home, 'requirements', 'runtime.lock'))) return home;
  }
  throw new Error(`vivarium's python/ folder is missing above ${here}: install the package again`);
}

/** What every worker needs, by hash. */
export function runtimeLock(): string {
  return join(pythonHome(), 'requirements', 'runtime.lock');
}

/** What some workers or agents need beyond that. */
export const EXTRAS = ['agents', 'dspy'] as const;
export type Extra = (typeof EXTRAS)[number];

/** @throws BadConfig for an extra there is not. */
export function extraLock(extra: Extra): string {
  if (!EXTRAS.includes(extra)) throw new BadConfig('extras', extra, `one of ${EXTRAS.join(', ')}`);
  return join(pythonHome(), 'requirements', `${extra}.lock`);
}

/** `VIVARIUM_CACHE_DIR`, else `XDG_CACHE_HOME/vivarium`, else what the system uses for caches. */
export function cacheDirectory(env: Environment = process.env, platform: NodeJS.Platform = process.platform): string {
  if (env['VIVARIUM_CACHE_DIR']) return resolve(env['VIVARIUM_CACHE_DIR']);
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'vivarium');
  const home = env['HOME'] ?? homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'vivarium');
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'vivarium', 'Cache');
  return join(home, '.cache', 'vivarium');
}

/** The interpreter of a virtual environment. */
export function interpreterOf(venv: string): string {
  return process.platform === 'win32' ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python');
}
