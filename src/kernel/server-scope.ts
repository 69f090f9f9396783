/** What a server's callbacks are handed last: who the server is, the signal of its end, and of a call whom to answer. */
import { abortAtEnd } from './abort.ts';
import type { Process } from './process.ts';
import type { CallScope, From } from './server-types.ts';

/** Where answers to nobody go. */
export const NOBODY: From<unknown> = { reply: () => undefined };

/** The scope of a server's life; its `from` answers nobody. */
export class LifeScope implements CallScope<unknown> {
  readonly life: Process;
  readonly from: From<unknown> = NOBODY;
  #signal: AbortSignal | undefined;

  constructor(life: Process) {
    this.life = life;
  }

  /** Made when first asked for: most callbacks never do. */
  get signal(): AbortSignal {
    this.#signal ??= abortAtEnd(this.life).signal;
    return this.#signal;
  }

  /** The scope of one call. */
  of(from: From<unknown>): CallScope<unknown> {
    return new TurnScope(this, from);
  }
}

class TurnScope implements CallScope<unknown> {
  readonly from: From<unknown>;
  readonly #scope: LifeScope;

  constructor(scope: LifeScope, from: From<unknown>) {
    this.#scope = scope;
    this.from = from;
  }

  get life(): Process {
    return this.#scope.life;
  }

  get signal(): AbortSignal {
    return this.#scope.signal;
  }
}
