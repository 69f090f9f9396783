/** Batches ↔ the bytes of a socket: each batch is preceded by its length, a u32 in little-endian. */
import { BATCH, BATCH_RECEIVED, BULK } from './limits.ts';
import { protocolError } from './protocol-error.ts';

const PREFIX = 4;

/** Cuts what a socket brings into batches. One that came in one piece is a view of it, others are put together. */
export class Deframer {
  /** True when it keeps nothing of the bytes, which are then used again. */
  readonly #take: (batch: Uint8Array) => boolean;
  readonly #prefix = Buffer.alloc(PREFIX);
  #prefixed = 0;
  #partial: Buffer | undefined;
  #filled = 0;
  /** Memory for batches that come in parts, of which nobody has a view. */
  #spare: Buffer | undefined;

  constructor(take: (batch: Uint8Array) => boolean) {
    this.#take = take;
  }

  /** @throws VivariumError `VIV_PROTOCOL` when a batch is longer than any may be. */
  push(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#partial !== undefined) at = this.#fill(this.#partial, bytes, at);
      else if (this.#prefixed > 0 || bytes.length - at < PREFIX) at = this.#collect(bytes, at);
      else {
        const end = at + PREFIX + checked(bytes.readUInt32LE(at));
        if (end > bytes.length) this.#begin(end - at - PREFIX);
        else this.#take(bytes.subarray(at + PREFIX, end));
        at = Math.min(end, this.#partial === undefined ? end : at + PREFIX);
      }
    }
  }

  /** A byte or more of a length that came in parts. */
  #collect(bytes: Buffer, at: number): number {
    const copied = bytes.copy(this.#prefix, this.#prefixed, at);
    this.#prefixed += copied;
    if (this.#prefixed === PREFIX) {
      this.#prefixed = 0;
      this.#begin(checked(this.#prefix.readUInt32LE(0)));
    }
    return at + copied;
  }

  #begin(length: number): void {
    if (this.#spare === undefined || this.#spare.length < length)
      this.#spare = Buffer.allocUnsafeSlow(length > BULK ? Math.max(length, BATCH) : length);
    const partial = this.#spare.subarray(0, length);
    this.#partial = partial;
    this.#filled = 0;
    if (length === 0) this.#complete(partial);
  }

  #fill(partial: Buffer, bytes: Buffer, at: number): number {
    const copied = bytes.copy(partial, this.#filled, at);
    this.#filled += copied;
    if (this.#filled === partial.length) this.#complete(partial);
    return at + copied;
  }

  #complete(batch: Buffer): void {
    this.#partial = undefined;
    if (!this.#take(batch)) this.#spare = undefined;
  }
}

function checked(length: number): number {
  if (length <= BATCH_RECEIVED) return length;
  throw protocolError(`a batch of ${length} bytes is announced; at most ${BATCH_RECEIVED} may come`);
}
