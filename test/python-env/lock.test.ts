/** One builder at a time; a lock that nobody holds any more holds nobody up. */
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { realClock } from '../../src/model/clock.ts';
import { withLock } from '../../src/python/lock.ts';
import { ownerId } from '../../src/python/owner.ts';
import { world } from './support.ts';

function lock() {
  const path = world().path('lock');
  const waited: string[] = [];
  const options = {
    clock: realClock,
    signal: new AbortController().signal,
    staleAfter: 60_000,
    onWait: (owner: string) => waited.push(owner),
    made: (): string | undefined => undefined,
  };
  return { path, waited, options };
}

/** Leaves a lock that was written so many seconds ago. */
function left(path: string, owner: string, secondsAgo: number): void {
  writeFileSync(path, owner);
  const then = Date.now() / 1_000 - secondsAgo;
  utimesSync(path, then, then);
}

describe('a lock', () => {
  test('is this process’s while it works, and gone afterwards', async () => {
    const { path, options } = lock();
    expect(await withLock(path, options, async () => readFileSync(path, 'utf8'))).toBe(ownerId());
    expect(existsSync(path)).toBe(false);
  });

  test('is gone after work that fails', async () => {
    const { path, options } = lock();
    await expect(withLock(path, options, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(path)).toBe(false);
  });

  test.each([
    ['of a dead process', '999999999-1', 0],
    ['of a process whose pid another one has now', `${process.pid}-1`, 0],
    ['that was never written whole', '', 5],
    ['that is older than any builder', ownerId(), 120],
  ])('%s is taken over at once', async (_whose, owner, secondsAgo) => {
    const { path, waited, options } = lock();
    left(path, owner, secondsAgo);
    expect(await withLock(path, options, async () => 'worked')).toBe('worked');
    expect(waited).toEqual([]);
  });

  test('of a living process is waited for, until what it makes is there; its lock stays its own', async () => {
    const { path, waited, options } = lock();
    left(path, ownerId(), 0);
    const made = () => (waited.length < 2 ? undefined : 'made by the other');
    expect(await withLock(path, { ...options, made }, async () => 'made by us')).toBe('made by the other');
    expect(waited).toEqual([ownerId(), ownerId()]);
    expect(existsSync(path)).toBe(true);
  });

  test('is not waited for after an abort', async () => {
    const { path, options } = lock();
    left(path, ownerId(), 0);
    const stop = new AbortController();
    const onWait = () => queueMicrotask(() => stop.abort(new Error('enough')));
    await expect(withLock(path, { ...options, onWait, signal: stop.signal }, async () => 'worked')).rejects.toThrow(
      'enough',
    );
  });
});
