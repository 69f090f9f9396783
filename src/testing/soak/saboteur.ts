/** Makes the faults of a plan, each at its time, and knows which have hit and which were survived. */
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
  /** Those after whose hit the same pool (of what hits no pool: any) was asked anew, and answered rightly. */
  readonly survived: number;
}

interface Made {
  readonly handle: FaultHandle;
  /** Undefined for what hits no pool: a disk, a clock. */
  readonly pool: string | undefined;
  /** When somebody first saw that it had hit. */
  hitAt: Ms | undefined;
  survived: boolean;
}

export class Saboteur {
  readonly #plan: FaultPlan;
  readonly #clock: Clock;
  readonly #made: Made[] = [];
  /** Those that have not been survived. */
  readonly #open = new Set<Made>();
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
    const made: Made = { handle, pool: poolOf(handle.whom), hitAt: undefined, survived: false };
    this.#made.push(made);
    this.#open.add(made);
    // What has hit nobody and is over is waited for no longer.
    void handle.until.then(() => {
      if (handle.hits === 0) this.#open.delete(made);
    });
  }

  get made(): number {
    return this.#made.length;
  }

  /** A call has been answered rightly. */
  answered(pool: string, begun: Ms): void {
    for (const made of this.#open) {
      if (made.handle.hits > 0) made.hitAt ??= this.#clock.now();
      if (made.hitAt === undefined || begun < made.hitAt || (made.pool ?? pool) !== pool) continue;
      made.survived = true;
      this.#open.delete(made);
    }
  }

  /** Whether faults are still to be made, or, for so long after the last, to hit and to be survived. */
  busy(lastChanceMs: Ms): boolean {
    if (this.made < this.#plan.faults.length) return true;
    return this.#open.size > 0 && this.#clock.now() < this.#lastAt + lastChanceMs;
  }

  /** What became of each kind of the plan. */
  counts(): FaultCount[] {
    const kinds = new Set(this.#plan.faults.map(({ fault }) => fault.kind));
    return [...kinds].map((kind) => {
      const made = this.#made.filter(({ handle }) => handle.fault.kind === kind);
      const hit = made.filter(({ handle }) => handle.hits > 0);
      return { kind, made: made.length, hit: hit.length, survived: hit.filter(({ survived }) => survived).length };
    });
  }

  /** What is wrong with the plan's faults themselves, a sentence each. */
  complaints(): string[] {
    const failed = this.#made.flatMap(({ handle: { fault, whom, failure } }) =>
      failure === undefined ? [] : [`${fault.kind} of ${whom} could not be made or undone: ${failure.message}`],
    );
    const counted = this.counts().flatMap(({ kind, hit, survived }) => {
      if (hit === 0) return [`no ${kind} of the plan has hit anything`];
      return survived === hit ? [] : [`after ${hit - survived} of ${hit} ${kind} the pool answered no call any more`];
    });
    return [...failed, ...counted];
  }

  /** What lasts is over. */
  undo(): void {
    for (const { handle } of this.#made) handle.undo();
  }
}

/** `worker:ml/3#2` and `pool:ml` are of `ml`. */
const poolOf = (whom: string): string | undefined => /^(?:worker|pool):([^/#]+)/.exec(whom)?.[1];
