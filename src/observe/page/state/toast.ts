/** The last thing that was done or refused, said for a few seconds. */
import { signal } from '@preact/signals';
import { type Ms, realClock } from '../../../model/clock.ts';

export interface Toast {
  readonly ok: boolean;
  readonly says: string;
}

const SHOWN_MS: Ms = 5_000;

export const toast = signal<Toast | undefined>(undefined);

export function say(next: Toast): void {
  toast.value = next;
  realClock.setTimeout(() => {
    if (toast.value === next) toast.value = undefined;
  }, SHOWN_MS);
}

/** Runs what a button asks for; a failure is said. */
export function attempt(what: Promise<unknown>): void {
  what.catch((error: unknown) => say({ ok: false, says: error instanceof Error ? error.message : String(error) }));
}
