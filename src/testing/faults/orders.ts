/** Orders to the Python side of a worker, for what only a process itself can do: a file each, which it looks for. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault } from './plan.ts';

export type ProcessFault = Extract<Fault, { readonly kind: 'exit' | 'out_of_memory' | 'busy_loop' | 'fill_stderr' }>;

const PREFIX = 'vivarium-faults-';

export class Orders {
  /** Made with the first order that is given, again if it has been swept away. */
  readonly #folder = join(tmpdir(), `${PREFIX}${randomUUID()}`);

  /** What one life is started with. */
  environment(worker: string, incarnation: string, slowMs: number): Record<string, string> {
    return {
      VIVARIUM_FAULTS: this.#file(worker, incarnation),
      ...(slowMs === 0 ? {} : { VIVARIUM_FAULTS_SLOW_MS: String(slowMs) }),
    };
  }

  /** Renamed into place, so that half of one is never read. */
  give(worker: string, incarnation: number, fault: ProcessFault): void {
    const file = this.#file(worker, String(incarnation));
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, JSON.stringify(fault));
    renameSync(`${file}.new`, file);
  }

  close(): void {
    unlessItFails(() => rmSync(this.#folder, { recursive: true, force: true }));
  }

  #file(worker: string, incarnation: string): string {
    return join(this.#folder, `${encodeURIComponent(worker)}@${incarnation}`);
  }
}

/** Removes the folders of hosts that were killed: empty ones alone, of which whoever lives makes a new one when it needs it. */
export function sweepFolders(): void {
  const left = unlessItFails(() => readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX))) ?? [];
  for (const name of left) unlessItFails(() => rmdirSync(join(tmpdir(), name)));
}

/** What is not there, not empty, or another user's, keeps nobody from stopping or starting. */
function unlessItFails<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
