/** What the machines of workers and sessions went through: a ring for each that lives, filled by xstate's inspection. */
import type { AnyEventObject, InspectionEvent } from '../kernel/index.ts';
import type { Clock, Ms } from '../model/clock.ts';
import { Ring } from './ring.ts';

export interface Transition {
  /** Milliseconds since 1970. */
  readonly wall: Ms;
  /** The first is xstate's own, with the machine's input. */
  readonly event: AnyEventObject;
  /** The state after it: `ready`, `terminating.asked`. */
  readonly state: string;
  /** The whole of the machine after it: of the oldest that is remembered, when what was before has been forgotten. */
  readonly checkpoint?: Checkpoint;
}

/** Where a machine can go on from. */
export interface Checkpoint {
  readonly value: unknown;
  readonly context: unknown;
}

/** Not the machine's snapshot, which is ten times as large: there may be thousands of sessions. */
interface Remembered extends Checkpoint {
  readonly wall: Ms;
  readonly event: AnyEventObject;
}

/** A worker takes about twenty events in its life, a session a few with each use. */
const CAPACITY = 64;
const OWN_RING = /^(?:worker|session):/;

export class Transitions {
  readonly #clock: Clock;
  readonly #rings = new Map<string, Ring<Remembered>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Quick to look away, for it is called for each step of each actor. A start shows in its snapshot; what follows in steps,
   * since the snapshot of the last one comes after the end was told.
   */
  inspect(inspected: InspectionEvent): void {
    if (inspected.type !== '@xstate.microstep' && inspected.type !== '@xstate.snapshot') return;
    const { actorRef, event, snapshot } = inspected;
    const starts = event.type === 'xstate.init';
    if (starts !== (inspected.type === '@xstate.snapshot')) return;
    const id = 'id' in actorRef && typeof actorRef.id === 'string' ? actorRef.id : '';
    if (!OWN_RING.test(id) || !('value' in snapshot && 'context' in snapshot)) return;
    if (starts) this.#rings.set(id, new Ring(CAPACITY));
    const { value, context } = snapshot;
    this.#rings.get(id)?.add({ wall: this.#clock.wall(), event, value, context });
  }

  /** Oldest first: from the start of its life, or from a checkpoint in it. */
  of(id: string): Transition[] {
    const remembered = this.#rings.get(id)?.entries() ?? [];
    return remembered.map(({ wall, event, value, context }, place) => {
      const transition = { wall, event, state: inWords(value) };
      const begins = place === 0 && event.type !== 'xstate.init';
      return begins ? { ...transition, checkpoint: { value, context } } : transition;
    });
  }

  /** The actor has ended. */
  forget(id: string): void {
    this.#rings.delete(id);
  }
}

/** `{ terminating: 'asked' }` is `terminating.asked`. */
export function inWords(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([state, inner]) => `${state}.${inWords(inner)}`)
    .join(' ');
}
