/** The flight recorder's tape: what happened of late in the whole system, one line each, bounded. */
import { type LifecycleEvent, sentence } from '../kernel/index.ts';
import type { Ms } from '../model/clock.ts';
import { formatExit } from '../model/exit.ts';

export interface JournalEntry {
  /** Milliseconds since 1970. */
  readonly wall: Ms;
  /** `exit`, `restarting`, `ready`, `fault`, or an event that a machine took. */
  readonly type: string;
  /** `worker:ml/3#2`, `pool:ml`. */
  readonly who: string;
  readonly says: string;
}

/** A supervisor's event in the words of its decision, any other in those of its reason. */
export function entryOf({ wall, type, id, incarnation, path, reason, restart, giveUp }: LifecycleEvent): JournalEntry {
  const decision = restart ?? giveUp;
  const says = decision === undefined ? '' : sentence(path.slice(0, -`/${id}`.length), decision);
  return {
    wall,
    type,
    who: `${id}#${incarnation}`,
    says: says === '' && reason !== undefined ? firstLine(formatExit(reason)) : says,
  };
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

/** Whether the entry is about that actor, whichever its incarnation. */
export function isAbout({ who }: JournalEntry, name: string): boolean {
  return who === name || who.startsWith(`${name}#`);
}
