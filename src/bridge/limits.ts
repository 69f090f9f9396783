/** The numbers of `docs/reference/lane.md` that both ends must agree on, and our own bounds. In bytes unless said. */

export const PROTOCOL_VERSION = 1;

/** Conversations with this number and above are the worker's, those below the host's. */
export const FIRST_WORKER_CALL = 2 ** 31;

/** A message larger than this is bulk. */
export const BULK = 32 * 1024;
/** The most a frame carries of a body or segment. */
export const PIECE = 128 * 1024;
/** The most bulk that may be on the wire unacknowledged, per direction. */
export const UNACKNOWLEDGED = 1024 * 1024;
/** Bulk is acknowledged when it has come to this: seldom, and early enough that its sender need not stop. */
export const ACKNOWLEDGED = UNACKNOWLEDGED / 2;
/** The most a batch holds, unless a single frame is larger. */
export const BATCH = 256 * 1024;
/** How long frames wait for the answer to the last batch, in milliseconds. */
export const GROUP_COMMIT_MS = 1;
/** How long a dialler may take to say HELLO, in milliseconds. */
export const HELLO_TIMEOUT_MS = 5_000;

/** The longest batch that is accepted: a full one and a frame that has a large `meta`. */
export const BATCH_RECEIVED = 4 * 1024 * 1024;
/** HTTP/2 window: with the default of 64 KB, large answers take up to twice as long. */
export const FLOW_CONTROL_WINDOW = 16 * 1024 * 1024;
/** Binary segments in one message. */
export const SEGMENTS = 65_536;
/** A message; and all messages being put together on one lane, unless the bridge is opened with another limit. */
export const MESSAGE_BYTES = 1024 ** 3;
/** Frames and bulk messages waiting to leave a lane; past it the peer has stopped reading and the lane closes. */
export const OUTBOX = 65_536;
/** Diallers that have not said HELLO yet. */
export const STRANGERS = 1_024;
/** Characters of a worker's name. */
export const NAME = 200;
/** Levels of nesting in a value we send; the other side may count them a little differently. */
export const DEPTH = 200;
export const DEPTH_ACCEPTED = 512;
