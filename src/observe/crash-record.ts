/** A crash with everything the recorder remembers of it: what led to it, and what its supervisor decided. */
import type { Ms } from '../model/clock.ts';
import type { CrashReport } from '../pool/crash-report.ts';
import type { JournalEntry } from './journal.ts';
import type { Transition } from './transitions.ts';
import type { UsageSample } from './usage-curve.ts';

export interface CrashRecord extends CrashReport {
  /** When it was reported; milliseconds since 1970. */
  readonly wall: Ms;
  /** What its machine went through, for `replay`. */
  readonly transitions: readonly Transition[];
  /** Once a second, for the last half minute. */
  readonly usage: readonly UsageSample[];
  /** What happened last in the whole runtime, its own exit included. */
  readonly before: readonly JournalEntry[];
  /** What its supervisor did about it, as a sentence; undefined when it did nothing, as for a replacement that failed. */
  readonly decision: string | undefined;
}

/** A record as one line of JSON. Errors keep their name, message and code; what JSON lacks becomes text. */
export function jsonLine(record: CrashRecord): string {
  return JSON.stringify(record, (_, value: unknown) => {
    if (value instanceof Error) {
      const { name, message } = value;
      return { name, message, ...('code' in value ? { code: value.code } : {}) };
    }
    return typeof value === 'bigint' || typeof value === 'function' ? String(value) : value;
  });
}
