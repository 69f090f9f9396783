/** Carries faults out on a live runtime. Each is an entry of the journal, has a handle, and can be undone. */
import type { Hello, Lane } from '../../bridge/types.ts';
import type { Clock, Ms } from '../../model/clock.ts';
import { type Random, seededRandom } from '../../model/random.ts';
import type { FaultDesk } from '../../observe/feed/faults.ts';
import type { Launcher } from '../../port/port.ts';
import type { PremisesOptions } from '../../runtime/world.ts';
import { checkFault, checkPlan } from './check.ts';
import type { Disk } from './faulty-store.ts';
import type { Seams } from './faulty-world.ts';
import { type FaultHandle, Injection } from './injection.ts';
import { offered } from './offered.ts';
import { Orders, sweepFolders } from './orders.ts';
import type { Fault, FaultPlan } from './plan.ts';
import { Staff, type Victim } from './staff.ts';
import { Starts } from './starts.ts';
import { stallOf, type Tamper, tamperOf } from './tampering.ts';

export class Injector implements Seams {
  readonly disk: Disk;
  readonly faults: FaultDesk = {
    inForce: () => [...this.#open],
    delay: (target, count, ms) => void this.inject({ kind: 'delay_frames', target, count, ms }),
    make: (kind, target) => void this.inject(offered(kind, target)),
  };
  readonly #clock: Clock;
  #note: PremisesOptions['note'] = () => {};
  readonly #orders = new Orders();
  readonly #starts = new Starts();
  readonly #open = new Set<Injection>();
  /** The faults of plans whose time has not come. */
  readonly #due = new Set<() => void>();
  #closed = false;
  #made = 0;
  readonly #staff: Staff;
  #saves: Injection | undefined;
  readonly #jump: (ms: Ms) => void;

  constructor(clock: Clock, random: Random, jump: (ms: Ms) => void) {
    this.#clock = clock;
    this.#staff = new Staff(random);
    this.#jump = jump;
    this.disk = { full: () => this.#diskFull() };
  }

  opened({ note }: PremisesOptions): void {
    this.#note = note;
    sweepFolders();
  }

  attached(lane: Lane, hello: Hello): Lane {
    return this.#staff.attached(lane, hello);
  }

  /** What cannot be made is told by its handle, not thrown. @throws BadConfig naming the field. */
  inject(fault: Fault): FaultHandle {
    checkFault('fault', fault);
    const victim = 'target' in fault ? this.#staff.choose(fault.target) : undefined;
    const whom = nameOf(fault, victim);
    const injection = new Injection(fault, {
      id: ++this.#made,
      whom,
      clock: this.#clock,
      over: () => this.#open.delete(injection),
      failed: ({ message }) => this.#note('fault.failed', whom, `${fault.kind}: ${message}`),
    });
    if (this.#closed) {
      injection.undo(); // nobody is left whom it could hit
      return injection;
    }
    this.#open.add(injection);
    injection.attempt(() => this.#make(fault, victim, injection));
    if (injection.failure === undefined) this.#note('fault', whom, `${fault.kind} ${JSON.stringify(fault)}`);
    if ('forMs' in fault && fault.forMs !== undefined) injection.endAfter(fault.forMs);
    return injection;
  }

  /** Each fault of the plan at its time from now. Rejects with BadConfig before the first when one is wrong. */
  async play(plan: FaultPlan): Promise<FaultHandle[]> {
    checkPlan(plan);
    this.#staff.seed(seededRandom(plan.seed));
    return Promise.all(plan.faults.map(({ atMs, fault }) => this.#later(fault, atMs)));
  }

  /** Not after the end of the runtime: what has not come by then is made at once, and hits nobody. */
  #later(fault: Fault, atMs: Ms): Promise<FaultHandle> {
    return new Promise((resolve) => {
      const make = (): void => {
        this.#clock.clearTimeout(timer);
        this.#due.delete(make);
        resolve(this.inject(fault));
      };
      const timer = this.#clock.setTimeout(make, atMs, { keepAlive: false });
      this.#due.add(make);
    });
  }

  launcher(real: Launcher): Launcher {
    return (options) => {
      const { VIVARIUM_WORKER: worker = '', VIVARIUM_INCARNATION: incarnation = '' } = options.env;
      const slowMs = this.#starts.slowedBy(worker);
      const env = { ...options.env, ...this.#orders.environment(worker, incarnation, slowMs) };
      const onEnded = (explanation: string): void => {
        this.#staff.ended(worker, Number(incarnation));
        options.onEnded(explanation);
      };
      return real({ ...options, env, onEnded });
    };
  }

  closed(): void {
    this.#closed = true;
    for (const make of this.#due) make();
    for (const injection of this.#open) injection.undo();
    this.#orders.close();
  }

  #diskFull(): boolean {
    this.#saves?.hit();
    return this.#saves !== undefined;
  }

  #make(fault: Fault, victim: Victim | undefined, injection: Injection): void {
    if ('pool' in fault) return this.#starts.hinder(fault, injection);
    if (fault.kind === 'full_disk') {
      this.#saves = injection;
      return injection.onUndo(() => {
        if (this.#saves === injection) this.#saves = undefined;
      });
    }
    if (fault.kind === 'clock_jump') {
      this.#jump(fault.ms);
      injection.hit();
      return injection.onUndo(() => this.#jump(-fault.ms));
    }
    if (victim === undefined) return injection.undo();
    this.#hit(fault, victim, injection);
  }

  #hit(fault: Extract<Fault, { readonly target: string }>, victim: Victim, injection: Injection): void {
    switch (fault.kind) {
      case 'kill':
        signal(victim, fault.signal);
        return injection.once();
      case 'suspend':
        signal(victim, 'SIGSTOP');
        injection.hit();
        return injection.onUndo(() => signal(victim, 'SIGCONT'));
      case 'freeze_beats':
        victim.lane.freeze();
        injection.hit();
        return injection.onUndo(() => victim.lane.thaw());
      case 'break_lane':
        victim.lane.close({ code: 'UNAVAILABLE', message: 'broken by a fault made on purpose' });
        return injection.once();
      case 'exit':
      case 'out_of_memory':
      case 'busy_loop':
      case 'fill_stderr':
        this.#orders.give(victim.worker, victim.incarnation, fault);
        return injection.once();
      case 'stall_stream':
        return this.#tamper(
          victim,
          injection,
          stallOf(fault, () => injection.hit()),
        );
      default: {
        let left = fault.count;
        const fired = (): void => {
          injection.hit();
          left -= 1;
          if (left === 0) injection.undo();
        };
        return this.#tamper(victim, injection, tamperOf(fault, this.#clock, fired));
      }
    }
  }

  #tamper({ worker }: Victim, injection: Injection, tamper: Tamper): void {
    const tampering = this.#staff.tampering(worker);
    tampering.add(tamper);
    injection.onUndo(() => tampering.remove(tamper));
  }
}

/** Whom it hits, or was to hit. */
function nameOf(fault: Fault, victim: Victim | undefined): string {
  if (victim !== undefined) return `${victim.worker}#${victim.incarnation}`;
  if ('target' in fault) return fault.target;
  if ('pool' in fault) return `pool:${fault.pool}`;
  return fault.kind === 'full_disk' ? 'sessions' : 'clock';
}

/** To the process alone, as from outside. */
function signal({ pid }: Victim, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
