/** Names: an address that survives restarts, since each new life of a child takes its name again. */
import type { AnyActorLogic, AnyActorRef } from 'xstate';
import { BadConfig } from '../model/errors.ts';

/** Who has a name: a process. */
interface Named {
  readonly path: string;
  readonly spec: { readonly logic: AnyActorLogic };
  self(): AnyActorRef;
}

export class Registry {
  readonly #names = new Map<string, Named>();

  /** False when somebody alive has the name. */
  register(name: string, named: Named): boolean {
    if (this.#names.has(name)) return false;
    this.#names.set(name, named);
    return true;
  }

  release(name: string, named: Named): void {
    if (this.#names.get(name) === named) this.#names.delete(name);
  }

  /** @throws BadConfig when whoever has the name runs another logic than the one that is expected. */
  whereis(name: string, logic?: AnyActorLogic): Named | undefined {
    const named = this.#names.get(name);
    if (named !== undefined && logic !== undefined && named.spec.logic !== logic)
      throw new BadConfig(`whereis(${JSON.stringify(name)})`, logic, `the logic that ${named.path} runs`);
    return named;
  }
}
