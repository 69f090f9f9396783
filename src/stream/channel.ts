/**
 * The consumer's end of a stream: chunks go from the lane into this buffer and from there to `for await`.
 * The buffer is bounded by the credits given; taking a chunk gives credit for another.
 */
import { Fifo } from '../kernel/fifo.ts';
import { creditWindow, FIRST_CREDITS } from './credits.ts';

export interface ChannelEvents {
  /** The consumer has left before the end. */
  left(): void;
  /** The worker may send so many more chunks. */
  credit(chunks: number): void;
  /** The worker has used all its credits; the consumer is slow. */
  stalled(): void;
  /** It has credits again. */
  resumed(): void;
}

type Waiter<T> = { resolve: (result: IteratorResult<T, undefined>) => void; reject: (error: unknown) => void };

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

export class Channel<T> implements AsyncIterableIterator<T, undefined> {
  readonly #events: ChannelEvents;
  #buffer = new Fifo<T>();
  #waiter: Waiter<T> | undefined;
  #end: { error: unknown } | 'ended' | undefined;
  /** Credits given and not used. */
  #out = FIRST_CREDITS;
  #chunks = 0;
  #bytes = 0;

  constructor(events: ChannelEvents) {
    this.#events = events;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  push(value: T, bytes: number): void {
    if (this.#end !== undefined) return;
    this.#out -= 1;
    this.#chunks += 1;
    this.#bytes += bytes;
    const waiter = this.#waiter;
    if (waiter === undefined) {
      this.#buffer.push(value);
      if (this.#out === 0) this.#events.stalled();
      return;
    }
    this.#waiter = undefined;
    waiter.resolve({ done: false, value });
    this.#replenish();
  }

  /** No chunk is taken any more. */
  get ended(): boolean {
    return this.#end !== undefined;
  }

  /** What is buffered can still be taken. */
  end(): void {
    this.#end ??= 'ended';
    if (this.#buffer.size === 0) this.#finish();
  }

  /** The error comes after what is buffered. */
  fail(error: unknown): void {
    this.#end ??= { error };
    if (this.#buffer.size === 0) this.#finish();
  }

  /** The error comes now: nobody wants what is buffered. */
  abort(error: unknown): void {
    this.#buffer = new Fifo();
    this.fail(error);
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#buffer.size > 0) {
      const value = this.#buffer.shift() as T;
      this.#replenish();
      return Promise.resolve({ done: false, value });
    }
    return new Promise((resolve, reject) => {
      if (this.#waiter !== undefined)
        return reject(new TypeError('a stream has one consumer: next() is already waiting'));
      this.#waiter = { resolve, reject };
      if (this.#end !== undefined) this.#finish();
    });
  }

  /** `break` in `for await`: the generator in Python is closed. */
  return(): Promise<IteratorResult<T, undefined>> {
    this.#buffer = new Fifo();
    const left = this.#end === undefined;
    this.#end = 'ended';
    this.#finish();
    if (left) this.#events.left();
    return Promise.resolve(DONE);
  }

  #finish(): void {
    const waiter = this.#waiter;
    if (waiter === undefined || this.#end === undefined) return;
    this.#waiter = undefined;
    const end = this.#end;
    this.#end = 'ended';
    if (end === 'ended') waiter.resolve(DONE);
    else waiter.reject(end.error);
  }

  /** Gives credit in handfuls: when half of the window has been taken. */
  #replenish(): void {
    if (this.#end !== undefined) return;
    const window = this.#chunks === 0 ? FIRST_CREDITS : creditWindow(this.#bytes / this.#chunks);
    const room = window - this.#buffer.size - this.#out;
    if (room < window / 2) return;
    if (this.#out === 0) this.#events.resumed();
    this.#out += room;
    this.#events.credit(room);
  }
}
