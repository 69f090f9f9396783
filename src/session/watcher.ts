/**
 * One `session.watch(…)`: changes wait here until they are taken. Of each variable only the newest waits, so a slow
 * watcher costs no more than the variables themselves.
 */
import type { VariableChange } from './types.ts';

type Result = IteratorResult<VariableChange, undefined>;

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

export class Watcher implements AsyncIterableIterator<VariableChange, undefined> {
  readonly #names: ReadonlySet<string> | undefined;
  readonly #left: (watcher: Watcher) => void;
  /** Oldest first. Made when taken: who is slow pays for no value that nobody takes. */
  readonly #pending = new Map<string, () => VariableChange>();
  #waiter: { resolve: (result: Result) => void; reject: (error: unknown) => void } | undefined;
  #end: { readonly error: unknown } | 'ended' | undefined;

  /** @param left it has ended, whoever ended it; told once. */
  constructor(names: readonly string[] | undefined, left: (watcher: Watcher) => void) {
    this.#names = names === undefined || names.length === 0 ? undefined : new Set(names);
    this.#left = left;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  wants(name: string): boolean {
    return this.#names === undefined || this.#names.has(name);
  }

  offer(name: string, change: () => VariableChange): void {
    if (this.#end !== undefined || !this.wants(name)) return;
    const waiter = this.#waiter;
    this.#waiter = undefined;
    if (waiter !== undefined) return waiter.resolve({ done: false, value: change() });
    this.#pending.delete(name); // the newest goes behind
    this.#pending.set(name, change);
  }

  /** The session is over: what waits can still be taken, then the error comes. */
  fail(error: unknown): void {
    this.#finish({ error });
  }

  next(): Promise<Result> {
    for (const [name, change] of this.#pending) {
      this.#pending.delete(name);
      return Promise.resolve({ done: false, value: change() });
    }
    if (this.#end === 'ended') return Promise.resolve(DONE);
    if (this.#end !== undefined) {
      const { error } = this.#end;
      this.#end = 'ended';
      return Promise.reject(error);
    }
    return new Promise((resolve, reject) => {
      if (this.#waiter !== undefined)
        return reject(new TypeError('a watch has one consumer: next() is already waiting'));
      this.#waiter = { resolve, reject };
    });
  }

  return(): Promise<Result> {
    this.#pending.clear();
    this.#finish('ended');
    return Promise.resolve(DONE);
  }

  #finish(end: { readonly error: unknown } | 'ended'): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    const waiter = this.#waiter;
    this.#waiter = undefined;
    if (waiter !== undefined) {
      this.#end = 'ended';
      if (end === 'ended') waiter.resolve(DONE);
      else waiter.reject(end.error);
    }
    this.#left(this);
  }
}
