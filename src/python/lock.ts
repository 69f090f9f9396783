/**
 * One builder at a time: a file that names its owner. It only saves work, the final rename decides;
 * so when two processes take over a dead owner's lock at the same moment, both build and one result stays.
 */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Clock, Ms } from '../model/clock.ts';
import { ownerAlive, ownerId } from './owner.ts';

const LOOK_EVERY: Ms = 100;

/** Takes the lock, or gives the id of its living owner. A dead owner's lock is taken over. */
function tryLock(path: string, staleAfter: Ms, wall: Ms): string | undefined {
  for (;;) {
    try {
      writeFileSync(path, ownerId(), { flag: 'wx' });
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = readOwner(path);
    const age = wall - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? wall);
    // An empty file is an owner between creating and writing it, unless it stays so.
    if (age < staleAfter && (owner === '' ? age < 1_000 : ownerAlive(owner))) return owner;
    rmSync(path, { force: true });
  }
}

/**
 * Runs `work` under the lock, or stops waiting as soon as `made` finds that the other owner has done it.
 * `staleAfter`: no builder takes longer, so an older lock is nobody's.
 */
export async function withLock<T>(
  path: string,
  options: {
    clock: Clock;
    signal: AbortSignal;
    staleAfter: Ms;
    onWait: (owner: string) => void;
    made: () => T | undefined;
  },
  work: () => Promise<T>,
): Promise<T> {
  for (;;) {
    const owner = tryLock(path, options.staleAfter, options.clock.wall());
    if (owner === undefined) break;
    options.onWait(owner);
    await pause(options.clock, options.signal);
    const made = options.made();
    if (made !== undefined) return made;
  }
  try {
    return options.made() ?? (await work());
  } finally {
    if (readOwner(path) === ownerId()) rmSync(path, { force: true });
  }
}

function readOwner(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function pause(clock: Clock, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const abort = () => {
      clock.clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = clock.setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, LOOK_EVERY);
    signal.addEventListener('abort', abort, { once: true });
  });
}
