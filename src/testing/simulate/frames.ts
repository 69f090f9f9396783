/** The faults of one direction of a lane: which of the frames that pass are late, lost, doubled or spoilt. */
import { kindName } from '../../bridge/kind.ts';
import type { Incoming } from '../../bridge/types.ts';
import type { Ms } from '../../model/clock.ts';
import type { Fault } from '../faults/plan.ts';

export type FrameFault = Extract<Fault, { readonly frame?: string }>;

/** `passing` is undefined when it cannot be read any more. */
export interface Passage {
  readonly passing: Incoming | undefined;
  readonly delayMs: Ms;
}

interface Active {
  readonly fault: FrameFault;
  left: number;
}

export class Frames {
  #active: Active[] = [];
  /** Overtaken by the next one. */
  #held: Incoming | undefined;

  add(fault: FrameFault): void {
    this.#active.push({ fault, left: fault.count });
  }

  pass(frame: Incoming): readonly Passage[] {
    const held = this.#held;
    this.#held = undefined;
    const passages = this.#one(frame);
    return held === undefined ? passages : [...passages, { passing: held, delayMs: 0 }];
  }

  #one(frame: Incoming): Passage[] {
    const on = this.#active.find(({ fault }) => fault.frame === undefined || fault.frame === kindName(frame.kind));
    const asItIs: Passage = { passing: frame, delayMs: 0 };
    if (on === undefined) return [asItIs];
    on.left -= 1;
    if (on.left === 0) this.#active = this.#active.filter((active) => active !== on);
    switch (on.fault.kind) {
      case 'delay_frames':
        return [{ passing: frame, delayMs: on.fault.ms }];
      case 'drop_frames':
        return [];
      case 'duplicate_frames':
        return [asItIs, asItIs];
      case 'reorder_frames':
        this.#held = frame;
        return [];
      case 'corrupt_frames':
      case 'truncate_frames':
        return [{ passing: undefined, delayMs: 0 }];
    }
  }
}
