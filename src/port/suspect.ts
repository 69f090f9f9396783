/**
 * A silent process that lives: is there reason to suspect it, or does it only lack a CPU? Two looks at it tell.
 * Pure, and only for people: nothing is killed for it.
 */
import type { Ms } from '../model/clock.ts';
import type { ProcState } from './proc.ts';

/** Of a core, between the looks: who computes so much has a CPU, and could have beaten. */
const COMPUTING_SHARE = 0.5;

export interface Looks {
  /** Null: it could not be seen. */
  readonly earlier: ProcState | null;
  readonly now: ProcState | null;
  readonly betweenMs: Ms;
}

/** Why its silence is suspicious, in words; undefined when it is not, or when nothing is known of it. */
export function suspicion({ earlier, now, betweenMs }: Looks): string | undefined {
  if (earlier === null || now === null || now.traced) return undefined;
  const computes = now.cpuMs - earlier.cpuMs >= betweenMs * COMPUTING_SHARE;
  if (computes) return 'it computes and keeps the interpreter to itself: native code that holds the GIL?';
  const sleeps = asleep(earlier) && asleep(now);
  return sleeps
    ? 'it sleeps and keeps the interpreter to itself: native code that holds the GIL, a deadlock?'
    : undefined;
}

function asleep({ state }: ProcState): boolean {
  return state === 'S' || state === 'D';
}
