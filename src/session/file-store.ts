/**
 * Sessions in a file that only grows, so that they outlive the host. What is acknowledged has been given to the
 * operating system: it survives the death of the process, and with `fsync` that of the machine.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isVivariumError } from '../model/errors.ts';
import { SessionStoreFailed, VersionConflict } from '../model/session-errors.ts';
import { lockFolder } from './folder-lock.ts';
import { apply, decodeEntry, encodeEntry, type LogEntry, saved } from './log-entry.ts';
import { frame, LogFile } from './log-file.ts';
import { rewrite, unfinished } from './log-rewrite.ts';
import type { SessionRecord, SessionStore, Versioned } from './store.ts';

export interface FileStoreOptions {
  /** Waits for the disk, once for all writes that came meanwhile. Default false. */
  readonly fsync?: boolean;
}

/** What a change writes, and what is kept of the session then. */
interface Change {
  readonly entry: LogEntry;
  readonly after: Versioned | undefined;
}

/** A change on its way. `make` sees what is kept when its turn comes, and throws what refuses it. */
interface Pending {
  readonly id: string;
  readonly make: (before: Versioned | undefined) => Change;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** A file below this is never written anew. */
const SMALL = 1 << 20;
/** Changes written at once. */
const GROUP = 1_000;

/**
 * Keeps sessions in `dir`, which is made when it is not there and belongs to one process at a time.
 *
 * @example createRuntime({ sessions: { store: fileSessionStore('./sessions') }, pools })
 */
export function fileSessionStore(dir: string, options: FileStoreOptions = {}): SessionStore {
  return new FileStore(resolve(dir), options.fsync ?? false);
}

class FileStore implements SessionStore {
  readonly #dir: string;
  readonly #path: string;
  readonly #fsync: boolean;
  /** As in the file. */
  readonly #kept = new Map<string, Versioned>();
  readonly #pending: Pending[] = [];
  #log: LogFile | undefined;
  #unlock: (() => void) | undefined;
  #writing: Promise<void> | undefined;
  /** The file is written anew when it is larger than this. */
  #compactAt = SMALL;

  constructor(dir: string, fsync: boolean) {
    this.#dir = dir;
    this.#path = join(dir, 'sessions.log');
    this.#fsync = fsync;
  }

  async open(): Promise<void> {
    try {
      await mkdir(this.#dir, { recursive: true, mode: 0o700 });
      this.#unlock = lockFolder(this.#dir);
      await rm(unfinished(this.#path), { force: true });
      this.#log = await LogFile.open(this.#path, (payload) => apply(this.#kept, decodeEntry(payload)));
    } catch (error) {
      this.#unlock?.();
      throw this.#failure(error, 'cannot be opened');
    }
  }

  async load(id: string): Promise<Versioned | undefined> {
    return this.#kept.get(id);
  }

  async list(): Promise<string[]> {
    return [...this.#kept.keys()];
  }

  async save(id: string, expectedVersion: number, record: SessionRecord): Promise<number> {
    const after = { version: expectedVersion + 1, record };
    await this.#change(id, (before) => {
      const actual = before?.version ?? 0;
      if (actual !== expectedVersion)
        throw new VersionConflict(`session ${id}`, expectedVersion, actual, { session: id });
      return { entry: saved(id, before, after), after };
    });
    return after.version;
  }

  async delete(id: string): Promise<boolean> {
    let there = false;
    await this.#change(id, (before) => {
      there = before !== undefined;
      return { entry: { op: 'delete', id }, after: undefined };
    });
    return there;
  }

  async close(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
    const log = this.#log;
    this.#log = undefined;
    await log?.close();
    this.#unlock?.();
  }

  #change(id: string, make: Pending['make']): Promise<void> {
    return new Promise((done, failed) => {
      this.#pending.push({ id, make, done, failed });
      this.#writing ??= this.#write();
    });
  }

  /** One writer: what comes while it writes is written together afterwards. */
  async #write(): Promise<void> {
    await undefined; // so that changes of one turn share a write
    while (this.#pending.length > 0) {
      await this.#writeGroup(this.#pending.splice(0, GROUP));
      if ((this.#log?.size ?? 0) > this.#compactAt) await this.#compact();
    }
    this.#writing = undefined; // in the same step in which nothing was left to write
  }

  async #writeGroup(group: readonly Pending[]): Promise<void> {
    const staged = new Map<string, Versioned | undefined>();
    const frames: Uint8Array[] = [];
    const accepted: Pending[] = [];
    for (const pending of group) {
      const { id } = pending;
      try {
        const { entry, after } = pending.make(staged.has(id) ? staged.get(id) : this.#kept.get(id));
        frames.push(frame(encodeEntry(entry)));
        staged.set(id, after);
        accepted.push(pending);
      } catch (error) {
        pending.failed(error);
      }
    }
    try {
      if (this.#log === undefined) throw new SessionStoreFailed(`${this.#dir} is closed`, { dir: this.#dir });
      await this.#log.append(frames, this.#fsync);
    } catch (error) {
      const failure = this.#failure(error, 'could not be written');
      for (const { failed } of accepted) failed(failure);
      return;
    }
    for (const [id, after] of staged) {
      if (after === undefined) this.#kept.delete(id);
      else this.#kept.set(id, after);
    }
    for (const { done } of accepted) done();
  }

  async #compact(): Promise<void> {
    const old = this.#log;
    try {
      this.#log = await rewrite(this.#path, this.#frames());
      await old?.close();
    } catch {
      // The old file is whole and goes on; it is tried again when that one has doubled.
    }
    this.#compactAt = Math.max(SMALL, 2 * (this.#log?.size ?? 0));
  }

  *#frames(): Iterable<Uint8Array> {
    for (const [id, kept] of this.#kept) yield frame(encodeEntry(saved(id, undefined, kept)));
  }

  #failure(error: unknown, what: string): unknown {
    if (isVivariumError(error)) return error;
    const why = error instanceof Error ? error.message : String(error);
    return new SessionStoreFailed(`${this.#dir} ${what}: ${why}`, { dir: this.#dir }, error);
  }
}
