/** What the layers above see of the bridge: messages, a worker's lane, and the server that lanes attach to. */
import type { Ms } from '../model/clock.ts';
import type { Kind } from './kind.ts';

/** A message to send. Its bytes are read when its batch is made: do not change them until the call has ended. */
export interface Outgoing {
  readonly kind: Kind;
  /** The conversation; 0 is the worker itself. */
  readonly call: number;
  /** Segment 0: MessagePack, see {@link Encoded}. */
  readonly body?: Uint8Array;
  /** Binary segments 1, 2, … */
  readonly segments?: readonly Uint8Array[];
  /** What it counts depends on the kind: credits, milliseconds, bytes. */
  readonly number?: number;
  /** CALL, OPEN: the tool's name. */
  readonly tool?: string;
  /** CALL, OPEN: milliseconds left until the deadline; 0 for none. */
  readonly timeoutMs?: Ms;
  /** CALL, OPEN: session and metadata, as MessagePack. */
  readonly meta?: Uint8Array | undefined;
}

/** A whole message as it arrived. `body` and `meta` are views of the batch; the segments are the receiver's own. */
export interface Incoming {
  readonly kind: Kind;
  readonly call: number;
  readonly body: Uint8Array;
  readonly segments: readonly Uint8Array[];
  readonly number: number;
  readonly tool: string;
  readonly timeoutMs: Ms;
  readonly meta: Uint8Array;
}

/** A value in MessagePack with its binary parts beside it. */
export interface Encoded {
  readonly body: Uint8Array;
  readonly segments: readonly Uint8Array[];
}

/** Who dials, as the worker's HELLO says. */
export interface Hello {
  readonly worker: string;
  readonly incarnation: number;
  readonly pid: number;
  /** The interpreter's version, `3.11.7`. */
  readonly python: string;
}

/** Why a lane ended: a gRPC status name (`CANCELLED`, `UNAVAILABLE`, …) and a sentence. */
export interface Closed {
  readonly code: string;
  readonly message: string;
}

/** Why a lane ends whose worker has ended it. */
export const LEFT: Closed = { code: 'UNAVAILABLE', message: 'the worker has left its lane' };

/** What carries a lane's batches: a gRPC stream, or a plain socket with a length before each batch. */
export type LaneKind = 'grpc' | 'socket';

/** One worker's stream. It lives as long as the process does and is never resumed. */
export interface Lane {
  readonly kind: LaneKind;
  send(message: Outgoing): void;
  /**
   * Ends a call: drops what was not sent of it and sends CANCEL (or CANCELLED, the answer to one) ahead of everything else.
   * @returns false when nothing of the call had left: then no CANCEL goes out and no answer will come.
   */
  cancel(call: number, kind?: typeof Kind.CANCEL | typeof Kind.CANCELLED): boolean;
  /** Set by the owner inside `onAttach`; must not throw (the lane then closes with `INTERNAL`). */
  onMessage: (message: Incoming) => void;
  /** Called exactly once, whichever side ended the stream. */
  onClose: (why: Closed) => void;
  /** From now on stays awake so long, in milliseconds, for answers that come that soon. 0: never, as at first. */
  spin(ms: Ms): void;
  /** Ends the stream from this side; `onClose` hears `why` (default: `CANCELLED`). */
  close(why?: Closed): void;
  /** The clock's time of the last incoming batch. */
  readonly lastSeen: Ms;
}

/** A worker that may attach once. */
export interface Ticket {
  /** `worker:ml/3` */
  readonly worker: string;
  readonly incarnation: number;
  onAttach(lane: Lane, hello: Hello): void;
}

export interface Expectation {
  /** What the worker must show in its HELLO. */
  readonly token: string;
  /** Takes the ticket back, and closes the lane that used it. */
  revoke(): void;
}

/** A server of one kind of lanes. */
export interface Lanes {
  readonly address: string;
  /** Every lane is closed already: ends the server, in order for `graceMs`, then by force. */
  close(graceMs: Ms): Promise<void>;
}

/** The server that workers dial. */
export interface Bridge {
  /** `unix:/path` or `127.0.0.1:port`, for `VIVARIUM_ADDRESS`. Either leads to the same tickets. */
  readonly addresses: Readonly<Record<LaneKind, string>>;
  expect(ticket: Ticket): Expectation;
  /** Closes every lane and the server: in order for `graceMs`, then by force. */
  close(graceMs: Ms): Promise<void>;
}
