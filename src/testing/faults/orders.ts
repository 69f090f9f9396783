/** Orders to the Python side of a worker, for what only a process itself can do: a file each, which it looks for. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault } from './plan.ts';

export type ProcessFault = Extract<Fault, { readonly kind: 'exit' | 'out_of_memory' | 'busy_loop' | 'fill_stderr' }>;

export class Orders {
  #folder: string | undefined;

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
    writeFileSync(`${file}.new`, JSON.stringify(fault));
    renameSync(`${file}.new`, file);
  }

  close(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  #file(worker: string, incarnation: string): string {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'vivarium-faults-'));
    return join(this.#folder, `${encodeURIComponent(worker)}@${incarnation}`);
  }
}
