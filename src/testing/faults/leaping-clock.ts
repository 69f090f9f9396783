/** A clock whose wall time jumps, as when the system's is set. What is measured does not notice. */
import type { Clock, Ms } from '../../model/clock.ts';

export function leapingClock(clock: Clock): { readonly clock: Clock; readonly jump: (ms: Ms) => void } {
  let leapt: Ms = 0;
  return {
    clock: {
      now: () => clock.now(),
      wall: () => clock.wall() + leapt,
      setTimeout: (fn, ms, options) => clock.setTimeout(fn, ms, options),
      clearTimeout: (id) => clock.clearTimeout(id),
    },
    jump: (ms) => {
      leapt += ms;
    },
  };
}
