/** What to install, read once: each requirements file's text, and one hash that names all of it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BadConfig } from '../model/errors.ts';

export interface Requirements {
  /** Files in which every package has hashes: installed first, and nothing but what they name. */
  readonly locked: readonly string[];
  /** Files without: installed afterwards, held to the versions of the locked ones. */
  readonly loose: readonly string[];
  /** A folder with a `pyproject.toml`, installed last and in place: what is edited there is what runs. */
  readonly project: string | undefined;
  /** `grpcio==1.85.1` and so on: the locked versions without their hashes. */
  readonly pins: readonly string[];
  /** Of all texts, imports and the project in their order: equal hashes, equal environments. */
  readonly hash: string;
}

/**
 * @param imports modules that an environment was looked at for: one that was not is another.
 * @throws BadConfig naming the file that cannot be read.
 */
export function readRequirements(
  paths: readonly string[],
  imports: readonly string[] = [],
  project?: string,
): Requirements {
  const files = paths.map((path, index) => ({ path: resolve(path), text: read(path, `requirements[${index}]`) }));
  const locked = files.filter(({ text }) => text.includes('--hash='));
  const hash = createHash('sha256');
  for (const { text } of files) hash.update(`${text.length}\n${text}`);
  for (const name of imports) hash.update(`import ${name}\n`);
  const folder = project === undefined ? undefined : resolve(project);
  if (folder !== undefined) hash.update(`project ${folder}\n${readProject(folder)}`);
  return {
    locked: locked.map(({ path }) => path),
    loose: files.filter((file) => !locked.includes(file)).map(({ path }) => path),
    project: folder,
    pins: locked.flatMap(({ text }) => pinsOf(text)),
    hash: hash.digest('hex').slice(0, 16),
  };
}

/** Pure: the `name==version ; marker` lines of a lock. */
export function pinsOf(lock: string): string[] {
  return lock
    .split('\n')
    .filter((line) => /^[A-Za-z0-9]/.test(line) && line.includes('=='))
    .map((line) => line.replace(/\s*\\?\s*$/, ''));
}

const read = (path: string, field: string): string =>
  readOr(path, () => new BadConfig(field, path, 'the path of a readable requirements file'));

const readProject = (folder: string): string =>
  readOr(join(folder, 'pyproject.toml'), () => new BadConfig('project', folder, 'a folder with a pyproject.toml'));

function readOr(path: string, refusal: () => BadConfig): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw refusal();
  }
}
