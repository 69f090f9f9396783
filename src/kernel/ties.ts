/** Who is tied to a process: the linked, who share its fate, and the watchers, who hear of it. Made when the first comes. */
import type { ExitReason } from '../model/exit.ts';

interface Linkable<P> {
  readonly traps: boolean;
  unlink(other: P): void;
  signal(from: P | undefined, reason: ExitReason): void;
}

export class Ties<P extends Linkable<P>> {
  readonly links = new Set<P>();
  /** Each with the path of the actor it belongs to, if there is one. */
  readonly watchers = new Map<(reason: ExitReason) => void, string | undefined>();

  /** Of the linked, those who do not trap exits end too. */
  spread(self: P, reason: ExitReason): void {
    for (const linked of this.links) {
      linked.unlink(self);
      if (!linked.traps) linked.signal(self, reason);
    }
  }

  /** The others are told. */
  notify(self: P, reason: ExitReason): void {
    for (const linked of this.links) if (linked.traps) linked.signal(self, reason);
    for (const watcher of this.watchers.keys()) watcher(reason);
  }
}
