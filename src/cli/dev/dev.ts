/** `vivarium up --dev`: a pool whose adapter has changed on disk is reloaded, and the user is told. */
import { resolve } from 'node:path';
import { type Clock, realClock } from '../../model/clock.ts';
import { adapterSettings } from '../../pool/adapter.ts';
import type { Pool } from '../../pool/pool.ts';
import type { PoolDefinition, PoolDefinitions } from '../../runtime/options.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { notReloaded, reloaded, toolChanges } from './report.ts';
import { sourceFolder } from './sources.ts';
import { watchPython } from './watch.ts';

/**
 * Pools as they are while their adapters are written. Python takes a file of the same size that was saved within the
 * same second for the one that it has compiled.
 */
export function inDevelopment(pools: PoolDefinitions): PoolDefinitions {
  const fresh = ({ env, ...pool }: PoolDefinition): PoolDefinition => ({
    ...pool,
    env: { ...env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  return Object.fromEntries(Object.entries(pools).map(([name, pool]) => [name, fresh(pool)]));
}

/** Watches until it is disposed. `say` is given a line for each change. */
export function develop(runtime: Runtime, pools: PoolDefinitions, say: (line: string) => void): Disposable {
  const watches = Object.entries(pools).flatMap(([name, definition]) => {
    const folder = folderOf(name, definition);
    if (folder === undefined) {
      say(`${name} is not watched: its adapter is not among the files of ${definition.cwd}`);
      return [];
    }
    const reloader = new Reloader(runtime.pool(name), say);
    const failed = (error: unknown): void => say(`${folder} is not watched any more: ${error}`);
    return [watchPython(folder, { changed: (files) => reloader.changed(files), failed })];
  });
  return {
    [Symbol.dispose]() {
      for (const watch of watches) watch[Symbol.dispose]();
    },
  };
}

function folderOf(name: string, definition: PoolDefinition): string | undefined {
  const cwd = resolve(definition.cwd ?? '.');
  const { adapter } = adapterSettings(definition, cwd, (option) => `pools.${name}.${option}`);
  return sourceFolder(adapter, cwd);
}

/** One reload at a time; what changes meanwhile is reloaded together, afterwards. */
class Reloader {
  readonly #pool: Pool;
  readonly #say: (line: string) => void;
  readonly #clock: Clock;
  #waiting = new Set<string>();
  #busy = false;

  constructor(pool: Pool, say: (line: string) => void, clock: Clock = realClock) {
    this.#pool = pool;
    this.#say = say;
    this.#clock = clock;
  }

  changed(files: readonly string[]): void {
    for (const file of files) this.#waiting.add(file);
    if (!this.#busy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    while (this.#waiting.size > 0) {
      const files = [...this.#waiting];
      this.#waiting = new Set();
      this.#say(await this.#reload(files));
    }
    this.#busy = false;
  }

  async #reload(files: readonly string[]): Promise<string> {
    const { name } = this.#pool;
    const begun = this.#clock.now();
    const before = this.#pool.specs();
    try {
      await this.#pool.reload();
      return reloaded(name, files, this.#clock.now() - begun, toolChanges(before, this.#pool.specs()));
    } catch (error) {
      return notReloaded(name, files, error);
    }
  }
}
