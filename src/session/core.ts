/**
 * A session's inside: what is in flight, when it was last used, and its record while it is awake. What its states mean
 * is its machine's to decide (`lives.ts` has the machine's hands); the handle is `session.ts`.
 */
import type { Timer, Timers } from '../kernel/index.ts';
import { Stopped } from '../model/call-errors.ts';
import type { Clock, Ms } from '../model/clock.ts';
import type { VivariumError } from '../model/errors.ts';
import { SessionExpired } from '../model/session-errors.ts';
import type { Affinity, Bond, CallSession } from '../pool/call-session.ts';
import type { Member } from '../worker/member.ts';
import type { SessionSettings } from './options.ts';
import type { SessionRecord, Versioned } from './store.ts';
import type { SessionState } from './types.ts';
import type { Watcher } from './watcher.ts';

/** What the sessions' table and its machines do for one of them. */
export interface Desk {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly settings: SessionSettings;
  /** Starts its actor. @throws Stopped when the runtime does not run. */
  wake(core: SessionCore): void;
  tell(core: SessionCore, event: { readonly type: 'QUIET' | 'DRAINED' }): void;
  /** Ends it; its actor is started for that when it has none. */
  end(core: SessionCore, how: 'closed' | 'expired'): void;
}

/** Records are never changed, only replaced: this one does for all that have no variables. */
const NONE: SessionRecord['variables'] = new Map();

interface Waiter {
  readonly resolve: (kept: Versioned) => void;
  readonly reject: (error: unknown) => void;
}

export class SessionCore implements CallSession {
  readonly id: string;
  /** Sessions of one name follow each other: this tells them apart. */
  readonly serial: number;
  metadata: Readonly<Record<string, string>> = {};
  /** Milliseconds since 1970. */
  createdAt: number;
  affinity: Affinity;
  timeoutMs: Ms;
  lastUsed: Ms;
  inFlight = 0;
  /** Shown by its machine, read on every call. */
  state: SessionState = 'parked';
  /** The end it was ordered to come to. */
  ordered: 'closed' | 'expired' | undefined;
  /** DRAINED is owed as soon as nothing is in flight. */
  draining = false;
  /** Its record while it is awake. */
  kept: Versioned | undefined;
  /** Its writes one behind another; undefined when there are none. */
  tail: Promise<void> | undefined;
  writes = 0;
  /** Its record is deleted, or will be: nothing is written any more. */
  forgotten = false;
  watchers: Set<Watcher> | undefined;
  readonly #desk: Desk;
  #waiters: Waiter[] | undefined;
  #bonds: Map<string, Bond> | undefined;
  #idle: Timer | undefined;

  constructor(id: string, serial: number, desk: Desk) {
    this.id = id;
    this.serial = serial;
    this.#desk = desk;
    this.createdAt = desk.clock.wall();
    this.lastUsed = desk.clock.now();
    this.affinity = desk.settings.affinity;
    this.timeoutMs = desk.settings.timeoutMs;
  }

  get over(): boolean {
    return this.state === 'closed' || this.state === 'expired';
  }

  /** Milliseconds without use; 0 while something is in flight. */
  get idleMs(): Ms {
    return this.inFlight > 0 ? 0 : this.#desk.clock.now() - this.lastUsed;
  }

  /** Its worker in a pool. */
  bond(pool: string): Bond {
    this.#bonds ??= new Map();
    let bond = this.#bonds.get(pool);
    if (bond === undefined) {
      bond = { member: undefined };
      this.#bonds.set(pool, bond);
    }
    return bond;
  }

  /** The workers it is bound to, in whichever pools. */
  get members(): Member[] {
    return [...(this.#bonds?.values() ?? [])].flatMap(({ member }) => member ?? []);
  }

  enter(): void {
    if (this.state === 'closing' || this.over) throw this.refusal();
    this.#enter();
  }

  leave(): void {
    this.inFlight -= 1;
    this.lastUsed = this.#desk.clock.now();
    if (this.inFlight > 0 || !this.draining) return;
    this.draining = false;
    this.#desk.tell(this, { type: 'DRAINED' });
  }

  /** Work on the record: opened for it, and not parked or expired before it has ended. Also what is in flight may still do it. */
  async use<T>(work: (kept: Versioned) => T | Promise<T>): Promise<T> {
    if (this.over || (this.state === 'closing' && this.kept === undefined)) throw this.refusal();
    this.#enter();
    try {
      return await work(await this.#opened());
    } finally {
      this.leave();
    }
  }

  /** Used, though nothing is asked of it. */
  touch(): void {
    this.lastUsed = this.#desk.clock.now();
  }

  /** Why it takes nothing more. */
  refusal(): VivariumError {
    if (this.ordered !== undefined) return new SessionExpired(this.id, this.ordered);
    return new Stopped(`session ${this.id} was interrupted, or its runtime is stopping; try again`, {
      session: this.id,
    });
  }

  /** Its record is here. A write that ended meanwhile knows better than what was read. */
  load(read: Versioned): void {
    if (this.kept === undefined || this.kept.version < read.version) this.kept = read;
    const { record } = this.kept;
    this.metadata = record.metadata;
    this.createdAt = record.createdAt;
    this.affinity = record.affinity ?? this.#desk.settings.affinity;
    this.timeoutMs = record.timeoutMs ?? this.#desk.settings.timeoutMs;
  }

  /** Taken up from the store when the runtime starts: it rests. */
  restore(kept: Versioned): void {
    this.load(kept);
    this.kept = undefined;
    this.watchIdle();
  }

  /** Of one that the store does not have: what is its own, and not the runtime's, is kept with it. */
  fresh(): Versioned {
    const { createdAt, metadata, timeoutMs, affinity } = this;
    const { settings } = this.#desk;
    const own = {
      ...(timeoutMs === settings.timeoutMs ? {} : { timeoutMs }),
      ...(affinity === settings.affinity ? {} : { affinity }),
    };
    return { version: 0, record: { createdAt, metadata, ...own, variables: NONE } };
  }

  /** Those who waited for the record go on. */
  release(): void {
    const { kept } = this;
    if (kept !== undefined) for (const { resolve } of this.#takeWaiters()) resolve(kept);
  }

  /** Nothing of it is needed in memory. */
  rest(error: unknown): void {
    this.kept = undefined;
    for (const { reject } of this.#takeWaiters()) reject(error);
  }

  failWatchers(): void {
    for (const watcher of this.watchers ?? []) watcher.fail(this.refusal());
  }

  /** Its runtime has stopped: what would wait for it for ever ends now. */
  stop(): void {
    this.forgetIdle();
    this.failWatchers();
  }

  /** Looks again after the time it may at least still be idle. */
  watchIdle(): void {
    if (this.#idle !== undefined || this.over) return;
    const { clock, timers, settings } = this.#desk;
    const parks = this.state === 'active' ? Math.min(settings.parkMs, this.timeoutMs) : this.timeoutMs;
    const wait = this.lastUsed + parks - clock.now();
    // While something is in flight its end is not known, and what is overdue could not be ended: it is looked at again later.
    const again = this.inFlight > 0 || this.state === 'opening' || wait <= 0 ? parks : wait;
    if (again === Number.POSITIVE_INFINITY) return;
    const label = { of: `session:${this.id}`, what: parks === this.timeoutMs ? 'expires if idle' : 'parks if idle' };
    this.#idle = timers.after(again, () => this.#look(), { keepAlive: false, label });
  }

  forgetIdle(): void {
    if (this.#idle !== undefined) this.#desk.timers.cancel(this.#idle);
    this.#idle = undefined;
  }

  #look(): void {
    this.#idle = undefined;
    const { clock, settings } = this.#desk;
    const idle = clock.now() - this.lastUsed;
    if (this.inFlight === 0) {
      if (idle >= this.timeoutMs && (this.state === 'active' || this.state === 'parked'))
        return this.#desk.end(this, 'expired');
      if (idle >= settings.parkMs && this.state === 'active') return this.#desk.tell(this, { type: 'QUIET' });
    }
    if (this.state !== 'closing') this.watchIdle();
  }

  #enter(): void {
    if (this.state === 'parked') this.#desk.wake(this);
    this.inFlight += 1;
    this.watchIdle();
  }

  #opened(): Promise<Versioned> | Versioned {
    if (this.kept !== undefined && this.state !== 'opening' && this.state !== 'parked') return this.kept;
    return new Promise((resolve, reject) => {
      this.#waiters ??= [];
      this.#waiters.push({ resolve, reject });
    });
  }

  #takeWaiters(): readonly Waiter[] {
    const waiters = this.#waiters ?? [];
    this.#waiters = undefined;
    return waiters;
  }
}
