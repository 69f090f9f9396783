/** Names: an address that survives restarts, since each new life of a child takes its name again. */
import type { Life } from './life.ts';

export class Registry {
  readonly #names = new Map<string, Life>();

  /** False when somebody alive has the name. */
  register(name: string, life: Life): boolean {
    if (this.#names.has(name)) return false;
    this.#names.set(name, life);
    return true;
  }

  release(name: string, life: Life): void {
    if (this.#names.get(name) === life) this.#names.delete(name);
  }

  whereis(name: string): Life | undefined {
    return this.#names.get(name);
  }
}
