/** What a system's supervisors decided of late: a bounded memory, and the way to ask it about a part of the tree. */
import type { Clock, Ms } from '../model/clock.ts';
import type { Decision } from './decide/decision.ts';
import { sentence } from './explain.ts';

/** A decision with its place, its time and its sentence. A crash is kept by its name and message, without the error itself. */
export type Explanation = Decision & {
  /** Path of the supervisor that decided. */
  readonly supervisor: string;
  /** Path of the child it is about; the supervisor's own when it was told to end. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly wall: Ms;
  readonly sentence: string;
};

interface Kept {
  readonly supervisor: string;
  readonly wall: Ms;
  readonly decision: Decision;
}

/** So many decisions are remembered. */
const CAPACITY = 1_024;

export class DecisionLog {
  readonly #clock: Clock;
  /** A ring: the next one replaces the oldest. */
  readonly #kept: Kept[] = [];
  #made = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get made(): number {
    return this.#made;
  }

  /** How many there were that are not remembered any more. */
  get forgotten(): number {
    return this.#made - this.#kept.length;
  }

  add(supervisor: string, decision: Decision): void {
    this.#kept[this.#made++ % CAPACITY] = { supervisor, wall: this.#clock.wall(), decision: withoutError(decision) };
  }

  /** Oldest first: all, or those that concern what is called `name`. */
  explain(name?: string): Explanation[] {
    const oldest = this.#made % CAPACITY;
    const inOrder = this.forgotten === 0 ? this.#kept : [...this.#kept.slice(oldest), ...this.#kept.slice(0, oldest)];
    return inOrder.filter((kept) => name === undefined || concerns(kept, name)).map(explanation);
  }
}

/** What is remembered for long must not keep alive whatever an error holds on to. */
function withoutError(decision: Decision): Decision {
  if (!('reason' in decision) || typeof decision.reason === 'string') return decision;
  return { ...decision, reason: { crash: decision.reason.crash } };
}

function explanation({ supervisor, wall, decision }: Kept): Explanation {
  const path = 'id' in decision ? `${supervisor}/${decision.id}` : supervisor;
  return { ...decision, supervisor, path, wall, sentence: sentence(supervisor, decision) };
}

/** `name` is a path or a part of one, whole ids of it: it, what is below it, and siblings that share its fate. */
function concerns({ supervisor, decision }: Kept, name: string): boolean {
  const called = `/${name}/`;
  const within = (id: string): boolean => `/${supervisor}/${id}/`.includes(called);
  if (within('id' in decision ? decision.id : '')) return true;
  const stops = 'stops' in decision && decision.stops.ids.some(within);
  return stops || ('starts' in decision && decision.starts.ids.some(within));
}
