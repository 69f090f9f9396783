/** A growing buffer that MessagePack is written to, kept from one value to the next. */

const FIRST = 8 * 1024;
/** A buffer that one large value has blown up further than this is not kept. */
const KEEP = 1024 * 1024;

/** A string up to this length is tried as ASCII in a loop, which beats the call into C++. */
const SHORT = 40;

export class Scratch {
  #bytes = Buffer.allocUnsafeSlow(FIRST);
  #view = viewOf(this.#bytes);
  #at = 0;

  /** What was written, as bytes of its own; the scratch is empty again. */
  finish(): Uint8Array {
    const done = Buffer.allocUnsafe(this.#at);
    this.#bytes.copy(done, 0, 0, this.#at);
    this.reset();
    return done;
  }

  reset(): void {
    this.#at = 0;
    if (this.#bytes.length > KEEP) this.#replace(Buffer.allocUnsafeSlow(FIRST));
  }

  get position(): number {
    return this.#at;
  }

  /** Overwrites a byte written before. */
  patch(at: number, value: number): void {
    this.#bytes[at] = value;
  }

  patch32(at: number, value: number): void {
    this.#view.setUint32(at, value);
  }

  patch16(at: number, value: number): void {
    this.#view.setUint16(at, value);
  }

  u8(value: number): void {
    if (this.#at === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#at++] = value;
  }

  /** A MessagePack type byte and a number of one, two, four or eight bytes, big-endian. */
  u8u8(type: number, value: number): void {
    const at = this.#advance(2);
    this.#bytes[at] = type;
    this.#bytes[at + 1] = value;
  }

  u8u16(type: number, value: number): void {
    const at = this.#advance(3);
    this.#bytes[at] = type;
    this.#view.setUint16(at + 1, value);
  }

  u8u32(type: number, value: number): void {
    const at = this.#advance(5);
    this.#bytes[at] = type;
    this.#view.setUint32(at + 1, value);
  }

  u8u64(type: number, value: bigint): void {
    const at = this.#advance(9);
    this.#bytes[at] = type;
    this.#view.setBigUint64(at + 1, BigInt.asUintN(64, value));
  }

  u8f64(type: number, value: number): void {
    const at = this.#advance(9);
    this.#bytes[at] = type;
    this.#view.setFloat64(at + 1, value);
  }

  u32le(value: number): void {
    const at = this.#advance(4);
    this.#view.setUint32(at, value, true);
  }

  raw(bytes: Uint8Array): void {
    const at = this.#advance(bytes.length);
    this.#bytes.set(bytes, at);
  }

  /** Writes a short ASCII string with its header; false (and nothing written) when it is not one. */
  ascii(text: string): boolean {
    const { length } = text;
    if (length > SHORT) return false;
    const start = this.#advance(length + 2);
    const bytes = this.#bytes;
    let at = start;
    if (length < 32) bytes[at++] = 0xa0 | length;
    else {
      bytes[at++] = 0xd9;
      bytes[at++] = length;
    }
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) {
        this.#at = start;
        return false;
      }
      bytes[at++] = code;
    }
    this.#at = at;
    return true;
  }

  /** UTF-8 of `length` bytes, as `Buffer.byteLength` gives it. */
  utf8(text: string, length: number): void {
    const at = this.#advance(length);
    this.#bytes.write(text, at, length, 'utf8');
  }

  /** Makes room for `size` bytes and returns where they begin; it may replace the buffer, so it comes first. */
  #advance(size: number): number {
    const at = this.#at;
    if (at + size > this.#bytes.length) this.#grow(size);
    this.#at = at + size;
    return at;
  }

  #grow(size: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#at + size));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#replace(larger);
  }

  #replace(bytes: Buffer<ArrayBuffer>): void {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }
}

function viewOf(bytes: Buffer<ArrayBuffer>): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
