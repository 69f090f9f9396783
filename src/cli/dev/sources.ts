/** Which Python files an adapter is made of: those of its package, or beside it; not what is installed. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../usage.ts';

/** More is no adapter's own code, but a folder of everything. */
const MOST_FOLDERS = 500;
const SKIPPED = new Set(['__pycache__', 'node_modules', 'site-packages']);

/** The folder to look at; undefined when the adapter is not among the user's own files. `cwd`: where modules are looked for. */
export function sourceFolder(adapter: string, cwd: string): string | undefined {
  const [, file] = /^(.*\.py)(?::.*)?$/.exec(adapter) ?? [];
  if (file !== undefined) return packageOf(dirname(file));
  const [top = ''] = adapter.split(/[.:]/);
  if (statSync(join(cwd, top), { throwIfNoEntry: false })?.isDirectory()) return join(cwd, top);
  return existsSync(join(cwd, `${top}.py`)) ? cwd : undefined;
}

/** The outermost folder of the package that this folder belongs to. */
function packageOf(folder: string): string {
  const parent = dirname(folder);
  const isPart = existsSync(join(folder, '__init__.py')) && existsSync(join(parent, '__init__.py'));
  return isPart ? packageOf(parent) : folder;
}

export interface Sources {
  readonly folders: readonly string[];
  /** Each file's content as a hash: saving a file as it was changes nothing. */
  readonly files: ReadonlyMap<string, string>;
}

/** @throws UsageError when there are too many folders. */
export function readSources(folder: string): Sources {
  const folders: string[] = [];
  const files = new Map<string, string>();
  const visit = (at: string): void => {
    if (folders.push(at) > MOST_FOLDERS)
      throw new UsageError(`${folder} has more than ${MOST_FOLDERS} folders: keep the adapter in one of its own`);
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) {
        if (isOwn(path, entry.name)) visit(path);
      } else if (entry.name.endsWith('.py')) files.set(path, hash(path));
    }
  };
  visit(folder);
  return { folders, files };
}

/** Hidden folders and virtual environments are not the user's own code. */
function isOwn(path: string, name: string): boolean {
  return !name.startsWith('.') && !SKIPPED.has(name) && !existsSync(join(path, 'pyvenv.cfg'));
}

/** Empty for a file that has just gone. */
function hash(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return '';
  }
}

/** The files that are new, gone, or not what they were. Pure. */
export function changedFiles(before: Sources['files'], after: Sources['files']): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}
