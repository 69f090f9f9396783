/** Messages with a length before them (u32, little-endian), out of the pieces in which a socket brings them. */

export const lengthBefore = (bytes: number): Buffer => {
  const head = Buffer.allocUnsafe(4);
  head.writeUInt32LE(bytes);
  return head;
};

/** A message in one piece is handed on as it is; one in several is copied once. */
export class LengthReader {
  readonly #take: (message: Buffer) => void;
  #rest: Buffer = Buffer.alloc(0);
  #message: Buffer | undefined;
  #filled = 0;

  constructor(take: (message: Buffer) => void) {
    this.#take = take;
  }

  take(piece: Buffer): void {
    let bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    while (bytes.length > 0) {
      if (this.#message !== undefined) {
        bytes = this.#fill(this.#message, bytes);
        continue;
      }
      if (bytes.length < 4) break;
      const size = bytes.readUInt32LE(0);
      if (bytes.length >= 4 + size) {
        this.#take(bytes.subarray(4, 4 + size));
        bytes = bytes.subarray(4 + size);
      } else {
        // Memory of its own, and aligned: a view of floats may be put over it.
        this.#message = Buffer.from(new ArrayBuffer(size));
        bytes = bytes.subarray(4);
      }
    }
    this.#rest = bytes;
  }

  #fill(message: Buffer, bytes: Buffer): Buffer {
    const count = bytes.copy(message, this.#filled);
    this.#filled += count;
    if (this.#filled === message.length) {
      this.#message = undefined;
      this.#filled = 0;
      this.#take(message);
    }
    return bytes.subarray(count);
  }
}
