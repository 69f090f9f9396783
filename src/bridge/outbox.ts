/**
 * What waits to leave a lane, and what goes into the next batch: control before bulk, the order of each call kept,
 * bulk by turns and bounded. No clock and no stream: the lane says when.
 */
import { Kind } from './kind.ts';
import { BATCH, BULK, UNACKNOWLEDGED } from './limits.ts';
import { Pieces, singleFrame } from './pieces.ts';
import type { Outgoing } from './types.ts';
import { type Frame, frameBytes } from './wire.ts';

export class Outbox {
  /** Frames that overtake bulk, in order. */
  #control: Frame[] = [];
  /** Per call, a bulk message and what must stay behind it. The first entry has the next turn. */
  readonly #bulk = new Map<number, Pieces[]>();
  #bulkMessages = 0;
  #unacknowledged = 0;

  /** Frames of control and messages of bulk that wait. */
  get length(): number {
    return this.#control.length + this.#bulkMessages;
  }

  /** True when a batch could take bulk now, so that waiting for company would gain nothing. */
  get bulkReady(): boolean {
    const next = this.#nextBulk();
    return next !== undefined && this.#unacknowledged + next.nextBytes <= UNACKNOWLEDGED;
  }

  push(message: Outgoing): void {
    const behind = this.#bulk.size === 0 ? undefined : this.#bulk.get(message.call);
    if (behind === undefined && isShort(message)) {
      this.#control.push(singleFrame(message));
      return;
    }
    const pieces = new Pieces(message);
    if (behind !== undefined) behind.push(pieces);
    else if (pieces.bulk) this.#bulk.set(message.call, [pieces]);
    else {
      this.#release(pieces);
      return;
    }
    this.#bulkMessages++;
  }

  /** Ahead of everything, also of its own call: for CANCEL and ACK. */
  overtake(message: Outgoing): void {
    this.#control.unshift(singleFrame(message));
  }

  /**
   * Drops what waits of a call.
   * @returns false when that was the call's very beginning, so that the other side has never heard of it.
   */
  drop(call: number): boolean {
    const bulk = this.#bulk.get(call) ?? [];
    const waiting = this.#control.find((frame) => frame.call === call);
    const first = waiting ?? (bulk[0]?.started === false ? bulk[0] : undefined);
    // A frame in #control with segment 0 begins its message: only bulk cuts a body in pieces.
    const whole = waiting === undefined || waiting.segment === 0;
    if (waiting !== undefined) this.#control = this.#control.filter((frame) => frame.call !== call);
    this.#bulkMessages -= bulk.length;
    this.#bulk.delete(call);
    return !(whole && (first?.kind === Kind.CALL || first?.kind === Kind.OPEN));
  }

  acknowledge(bytes: number): void {
    this.#unacknowledged = Math.max(0, this.#unacknowledged - bytes);
  }

  /** The frames of the next batch; none when everything that waits must wait for an ACK. */
  take(): readonly Frame[] {
    const batch: Frame[] = [];
    let size = 0;
    for (const frame of this.#control) {
      size += frameBytes(frame);
      if (size > BATCH && batch.length > 0) break;
      batch.push(frame);
    }
    if (batch.length === this.#control.length) this.#control = [];
    else this.#control.splice(0, batch.length);

    for (let next = this.#nextBulk(); next !== undefined; next = this.#nextBulk()) {
      if (!this.bulkReady || (batch.length > 0 && size + next.nextBytes > BATCH)) break;
      const frame = next.next();
      size += frameBytes(frame);
      this.#unacknowledged += frame.body.length;
      batch.push(frame);
      this.#endTurn(next);
      // What it let go comes before the next bulk of its call.
      if (this.#control.length > 0) break;
    }
    return batch;
  }

  #nextBulk(): Pieces | undefined {
    if (this.#bulk.size === 0) return undefined;
    for (const [first] of this.#bulk.values()) return first;
    return undefined;
  }

  /** The call goes to the end of the line; what followed a finished bulk message need wait no longer. */
  #endTurn(taken: Pieces): void {
    const line = this.#bulk.get(taken.call) ?? [];
    this.#bulk.delete(taken.call);
    if (taken.done) {
      do {
        const next = line.shift();
        this.#bulkMessages--;
        if (next !== taken && next !== undefined) this.#release(next);
      } while (line[0]?.bulk === false);
    }
    if (line.length > 0) this.#bulk.set(taken.call, line);
  }

  #release(pieces: Pieces): void {
    while (!pieces.done) this.#control.push(pieces.next());
  }
}

/** One frame and no bulk: nearly every message. */
function isShort({ body, segments }: Outgoing): boolean {
  return (segments === undefined || segments.length === 0) && (body === undefined || body.length <= BULK);
}
