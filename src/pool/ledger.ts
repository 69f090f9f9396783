/**
 * The pool's open calls: the only code that settles one. It deletes first, so nothing is settled twice,
 * and a row is all a plain call is: no actor, no machine event.
 */
import { FIRST_WORKER_CALL } from '../bridge/limits.ts';
import type { Timers } from '../kernel/index.ts';
import type { Ms } from '../model/clock.ts';
import { Numbered } from '../model/numbered.ts';
import type { Row } from './row.ts';
import { Signals } from './signals.ts';

/** The numbers above are the workers' own. */
const MAX_ID = FIRST_WORKER_CALL - 1;

export interface LedgerOptions {
  readonly timers: Timers;
  /** The id before the first; default 0. */
  readonly lastId?: number;
  /** Told of each end before the caller is; `error` is undefined when it is a good one. Must not throw. */
  readonly ended?: (row: Row, error: unknown) => void;
  /** Its deadline has passed, or its signal was aborted: it is still open, and has to be ended. Must not throw. */
  readonly expired?: (row: Row) => void;
  readonly aborted?: (row: Row) => void;
}

/** What holds the workers keeps the process alive: to hold it for each call as well would cost two native timers a call. */
const UNREF = { keepAlive: false };

export class Ledger {
  readonly #rows = new Numbered<Row>();
  readonly #timers: Timers;
  readonly #ended: (row: Row, error: unknown) => void;
  readonly #expired: (row: Row) => void;
  readonly #signals: Signals;
  /** How many calls there have been, and how many have ended: what is open is the difference. */
  opened = 0;
  settled = 0;
  #lastId: number;
  /** Numbers are used again: one may still be known to a worker. */
  #wrapped = false;
  #onEmpty: (() => void)[] = [];

  constructor({ timers, lastId = 0, ended = () => {}, expired = () => {}, aborted = () => {} }: LedgerOptions) {
    this.#timers = timers;
    this.#lastId = lastId;
    this.#ended = ended;
    this.#expired = expired;
    this.#signals = new Signals(aborted);
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: number): Row | undefined {
    return this.#rows.get(id);
  }

  /** Open calls, oldest first. Settling some on the way is fine. */
  rows(): Iterable<Row> {
    return this.#rows;
  }

  /** An id that no open call has and that `taken`, a worker that still owes an answer, does not know. */
  nextId(taken: (id: number) => boolean): number {
    do {
      this.#wrapped ||= this.#lastId === MAX_ID;
      this.#lastId = this.#lastId === MAX_ID ? 1 : this.#lastId + 1;
    } while (this.#wrapped && (this.#rows.has(this.#lastId) || taken(this.#lastId)));
    return this.#lastId;
  }

  /** From here on its deadline and its signal end it when nothing else does. */
  open(row: Row): void {
    this.opened += 1;
    this.#rows.add(row);
    if (row.timeoutMs !== Number.POSITIVE_INFINITY)
      row.timer = this.#timers.after(row.timeoutMs, () => this.#expired(row), UNREF);
    if (row.signal !== undefined) this.#signals.watch(row, row.signal);
  }

  /** Resolves when no call is open any more, or when the time is over. */
  drained(graceMs: Ms): Promise<void> {
    return new Promise((resolve) => {
      if (this.#rows.size === 0) return resolve();
      const timer = this.#timers.after(graceMs, resolve);
      this.#onEmpty.push(() => {
        this.#timers.cancel(timer);
        resolve();
      });
    });
  }

  /** @returns false when the call had been settled before: the answer came too late. */
  resolve(id: number, value: unknown): boolean {
    const row = this.#take(id, undefined);
    row?.resolve(value);
    return this.#closed(row);
  }

  reject(id: number, error: unknown): boolean {
    const row = this.#take(id, error);
    row?.reject(error);
    return this.#closed(row);
  }

  #take(id: number, error: unknown): Row | undefined {
    const row = this.#rows.delete(id);
    if (row === undefined) return undefined;
    this.settled += 1;
    if (row.timer !== undefined) this.#timers.cancel(row.timer);
    if (row.signal !== undefined) this.#signals.forget(row, row.signal);
    row.session?.leave();
    this.#ended(row, error);
    return row;
  }

  #closed(row: Row | undefined): boolean {
    if (this.#rows.size === 0 && this.#onEmpty.length > 0) for (const told of this.#onEmpty.splice(0)) told();
    return row !== undefined;
  }
}
