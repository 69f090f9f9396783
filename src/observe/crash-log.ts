/** Crashes on disk, one JSON line each, in the order in which they happened. */
import { appendFile } from 'node:fs/promises';
import type { Log } from '../model/log.ts';
import { type CrashRecord, jsonLine } from './crash-record.ts';

/** So many may wait to be written; a disk that does not keep up loses the rest, and says so. */
const WAITING = 100;

export class CrashLog {
  readonly #file: string;
  readonly #log: Log;
  #waiting = 0;
  #written: Promise<void> = Promise.resolve();

  constructor(file: string, log: Log) {
    this.#file = file;
    this.#log = log;
  }

  write(record: CrashRecord): void {
    const { worker, incarnation } = record;
    if (this.#waiting === WAITING) return this.#lost(worker, incarnation, `${WAITING} others wait to be written`);
    this.#waiting += 1;
    this.#written = this.#written
      .then(() => appendFile(this.#file, `${jsonLine(record)}\n`, { mode: 0o600 }))
      .catch((error: unknown) => this.#lost(worker, incarnation, String(error)))
      .finally(() => {
        this.#waiting -= 1;
      });
  }

  /** Resolves when what was given is on its way to the disk. */
  flushed(): Promise<void> {
    return this.#written;
  }

  #lost(worker: string, incarnation: number, why: string): void {
    this.#log.warn(
      { file: this.#file, worker, incarnation },
      `the crash of ${worker}#${incarnation} was not written: ${why}`,
    );
  }
}
