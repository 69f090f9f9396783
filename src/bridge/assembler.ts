/** Frames → whole messages: pieces are copied where they belong, within a limit, and bulk is counted for ACKs. */
import { isKind, Kind, kindName } from './kind.ts';
import { ACKNOWLEDGED, BULK, SEGMENTS } from './limits.ts';
import { protocolError } from './protocol-error.ts';
import type { Incoming } from './types.ts';
import type { Frame } from './wire.ts';

/** A message some of whose pieces have come. */
interface Assembly {
  readonly first: Frame;
  readonly kind: Kind;
  readonly parts: readonly Uint8Array[];
  readonly filled: number[];
  readonly total: number;
}

const NO_SEGMENTS: readonly Uint8Array[] = [];

export class Assembler {
  readonly #limit: number;
  readonly #open = new Map<number, Assembly>();
  #held = 0;
  #bulk = 0;

  /** `limit`: bytes of all messages being put together at once. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Bytes of bulk taken since the last ACK when they are worth another one, else 0. */
  takeBulk(): number {
    const bulk = this.#bulk;
    if (bulk < ACKNOWLEDGED) return 0;
    this.#bulk = 0;
    return bulk;
  }

  /** Drops the beginning of a message of that call. @returns whether there was one. */
  abandon(call: number): boolean {
    const open = this.#open.get(call);
    if (open !== undefined) this.#drop(open);
    return open !== undefined;
  }

  /**
   * The message that this frame completes, if it does.
   * @throws VivariumError `VIV_PROTOCOL`
   */
  add(frame: Frame): Incoming | undefined {
    const { kind } = frame;
    if (!isKind(kind)) throw protocolError(`a frame of unknown ${kindName(kind)} for call ${frame.call}`);
    const open = this.#open.size === 0 ? undefined : this.#open.get(frame.call);
    if (open === undefined || kind === Kind.ACK || kind === Kind.BEAT) return this.#begin(frame, kind);
    if (kind === Kind.CANCELLED) {
      this.#drop(open);
      return this.#begin(frame, kind);
    }
    if (kind !== open.kind || frame.sizes.length > 0) {
      throw protocolError(`${kindName(kind)} in the middle of ${kindName(open.kind)} of call ${frame.call}`);
    }
    return this.#put(open, frame);
  }

  #begin(frame: Frame, kind: Kind): Incoming | undefined {
    const { sizes } = frame;
    if (sizes.length > 0) return this.#put(this.#allocate(frame, kind), frame);
    if (frame.more || frame.segment !== 0) {
      throw protocolError(`${kindName(kind)} of call ${frame.call} begins without \`sizes\``);
    }
    if (frame.body.length > BULK) this.#bulk += frame.body.length;
    return message(frame, kind, frame.body, NO_SEGMENTS);
  }

  #allocate(first: Frame, kind: Kind): Assembly {
    const { sizes, call } = first;
    if (sizes.length > SEGMENTS) {
      throw protocolError(
        `${kindName(kind)} of call ${call} has ${sizes.length} segments; at most ${SEGMENTS} may come`,
      );
    }
    let total = 0;
    for (const size of sizes) total += size;
    if (this.#held + total > this.#limit) {
      throw protocolError(
        `${kindName(kind)} of call ${call} is ${total} bytes; with ${this.#held} still incomplete that is over the limit of ${this.#limit}`,
        { call, bytes: total, limit: this.#limit },
      );
    }
    this.#held += total;
    const parts = sizes.map(unfilled);
    const assembly = { first, kind, parts, filled: sizes.map(() => 0), total };
    this.#open.set(call, assembly);
    return assembly;
  }

  #put(open: Assembly, frame: Frame): Incoming | undefined {
    const { segment, body, call } = frame;
    const part = open.parts[segment];
    const at = open.filled[segment];
    if (part === undefined || at === undefined || at + body.length > part.length) {
      throw protocolError(
        `a piece of ${body.length} bytes does not fit segment ${segment} of ${kindName(open.kind)} of call ${call}`,
      );
    }
    part.set(body, at);
    open.filled[segment] = at + body.length;
    if (open.total > BULK) this.#bulk += body.length;
    if (frame.more) return undefined;
    this.#drop(open);
    open.parts.forEach((bytes, index) => {
      if (open.filled[index] === bytes.length) return;
      throw protocolError(`${kindName(open.kind)} of call ${call} ended before its segment ${index} was complete`);
    });
    const [whole = body, ...segments] = open.parts;
    return message(open.first, open.kind, whole, segments);
  }

  #drop(open: Assembly): void {
    this.#open.delete(open.first.call);
    this.#held -= open.total;
  }
}

/** Memory as it was found: a message is handed on when every byte of it has come. */
function unfilled(size: number): Uint8Array {
  return new Uint8Array(Buffer.allocUnsafeSlow(size).buffer);
}

function message(first: Frame, kind: Kind, body: Uint8Array, segments: readonly Uint8Array[]): Incoming {
  const { call, number, tool, timeoutMs, meta } = first;
  return { kind, call, body, segments, number, tool, timeoutMs, meta };
}
