/** Remembers the last bytes of a stream, for crash reports. */

/** Bytes kept. */
export const MAX_TAIL = 8_192;

export interface Tail {
  push(bytes: Buffer): void;
  /** The end of what was printed; it starts with a whole line when the beginning was dropped. */
  text(): string;
}

export function createTail(): Tail {
  let kept: Buffer = Buffer.alloc(0);
  let dropped = false;
  return {
    push(bytes) {
      dropped ||= kept.length + bytes.length > MAX_TAIL;
      kept = Buffer.concat([kept, bytes.subarray(-MAX_TAIL)]).subarray(-MAX_TAIL);
    },
    text() {
      const newline = kept.indexOf(0x0a);
      return (dropped && newline >= 0 ? kept.subarray(newline + 1) : kept).toString('utf8');
    },
  };
}
