/** Tells when Python files have changed: by the system's own notices, gathered for a moment, and only what is different. */
import { type FSWatcher, watch } from 'node:fs';
import { type Clock, type Ms, realClock } from '../../model/clock.ts';
import { changedFiles, readSources } from './sources.ts';

/** An editor saves in several steps, a tool many files at once. */
const GATHER: Ms = 100;

export interface WatchOptions {
  readonly changed: (files: readonly string[]) => void;
  /** The folder cannot be watched any more. */
  readonly failed: (error: unknown) => void;
  readonly clock?: Clock;
}

/** The folder and those in it, until it is disposed. @throws UsageError, or what the system says against it. */
export function watchPython(folder: string, { changed, failed, clock = realClock }: WatchOptions): Disposable {
  let { files, folders } = readSources(folder);
  const watchers = new Map<string, FSWatcher>();
  let timer: unknown;
  const dispose = (): void => {
    clock.clearTimeout(timer);
    timer = undefined;
    for (const watcher of watchers.values()) watcher.close();
    watchers.clear();
  };
  const give = (error: unknown): void => {
    dispose();
    failed(error);
  };
  const follow = (): void => {
    for (const [path, watcher] of watchers) {
      if (folders.includes(path)) continue;
      watcher.close();
      watchers.delete(path);
    }
    for (const path of folders) {
      if (watchers.has(path)) continue;
      const watcher = watch(path, () => {
        timer ??= clock.setTimeout(look, GATHER);
      });
      watchers.set(path, watcher.on('error', give));
    }
  };
  const look = (): void => {
    timer = undefined;
    try {
      const before = files;
      ({ files, folders } = readSources(folder));
      follow();
      const different = changedFiles(before, files);
      if (different.length > 0) changed(different);
    } catch (error) {
      give(error);
    }
  };
  follow();
  return { [Symbol.dispose]: dispose };
}
