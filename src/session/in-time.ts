/** Waiting for a store, but not for ever. */
import type { Timers } from '../kernel/index.ts';
import type { Ms } from '../model/clock.ts';
import { SessionStoreFailed } from '../model/session-errors.ts';

/** A store has so long to answer. */
export const STORE_MS: Ms = 10_000;

/** The answer; rejects with SessionStoreFailed when it takes longer than {@link STORE_MS}. `what`: what it was asked for. */
export function inTime<T>(timers: Timers, answer: Promise<T>, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = timers.after(STORE_MS, () => reject(unanswered(what)));
    void answer.then(resolve, reject).finally(() => timers.cancel(timer));
  });
}

export function unanswered(what: string): SessionStoreFailed {
  return new SessionStoreFailed(`the store did not answer within ${STORE_MS / 1000} s when ${what}`, { what });
}
