/** The one source of time. Everything that waits takes a Clock, so that tests and simulation can own it. */

/** Milliseconds. */
export type Ms = number;

/** A handle for {@link Clock.clearTimeout}. */
export type TimerId = unknown;

export interface Clock {
  /** Monotonic milliseconds with fractions; comparable only with other readings of the same clock. */
  now(): Ms;
  /** Wall-clock milliseconds since 1970, for what people read (never for measuring). */
  wall(): Ms;
  /** `keepAlive: false` lets the process end while the timer is pending. */
  setTimeout(fn: () => void, ms: Ms, options?: { keepAlive?: boolean }): TimerId;
  clearTimeout(id: TimerId): void;
}

/** Node's own clock: `performance.now`, so that a change of the system's time harms nothing. */
export const realClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  setTimeout(fn, ms, options) {
    const timer = setTimeout(fn, ms);
    if (options?.keepAlive === false) timer.unref();
    return timer;
  },
  clearTimeout: (id) => clearTimeout(id as NodeJS.Timeout),
};
