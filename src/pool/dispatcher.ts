/**
 * Which call goes to which worker, and when: a bounded queue, first come first served, to the member with the
 * least in flight or to the one its session is bound to. It holds no promise and settles nothing.
 */
import { Kind } from '../bridge/kind.ts';
import { PoolSaturated } from '../model/call-errors.ts';
import type { Clock, Ms } from '../model/clock.ts';
import { Numbered } from '../model/numbered.ts';
import { AffinityBusy, AffinityLost } from '../model/session-errors.ts';
import { type Member, nameOf } from '../worker/member.ts';
import { type CallSession, isStrict } from './call-session.ts';
import type { Roster } from './roster.ts';
import { factsOf, type Row } from './row.ts';

export interface DispatcherOptions {
  readonly clock: Clock;
  /** The most calls that wait. */
  readonly queue: number;
  readonly members: Roster;
  /** A call that waited is refused. */
  readonly refuse: (row: Row, error: unknown) => void;
  /** A call is on its way to a worker. Must not throw. */
  readonly sent?: (row: Row, now: Ms) => void;
}

/** A call of a session whose calls all go to one worker. */
type StrictRow = Row & { readonly session: CallSession };

export class Dispatcher {
  readonly #options: DispatcherOptions;
  /** A call that gives up leaves it at once, and its place is free again. */
  readonly #queue = new Numbered<Row>();
  /** Calls that wait for one worker and no other. */
  readonly #bound = new Map<Member, Numbered<Row>>();
  #boundRows = 0;
  readonly #mayTake = (member: Member, row: Row): boolean => this.#canTake(member, row);

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#queue.size + this.#boundRows;
  }

  /**
   * Sends the call to a free worker, or lets it wait its turn.
   * @throws PoolSaturated when the queue is full; AffinityLost, AffinityBusy
   */
  offer(row: Row): void {
    const home = hasOneWorker(row) ? this.#home(row) : undefined;
    if (home !== undefined) {
      if (!this.#bound.has(home) && home.canTake(row)) return this.#send(row, home);
      if (row.affinity === 'strict_fail_fast')
        throw new AffinityBusy(factsOf(row), row.session?.id ?? '', nameOf(home));
    } else if (this.#queue.size === 0) {
      const member = this.#pick(row);
      if (member !== undefined) return this.#send(row, member);
    }
    if (this.waiting >= this.#options.queue) throw new PoolSaturated(factsOf(row), this.#options.queue);
    if (home === undefined) this.#queue.add(row);
    else this.#wait(row, home);
  }

  /** The call has ended while it waited. */
  retract(row: Row): void {
    if (this.#queue.delete(row.id) === undefined && row.home !== undefined) this.#unwait(row, row.home);
  }

  /** A worker may have room again. */
  pump(): void {
    this.#pumpQueue();
    if (this.#bound.size > 0 && this.#pumpBound()) this.#pumpQueue();
  }

  /** The worker is gone: so are the calls that waited for it alone. */
  lost(member: Member): void {
    const rows = this.#bound.get(member);
    if (rows === undefined) return;
    this.#bound.delete(member);
    this.#boundRows -= rows.size;
    for (const row of rows) if (hasOneWorker(row)) this.#options.refuse(row, this.#affinityLost(row, member));
  }

  #pumpQueue(): void {
    for (let row = this.#queue.first(); row !== undefined; row = this.#queue.first()) {
      if (hasOneWorker(row) && this.#settled(row)) continue;
      const member = this.#pick(row);
      if (member === undefined) return;
      this.#queue.delete(row.id);
      this.#send(row, member);
    }
  }

  /** Whoever waits for one worker passes nobody who came before and could have gone there too. */
  #pumpBound(): boolean {
    let sent = false;
    const eldest = this.#queue.first();
    for (const [member, rows] of this.#bound) {
      for (let row = rows.first(); row !== undefined; row = rows.first()) {
        if ((eldest !== undefined && cameBefore(eldest, row)) || !member.canTake(row)) break;
        this.#unwait(row, member);
        this.#send(row, member);
        sent = true;
      }
    }
    return sent;
  }

  /** A call of its session that came before may have bound it meanwhile: then it waits for that worker, or has lost it. */
  #settled(row: StrictRow): boolean {
    try {
      const home = this.#home(row);
      if (home === undefined) return false;
      this.#queue.delete(row.id);
      this.#wait(row, home);
    } catch (error) {
      this.#queue.delete(row.id);
      this.#options.refuse(row, error);
    }
    return true;
  }

  /** The worker it has to go to; undefined when its session is not bound yet. @throws AffinityLost */
  #home(row: StrictRow): Member | undefined {
    const home = row.home ?? row.session.bond(row.pool).member;
    if (home !== undefined && !this.#options.members.has(home)) throw this.#affinityLost(row, home);
    return home;
  }

  /** The session is bound to another worker, so that only the calls of the time before hear of the loss. */
  #affinityLost(row: StrictRow, was: Member): AffinityLost {
    const bond = row.session.bond(row.pool);
    if (bond.member === was) bond.member = this.#options.members.least(serves, row);
    const now = bond.member;
    return new AffinityLost(factsOf(row), row.session.id, nameOf(was), now === undefined ? null : nameOf(now));
  }

  #pick(row: Row): Member | undefined {
    if (row.session !== undefined && row.affinity === 'prefer') {
      const { member } = row.session.bond(row.pool);
      if (member !== undefined && this.#canTake(member, row)) return member;
    }
    return this.#options.members.least(this.#mayTake, row);
  }

  /** Nobody passes those who wait for that worker alone. */
  #canTake(member: Member, row: Row): boolean {
    if (!member.canTake(row)) return false;
    const first = this.#bound.size === 0 ? undefined : this.#bound.get(member)?.first();
    return first === undefined || cameBefore(row, first);
  }

  #wait(row: Row, home: Member): void {
    row.home = home;
    const rows = this.#bound.get(home) ?? new Numbered();
    rows.add(row);
    this.#bound.set(home, rows);
    this.#boundRows += 1;
  }

  #unwait(row: Row, home: Member): void {
    const rows = this.#bound.get(home);
    if (rows?.delete(row.id) === undefined) return;
    this.#boundRows -= 1;
    if (rows.size === 0) this.#bound.delete(home);
  }

  #send(row: Row, member: Member): void {
    const now = this.#options.clock.now();
    if (row.session !== undefined && row.affinity !== 'none')
      bind(row.session, row.pool, member, this.#options.members);
    row.phase = 'sent';
    row.member = member;
    member.begin(row, now);
    member.lane.send({
      kind: row.stream === undefined ? Kind.CALL : Kind.OPEN,
      call: row.id,
      tool: row.tool,
      body: row.body,
      segments: row.segments,
      timeoutMs: row.deadline === Number.POSITIVE_INFINITY ? 0 : Math.max(1, Math.ceil(row.deadline - now)),
      number: row.stream?.credits ?? 0,
      meta: row.meta,
    });
    row.stream?.sent();
    this.#options.sent?.(row, now);
  }
}

/** Of 31 bits, after the last of which come the first again: whoever is less than half of them ahead came later. */
const cameBefore = (a: Row, b: Row): boolean => (a.id - b.id) << 1 < 0;

const serves = ({ serves }: Member): boolean => serves;

function hasOneWorker(row: Row): row is StrictRow {
  return row.session !== undefined && isStrict(row.affinity);
}

/** It stays bound while the worker lives: a call that went elsewhere, because that one had no room, changes nothing. */
function bind(session: CallSession, pool: string, member: Member, members: ReadonlySet<Member>): void {
  const bond = session.bond(pool);
  if (bond.member === undefined || !members.has(bond.member)) bond.member = member;
}

/** What `offer` says of a call for which there is no place, or not where it has to go. */
export function isRefusal(error: unknown): boolean {
  return error instanceof PoolSaturated || error instanceof AffinityLost || error instanceof AffinityBusy;
}
