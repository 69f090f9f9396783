/**
 * The pool's switchboard: opens calls, hands them to the dispatcher, and takes each to its one end, whether that
 * is an answer, a deadline, an abort, or the loss of its worker.
 */
import { Kind } from '../bridge/kind.ts';
import type { Incoming } from '../bridge/types.ts';
import { decodeValue } from '../bridge/values.ts';
import type { Timers } from '../kernel/index.ts';
import { CallCancelled, CallTimeout, PoolSaturated, WorkerCrashed } from '../model/call-errors.ts';
import type { Clock } from '../model/clock.ts';
import type { Member } from '../worker/member.ts';
import { failureOf, noEndOf } from './answers.ts';
import { type Dispatcher, isRefusal } from './dispatcher.ts';
import { Ledger } from './ledger.ts';
import { Overdue } from './overdue.ts';
import { Roster } from './roster.ts';
import { factsOf, type Row } from './row.ts';
import { Tally } from './tally.ts';

export interface CallsOptions {
  readonly queue: number;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly knownTools: () => readonly string[];
}

export class Calls {
  readonly members = new Roster();
  readonly ledger: Ledger;
  readonly tally: Tally;
  readonly #options: CallsOptions;
  readonly #overdue: Overdue;
  #dispatcher: Dispatcher | undefined;
  #dispatcherFailed: (error: unknown) => void = () => {};
  /** Whether a worker still owes an answer for that id. */
  readonly #owed = (id: number): boolean => {
    for (const member of this.members) if (member.has(id)) return true;
    return false;
  };

  constructor(options: CallsOptions) {
    this.#options = options;
    this.#overdue = new Overdue(options.clock, options.timers);
    this.tally = new Tally(options.clock);
    this.ledger = new Ledger({
      timers: options.timers,
      ended: (row, error) => this.tally.ended(row, error),
      expired: (row) => this.#expire(row),
      aborted: (row) => this.#abort(row),
    });
  }

  /** Calls that have not been sent. */
  get waiting(): number {
    return this.#dispatcher?.waiting ?? [...this.ledger.rows()].filter((row) => row.phase === 'queued').length;
  }

  nextId(): number {
    return this.ledger.nextId(this.#owed);
  }

  /** A new dispatcher serves: what was waiting is offered again. */
  attach(dispatcher: Dispatcher, failed: (error: unknown) => void): void {
    this.#dispatcher = dispatcher;
    this.#dispatcherFailed = failed;
    for (const row of this.ledger.rows()) {
      if (this.#dispatcher !== dispatcher) return; // it died of one of them: its successor is offered them all
      if (row.phase === 'queued') this.#offer(row);
    }
  }

  detach(dispatcher: Dispatcher): void {
    if (this.#dispatcher === dispatcher) this.#dispatcher = undefined;
  }

  open(row: Row): void {
    this.ledger.open(row);
    this.#offer(row);
  }

  /** Ends a call from this side: nothing of it waits or runs on unasked. */
  end(row: Row, error: unknown): void {
    if (row.phase === 'queued') this.#dispatcher?.retract(row);
    this.ledger.reject(row.id, error);
  }

  /** The worker that has it is to stop; it stays busy until it has. */
  cancelRemote(row: Row): void {
    const { member } = row;
    if (member === undefined || !member.has(row.id)) return;
    if (member.lane.cancel(row.id)) return this.#overdue.watch(row, member);
    member.finish(row.id, 0);
    this.pump();
  }

  credit(row: Row, chunks: number): void {
    if (row.member?.has(row.id)) row.member.lane.send({ kind: Kind.CREDIT, call: row.id, number: chunks });
  }

  pump(): void {
    try {
      if (this.#dispatcher !== undefined && this.#dispatcher.waiting > 0) this.#dispatcher.pump();
    } catch (error) {
      this.#died(error);
    }
  }

  /** The open call of that number, when it is this member's. */
  rowOf(member: Member, id: number): Row | undefined {
    const open = this.ledger.get(id);
    return open?.member === member ? open : undefined;
  }

  received(member: Member, message: Incoming): void {
    const row = this.rowOf(member, message.call);
    if (message.kind === Kind.CHUNK) return this.#chunk(row, message);
    this.#overdue.over(message.call);
    if (member.finish(message.call, message.number) === undefined) return;
    if (row !== undefined) this.#answer(row, message);
    this.pump();
  }

  /** The member is gone. Calls it had been sent end here; those that wait go to others. */
  fenced(member: Member, message: string): void {
    this.members.delete(member);
    for (const { id } of member.calls()) {
      this.#overdue.over(id);
      const row = this.rowOf(member, id);
      if (row !== undefined) this.fail(row, new WorkerCrashed(factsOf(row), { ...member.identity, message }));
    }
    try {
      this.#dispatcher?.lost(member);
    } catch (error) {
      this.#died(error);
    }
  }

  /** No worker will come, or none may be asked any more; `of`: for which calls. Default: all. */
  rejectAll(error: (row: Row) => unknown, of: (row: Row) => boolean = () => true): void {
    for (const row of this.ledger.rows()) {
      if (!of(row)) continue;
      this.cancelRemote(row);
      this.end(row, error(row));
    }
  }

  /** The worker owes nothing more for this call: whatever came, it ends here. */
  #answer(row: Row, message: Incoming): void {
    try {
      this.#settle(row, message);
    } catch (error) {
      this.fail(row, error);
    }
  }

  #settle(row: Row, message: Incoming): void {
    switch (message.kind) {
      case row.stream === undefined ? Kind.RESULT : Kind.END:
        if (row.stream !== undefined) return row.stream.ended();
        this.ledger.resolve(row.id, decodeValue(message.body, message.segments));
        return;
      case Kind.FAILURE:
        return this.fail(row, failureOf(row, message, this.#options.knownTools));
      case Kind.CANCELLED:
        return this.#again(row);
      default:
        throw noEndOf(row, message);
    }
  }

  /** The worker ends in order: what it was sent and has not answered, it has not begun. */
  left(member: Member): void {
    member.leaving = true;
    for (const { id } of member.calls()) {
      const row = this.rowOf(member, id);
      member.finish(id, 0);
      this.#overdue.over(id);
      if (row !== undefined) this.#again(row);
    }
  }

  /** Nobody here cancelled it: its worker is ending and has not begun it. It goes to another, save what shows that it was begun. */
  #again(row: Row): void {
    const { member } = row;
    if (member !== undefined) member.leaving = true;
    if (member !== undefined && row.stream?.begun) {
      const message = 'it left in the middle of a stream';
      return this.fail(row, new WorkerCrashed(factsOf(row), { ...member.identity, message }));
    }
    row.phase = 'queued';
    row.member = undefined;
    row.stream?.requeued();
    this.#offer(row);
  }

  #chunk(row: Row | undefined, message: Incoming): void {
    if (row?.stream === undefined) return;
    this.tally.chunk(row);
    let size = message.body.length;
    for (const segment of message.segments) size += segment.length;
    try {
      row.stream.chunk(decodeValue(message.body, message.segments), size);
    } catch (error) {
      this.cancelRemote(row);
      this.fail(row, error);
    }
  }

  /** Its caller, or its stream, hears that it has failed. */
  fail(row: Row, error: unknown): void {
    if (row.stream === undefined) this.ledger.reject(row.id, error);
    else row.stream.failed(error);
  }

  #expire(row: Row): void {
    const { member } = row;
    const error = new CallTimeout(factsOf(row), row.timeoutMs);
    if (row.stream !== undefined) row.stream.expired();
    else {
      if (row.onTimeout === 'cancel') this.cancelRemote(row);
      this.end(row, error);
    }
    if (row.onTimeout === 'kill') member?.hooks.kill(error.message);
  }

  #abort(row: Row): void {
    if (row.stream !== undefined) return row.stream.aborted(row.signal?.reason);
    this.cancelRemote(row);
    this.end(row, new CallCancelled(factsOf(row), row.signal?.reason));
  }

  /** A refusal is the caller's news. */
  #offer(row: Row): void {
    const { queue } = this.#options;
    try {
      if (this.#dispatcher !== undefined) this.#dispatcher.offer(row);
      else if (this.ledger.size > queue) throw new PoolSaturated(factsOf(row), queue);
    } catch (error) {
      if (isRefusal(error)) this.fail(row, error);
      else this.#died(error);
    }
  }

  /** Any other throw is a bug of the dispatcher, which dies of it and is restarted. */
  #died(error: unknown): void {
    this.#dispatcher = undefined;
    this.#dispatcherFailed(error);
  }
}
