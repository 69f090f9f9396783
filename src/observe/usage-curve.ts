/** Memory and CPU of the workers, once a second: the curve that ends in a crash. */
import type { Timer, Timers } from '../kernel/index.ts';
import type { Clock, Ms } from '../model/clock.ts';
import type { Member } from '../worker/member.ts';
import { Ring } from './ring.ts';

export interface UsageSample {
  /** Milliseconds since 1970. */
  readonly wall: Ms;
  /** Bytes of memory in RAM (resident set). */
  readonly rss: number;
  /** CPU time used since its start. */
  readonly cpuMs: Ms;
}

const EVERY_MS: Ms = 1_000;
/** Half a minute. */
const CAPACITY = 30;

interface Watched {
  readonly member: Member;
  readonly samples: Ring<UsageSample>;
}

export class UsageCurve {
  readonly #clock: Clock;
  readonly #timers: () => Timers;
  readonly #watched = new Map<string, Watched>();
  #timer: Timer | undefined;

  constructor(clock: Clock, timers: () => Timers) {
    this.#clock = clock;
    this.#timers = timers;
  }

  watch(member: Member): void {
    const watched = { member, samples: new Ring<UsageSample>(CAPACITY) };
    this.#watched.set(member.identity.worker, watched);
    this.#measure(watched);
    this.#timer ??= this.#schedule();
  }

  of(worker: string): UsageSample[] {
    return this.#watched.get(worker)?.samples.entries() ?? [];
  }

  forget(worker: string): void {
    if (!this.#watched.delete(worker) || this.#watched.size > 0 || this.#timer === undefined) return;
    this.#timers().cancel(this.#timer);
    this.#timer = undefined;
  }

  #schedule(): Timer {
    return this.#timers().after(EVERY_MS, () => this.#tick(), { keepAlive: false });
  }

  #tick(): void {
    this.#timer = this.#schedule();
    for (const watched of this.#watched.values()) this.#measure(watched);
  }

  #measure({ member, samples }: Watched): void {
    const add = (proc: { readonly rss: number; readonly cpuMs: Ms } | null): void => {
      if (proc !== null) samples.add({ wall: this.#clock.wall(), rss: proc.rss, cpuMs: proc.cpuMs });
    };
    member.hooks.proc().then(add, () => {}); // a process that is just ending cannot be measured
  }
}
