/** One outgoing message as frames, made one at a time: bulk is cut when its turn comes, not before. */
import { BULK, PIECE } from './limits.ts';
import type { Outgoing } from './types.ts';
import { type Frame, NO_BYTES, NO_SIZES } from './wire.ts';

/** The bytes of a message's body and segments. */
export function messageBytes(message: Outgoing): number {
  let total = message.body?.length ?? 0;
  if (message.segments !== undefined) for (const segment of message.segments) total += segment.length;
  return total;
}

/** A message without segments that is no bulk: the hot path. */
export function singleFrame(message: Outgoing): Frame {
  return frame(message, true, message.body ?? NO_BYTES, 0, false, NO_SIZES);
}

/** A cursor over the frames of a message. */
export class Pieces {
  readonly kind: number;
  readonly call: number;
  readonly bulk: boolean;
  readonly #message: Outgoing;
  readonly #parts: readonly Uint8Array[];
  #segment = 0;
  #offset = 0;
  #started = false;
  #done = false;

  constructor(message: Outgoing) {
    this.kind = message.kind;
    this.call = message.call;
    this.bulk = messageBytes(message) > BULK;
    this.#message = message;
    this.#parts = [message.body ?? NO_BYTES, ...(message.segments ?? [])];
  }

  get started(): boolean {
    return this.#started;
  }

  get done(): boolean {
    return this.#done;
  }

  /** Bytes of body that the next frame carries. */
  get nextBytes(): number {
    return Math.min(PIECE, (this.#parts[this.#segment]?.length ?? 0) - this.#offset);
  }

  /** The next frame; not to be called when done. */
  next(): Frame {
    const segment = this.#segment;
    const part = this.#parts[segment] ?? NO_BYTES;
    const body = part.subarray(this.#offset, this.#offset + PIECE);
    this.#offset += body.length;
    if (this.#offset === part.length) this.#advance();
    const first = !this.#started;
    this.#started = true;
    const several = this.#parts.length > 1 || !this.#done;
    const sizes = first && several ? this.#parts.map((bytes) => bytes.length) : NO_SIZES;
    return frame(this.#message, first, body, segment, !this.#done, sizes);
  }

  /** To the next segment that has bytes: an empty one is known by its size alone. */
  #advance(): void {
    this.#offset = 0;
    do this.#segment++;
    while (this.#parts[this.#segment]?.length === 0);
    this.#done = this.#segment >= this.#parts.length;
  }
}

/** What is not a piece of the body travels on the first frame only. */
function frame(
  message: Outgoing,
  first: boolean,
  body: Uint8Array,
  segment: number,
  more: boolean,
  sizes: readonly number[],
): Frame {
  return {
    kind: message.kind,
    call: message.call,
    body,
    segment,
    more,
    sizes,
    number: first ? (message.number ?? 0) : 0,
    tool: first ? (message.tool ?? '') : '',
    timeoutMs: first ? (message.timeoutMs ?? 0) : 0,
    meta: first ? (message.meta ?? NO_BYTES) : NO_BYTES,
  };
}
