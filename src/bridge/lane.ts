/**
 * One worker's lane: group commit on the way out, assembling and ACKs on the way in, one end.
 * Whatever carries batches in both directions is its {@link Wire}.
 */
import type { Clock, Ms, TimerId } from '../model/clock.ts';
import { isVivariumError } from '../model/errors.ts';
import type { Log } from '../model/log.ts';
import { Assembler } from './assembler.ts';
import { Kind } from './kind.ts';
import { FIRST_WORKER_CALL, OUTBOX } from './limits.ts';
import { Outbox } from './outbox.ts';
import { type Crowd, Spin } from './spin.ts';
import type { Closed, Incoming, Lane, LaneKind, Outgoing } from './types.ts';
import { decodeBatch, type Frame } from './wire.ts';

/** What carries batches. */
export interface Wire {
  readonly kind: LaneKind;
  /** How long frames wait for the answer to the last batch: what a message costs this wire. 0: they leave each turn. */
  readonly commitMs: Ms;
  /** @returns false when it would rather wait until {@link StreamLane.drained}. */
  write(frames: readonly Frame[]): boolean;
  /** After what was written: ends the stream with this status. */
  end(why: Closed): void;
}

export interface LaneOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly log: Log;
  readonly crowd: Crowd;
  /** Bytes of incoming messages being put together at once. */
  readonly messageBytes: number;
}

const CLOSED_HERE: Closed = { code: 'CANCELLED', message: 'the host closed the lane' };
const ENDS: ReadonlySet<number> = new Set([Kind.RESULT, Kind.FAILURE, Kind.END, Kind.CANCELLED]);
const UNREF = { keepAlive: false };

export class StreamLane implements Lane {
  onMessage: (message: Incoming) => void = () => {};
  onClose: (why: Closed) => void = () => {};
  readonly kind: LaneKind;
  lastSeen: Ms;
  readonly #wire: Wire;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #crowd: Crowd;
  readonly #outbox = new Outbox();
  readonly #assembler: Assembler;
  readonly #onTurn = (): void => this.#turn();
  readonly #onTimer = (): void => this.#expired();
  #timer: TimerId | undefined;
  #turnPending = false;
  #writable = true;
  #unanswered = false;
  #sentAt: Ms = 0;
  #spin: Spin | undefined;
  /** Of the host's own calls. */
  #inFlight = 0;
  #closed = false;

  constructor({ wire, clock, log, crowd, messageBytes }: LaneOptions) {
    this.#wire = wire;
    this.kind = wire.kind;
    this.#clock = clock;
    this.#log = log;
    this.#crowd = crowd;
    this.#assembler = new Assembler(messageBytes);
    this.lastSeen = clock.now();
  }

  send(message: Outgoing): void {
    if (this.#closed) return;
    if (message.kind === Kind.CALL || message.kind === Kind.OPEN) this.#inFlight += 1;
    this.#outbox.push(message);
    if (this.#outbox.length > OUTBOX) {
      this.close({ code: 'RESOURCE_EXHAUSTED', message: `the peer has stopped reading: ${OUTBOX} frames wait for it` });
    } else this.#schedule();
  }

  cancel(call: number, kind: typeof Kind.CANCEL | typeof Kind.CANCELLED = Kind.CANCEL): boolean {
    if (this.#closed) return false;
    if (!this.#outbox.drop(call)) {
      this.#inFlight -= 1;
      return false;
    }
    this.#outbox.overtake({ kind, call });
    this.#schedule();
    return true;
  }

  spin(ms: Ms): void {
    this.#spin = ms > 0 ? new Spin(ms, this.#clock, this.#crowd) : undefined;
  }

  close(why: Closed = CLOSED_HERE): void {
    if (this.#closed) return;
    this.#flush();
    this.ended(why);
    this.#wire.end(why);
  }

  /**
   * The wire brought a batch.
   * @returns whether nothing of its bytes is needed any more: its frames were pieces, which have been copied.
   */
  receive(bytes: Uint8Array): boolean {
    if (this.#closed) return true;
    this.lastSeen = this.#clock.now();
    this.#unanswered = false;
    let copied = true;
    try {
      for (const frame of decodeBatch(bytes)) {
        if (!this.#take(frame)) copied = false;
        if (this.#closed) return false;
      }
    } catch (error) {
      this.#fail(error);
      return false;
    }
    this.#spin?.heard(this.#inFlight);
    const bulk = this.#assembler.takeBulk();
    if (bulk > 0) this.#outbox.overtake({ kind: Kind.ACK, call: 0, number: bulk });
    if (this.#outbox.length > 0) this.#schedule();
    return copied;
  }

  /** The wire takes batches again. */
  drained(): void {
    this.#writable = true;
    if (this.#outbox.length > 0) this.#schedule();
  }

  /** The wire has ended, from whichever side. */
  ended(why: Closed): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#spin?.heard(0);
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    try {
      this.onClose(why);
    } catch (error) {
      this.#log.error({ err: error }, 'the owner of a lane threw in onClose');
    }
  }

  /** @returns whether no view of the frame's bytes is kept. */
  #take(frame: Frame): boolean {
    // What never came whole has nobody who would answer it.
    if (frame.kind === Kind.CANCEL && this.#assembler.abandon(frame.call)) {
      this.send({ kind: Kind.CANCELLED, call: frame.call });
      return true;
    }
    const message = this.#assembler.add(frame);
    if (message === undefined) return frame.meta.length === 0;
    if (ENDS.has(message.kind) && message.call < FIRST_WORKER_CALL) this.#inFlight -= 1;
    if (message.kind === Kind.ACK) this.#outbox.acknowledge(message.number);
    else this.onMessage(message);
    return message.body !== frame.body && message.meta.length === 0;
  }

  #fail(error: unknown): void {
    if (isVivariumError(error, 'VIV_PROTOCOL')) {
      this.close({ code: 'INVALID_ARGUMENT', message: error.message });
      return;
    }
    this.#log.error({ err: error }, 'the receiver of a lane threw; the lane closes');
    this.close({ code: 'INTERNAL', message: `the host failed on a message: ${String(error)}` });
  }

  /** What this turn of the event loop still sends shares a batch: nextTick comes after its promises. */
  #schedule(): void {
    if (this.#turnPending || this.#closed) return;
    this.#turnPending = true;
    process.nextTick(this.#onTurn);
  }

  #turn(): void {
    this.#turnPending = false;
    if (this.#closed || !this.#writable) return;
    const { commitMs } = this.#wire;
    if (!this.#unanswered || this.#outbox.bulkReady || this.#clock.now() - this.#sentAt >= commitMs) this.#flush();
    else this.#timer ??= this.#clock.setTimeout(this.#onTimer, commitMs, UNREF);
  }

  /** The timer is not cleared by an answer: that would cost more than a batch that leaves a little early. */
  #expired(): void {
    this.#timer = undefined;
    this.#flush();
  }

  #flush(): void {
    while (this.#writable) {
      const frames = this.#outbox.take();
      if (frames.length === 0) return;
      // Nobody answers an ACK: what follows must not wait for that.
      if (this.#wire.commitMs > 0 && frames.some(({ kind }) => kind !== Kind.ACK)) {
        this.#unanswered = true;
        this.#sentAt = this.#clock.now();
      }
      this.#writable = this.#wire.write(frames);
      this.#spin?.sent(this.#inFlight);
    }
  }
}
