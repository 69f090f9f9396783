/** Has the successor of a crashed worker start a moment later where a spare has taken its place: the calls that went there go first. */
import type { Timer, Timers } from '../kernel/index.ts';
import type { Ms } from '../model/clock.ts';
import type { Pass, SpawnGate } from '../worker/spawn-gate.ts';

/** Some answers of the spare; nothing to a start. */
const MOMENT_MS: Ms = 25;

/** `hurry`: whether a start is waited for now. */
export function spareGate(gate: SpawnGate, timers: Timers, hurry: () => boolean): SpawnGate {
  return {
    enter(go) {
      if (hurry()) return gate.enter(go);
      let pass: Pass | undefined;
      const timer: Timer = timers.after(MOMENT_MS, () => {
        pass = gate.enter(go);
      });
      return {
        leave() {
          timers.cancel(timer);
          pass?.leave();
        },
      };
    },
  };
}
