/** The workers as faults see them: who lives, in which process and on which lane, and what waits for its frames. */
import type { Hello, Lane } from '../../bridge/types.ts';
import type { Random } from '../../model/random.ts';
import { FaultyLane } from './faulty-lane.ts';
import type { Target } from './plan.ts';
import { Tampering } from './tampering.ts';

export interface Victim {
  readonly worker: string;
  readonly incarnation: number;
  readonly pid: number;
  readonly lane: FaultyLane;
}

export class Staff {
  #random: Random;
  readonly #alive = new Map<string, Victim>();
  readonly #tampering = new Map<string, Tampering>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** From now on another chance chooses. */
  seed(random: Random): void {
    this.#random = random;
  }

  attached(lane: Lane, { worker, incarnation, pid }: Hello): Lane {
    const faulty = new FaultyLane(lane, this.tampering(worker));
    this.#alive.set(worker, { worker, incarnation, pid, lane: faulty });
    return faulty;
  }

  /** Its process is gone, or about to be. */
  ended(worker: string, incarnation: number): void {
    if (this.#alive.get(worker)?.incarnation === incarnation) this.#alive.delete(worker);
  }

  /** Of a worker's frames, whichever its incarnation. */
  tampering(worker: string): Tampering {
    const known = this.#tampering.get(worker) ?? new Tampering();
    this.#tampering.set(worker, known);
    return known;
  }

  /** Undefined when nobody lives whom it could hit. */
  choose(target: Target): Victim | undefined {
    const all = [...this.#alive.values()].filter(({ worker }) => isMeant(worker, target));
    return all.sort((a, b) => (a.worker < b.worker ? -1 : 1))[Math.floor(this.#random.next() * all.length)];
  }
}

/** `worker:ml/3`, `pool:ml`, `*` */
function isMeant(worker: string, target: Target): boolean {
  return target === '*' || worker === target || worker.startsWith(`${target.replace(/^pool:/, 'worker:')}/`);
}
