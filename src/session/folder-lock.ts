/** One process at a time writes in a folder: a file in it names the owner, and a dead owner's is taken over. */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SessionStoreFailed } from '../model/session-errors.ts';
import { ownerAlive, ownerId } from '../python/owner.ts';

let locks = 0;

/**
 * @returns what gives the folder back.
 * @throws SessionStoreFailed when somebody alive has it, this process included.
 */
export function lockFolder(dir: string): () => void {
  const lock = join(dir, 'lock');
  const own = join(dir, `lock.${process.pid}.${++locks}`);
  writeFileSync(own, ownerId());
  try {
    while (!linked(own, lock)) {
      const owner = read(lock);
      if (owner !== undefined && ownerAlive(owner)) throw inUse(dir, owner);
      if (owner !== undefined) takeOver(lock, `${own}.dead`, owner, dir);
    }
  } finally {
    rmSync(own, { force: true });
  }
  return () => {
    if (read(lock) === ownerId()) rmSync(lock, { force: true });
  };
}

/** A link is made whole or not at all, with its text in it. */
function linked(own: string, lock: string): boolean {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Two may find the same dead owner: who comes second must not throw out the first, who is alive by then. */
function takeOver(lock: string, aside: string, dead: string, dir: string): void {
  try {
    renameSync(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const found = read(aside) ?? '';
  if (found !== dead) linked(aside, lock);
  rmSync(aside, { force: true });
  if (found !== dead) throw inUse(dir, found);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function inUse(dir: string, owner: string): SessionStoreFailed {
  const [pid] = owner.split('-');
  return new SessionStoreFailed(
    `${dir} is in use by process ${pid}: sessions are kept by one process at a time; stop that one, or give this one a folder of its own`,
    { dir, pid: Number(pid) },
  );
}
