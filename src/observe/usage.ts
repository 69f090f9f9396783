/** Memory and CPU of workers, read from the system when somebody asks, and at most once a second. */
import type { Clock, Ms } from '../model/clock.ts';
import type { Member } from '../worker/member.ts';
import type { ProcessUsage } from './metrics-types.ts';

const FRESH_MS: Ms = 1_000;

interface Reading {
  readonly at: Ms;
  readonly usage: Promise<ProcessUsage | undefined>;
}

export class Usage {
  readonly #clock: Clock;
  /** Goes with its worker's life. */
  readonly #readings = new WeakMap<Member, Reading>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Undefined when the process has gone or cannot be seen. */
  of(member: Member): Promise<ProcessUsage | undefined> {
    const now = this.#clock.now();
    const last = this.#readings.get(member);
    if (last !== undefined && now - last.at < FRESH_MS) return last.usage;
    const usage = read(member);
    this.#readings.set(member, { at: now, usage });
    return usage;
  }
}

async function read(member: Member): Promise<ProcessUsage | undefined> {
  const proc = await member.hooks.proc();
  return proc === null ? undefined : { rssBytes: proc.rss, cpuSeconds: proc.cpuMs / 1_000 };
}
