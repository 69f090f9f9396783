/** What a runtime tells of what happened to it: events as they come, and what it remembers. */
import type { Explanation } from '../kernel/index.ts';
import type { CrashRecord } from '../observe/crash-record.ts';
import type { JournalEntry } from '../observe/journal.ts';
import type { EventName, RuntimeEvents } from './events.ts';
import type { Foundation } from './foundation.ts';

export class Teller {
  readonly #base: Foundation;

  constructor(base: Foundation) {
    this.#base = base;
  }

  on<Name extends EventName>(name: Name, listener: RuntimeEvents[Name]): this {
    this.#base.events.on(name, listener);
    return this;
  }

  off<Name extends EventName>(name: Name, listener: RuntimeEvents[Name]): this {
    this.#base.events.off(name, listener);
    return this;
  }

  /** What supervisors decided of late and why, the newest last; of `worker:ml/3`, of `pool:ml` and all in it, or everywhere. */
  explain(name?: string): readonly Explanation[] {
    return this.#base.system.explain(name);
  }

  /** The last hundred crashes of workers with all that is known of them, the newest last. */
  crashes(): readonly CrashRecord[] {
    return this.#base.recorder.crashes();
  }

  /** What happened of late, the newest last; of `worker:ml/3` or a session, also what its machine was told. */
  journal(name?: string): readonly JournalEntry[] {
    return this.#base.recorder.journal(name);
  }
}
