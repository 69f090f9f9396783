/** The cache's folders: one per environment, whole or absent, found again without starting Python. */

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PythonInfo } from './inspect.ts';
import { ownerAlive, ownerId } from './owner.ts';
import { interpreterOf } from './places.ts';

const MANIFEST = 'vivarium.json';
const HALF_MADE = /\.tmp-(\d+-\d+)$/;

/** Written last, so an environment without it is half made. */
export interface Manifest {
  readonly version: string;
  readonly executable: string;
  readonly installer: 'uv' | 'pip';
}

/** What all environments for these requirements on this kind of machine have in common. */
export function namePrefix(requirementsHash: string): string {
  return `${process.platform}-${process.arch}-${requirementsHash}-`;
}

/** `linux-x64-1f0c…-3.11.7-9ab2…`: requirements, platform, and Python's version and ABI. */
export function environmentName(requirementsHash: string, python: PythonInfo): string {
  const abi = createHash('sha256').update(python.abi).digest('hex').slice(0, 8);
  return `${namePrefix(requirementsHash)}${python.version}-${abi}`;
}

/** A whole environment that was built before: a folder listing, a stat and a small read. */
export function findEnvironment(
  cache: string,
  requirementsHash: string,
): { folder: string; manifest: Manifest } | undefined {
  const prefix = namePrefix(requirementsHash);
  for (const name of listing(cache).filter((entry) => entry.startsWith(prefix) && !HALF_MADE.test(entry))) {
    const folder = join(cache, name);
    const manifest = readManifest(folder);
    if (manifest !== undefined) return { folder, manifest };
  }
  return undefined;
}

/** Undefined when the environment is half made, or the Python it stands on was removed. */
function readManifest(folder: string): Manifest | undefined {
  try {
    statSync(interpreterOf(folder));
    return JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
}

/** A name nobody else uses; {@link sweep} knows by it when its maker has died. */
export function halfMade(folder: string): string {
  return `${folder}.tmp-${ownerId()}`;
}

/**
 * Gives a finished environment its name, at once. A broken one in its place is moved away and removed;
 * a whole one, made by another meanwhile, stays: workers may be running on it.
 */
export function publish(made: string, folder: string, manifest: Manifest): void {
  if (readManifest(folder) !== undefined) return;
  writeFileSync(join(made, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  if (existsSync(folder)) {
    const broken = `${folder}.broken.tmp-${ownerId()}`;
    renameSync(folder, broken);
    rmSync(broken, { recursive: true, force: true });
  }
  renameSync(made, folder);
}

export interface CachedEnvironment {
  readonly name: string;
  readonly python: string;
  readonly version: string;
  readonly installer: Manifest['installer'];
}

/** All whole environments, for these requirements or any. */
export function listEnvironments(cache: string): CachedEnvironment[] {
  return listing(cache).flatMap((name) => {
    const manifest = HALF_MADE.test(name) ? undefined : readManifest(join(cache, name));
    if (manifest === undefined) return [];
    const { version, installer } = manifest;
    return [{ name, python: interpreterOf(join(cache, name)), version, installer }];
  });
}

/** At once: nobody finds it half removed. @returns whether it was there. */
export function removeEnvironment(cache: string, name: string): boolean {
  if (!listEnvironments(cache).some((there) => there.name === name)) return false;
  const going = halfMade(join(cache, name));
  renameSync(join(cache, name), going);
  rmSync(going, { recursive: true, force: true, maxRetries: 3 });
  return true;
}

/** Removes what makers that have died left behind. */
export function sweep(cache: string): void {
  for (const name of listing(cache)) {
    const owner = HALF_MADE.exec(name)?.[1];
    if (owner === undefined || ownerAlive(owner)) continue;
    rmSync(join(cache, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

function listing(cache: string): string[] {
  try {
    return readdirSync(cache).sort().reverse();
  } catch {
    return [];
  }
}
