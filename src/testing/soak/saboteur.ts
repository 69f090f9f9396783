/** Makes the faults of a plan, each at its time, and knows which have hit. */
import type { Clock, Ms } from '../../model/clock.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { checkPlan } from '../faults/check.ts';
import { faults } from '../faults/faults.ts';
import type { FaultHandle } from '../faults/injection.ts';
import type { Fault, FaultKind, FaultPlan } from '../faults/plan.ts';

export interface FaultCount {
  readonly kind: FaultKind;
  readonly made: number;
  /** Those that found somebody, or something, to hit. */
  readonly hit: number;
}

export class Saboteur {
  readonly #plan: FaultPlan;
  readonly #clock: Clock;
  readonly #handles: FaultHandle[] = [];
  readonly #open = new Set<FaultHandle>();
  /** When the last is made. */
  #lastAt: Ms = 0;

  /** @throws BadConfig naming the field, e.g. `plan.faults[3].fault.count`. */
  constructor(plan: FaultPlan, clock: Clock) {
    checkPlan(plan);
    this.#plan = plan;
    this.#clock = clock;
  }

  begin(runtime: Runtime): void {
    for (const { atMs, fault } of this.#plan.faults)
      this.#clock.setTimeout(() => this.#make(fault, runtime), atMs, { keepAlive: false });
    this.#lastAt = this.#clock.now() + Math.max(0, ...this.#plan.faults.map(({ atMs }) => atMs));
  }

  #make(fault: Fault, runtime: Runtime): void {
    const handle = faults(runtime).inject(fault);
    this.#handles.push(handle);
    this.#open.add(handle);
    void handle.until.then(() => this.#open.delete(handle));
  }

  get made(): number {
    return this.#handles.length;
  }

  /** Whether faults are still to be made, or, for so long after the last, to hit. */
  busy(lastChanceMs: Ms): boolean {
    if (this.made < this.#plan.faults.length) return true;
    const wait = [...this.#open].some(({ hits }) => hits === 0);
    return wait && this.#clock.now() < this.#lastAt + lastChanceMs;
  }

  /** What became of each kind of the plan. */
  counts(): FaultCount[] {
    const kinds = new Set(this.#plan.faults.map(({ fault }) => fault.kind));
    return [...kinds].map((kind) => {
      const made = this.#handles.filter(({ fault }) => fault.kind === kind);
      return { kind, made: made.length, hit: made.filter(({ hits }) => hits > 0).length };
    });
  }

  /** Kinds of which none has hit. */
  idle(): FaultKind[] {
    return this.counts()
      .filter(({ hit }) => hit === 0)
      .map(({ kind }) => kind);
  }

  /** What lasts is over. */
  undo(): void {
    for (const handle of this.#handles) handle.undo();
  }
}
