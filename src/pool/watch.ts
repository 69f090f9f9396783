/** Whoever follows calls from their beginning to their end, for traces: told only while somebody listens. */
import type { Identity } from '../worker/member.ts';

/** A call as it comes in; each attempt of a retried call is one. */
export interface BegunCall {
  readonly pool: string;
  readonly tool: string;
  readonly session: string | undefined;
  readonly streaming: boolean;
}

/** Follows one call. None of it may throw. */
export interface CallWatch {
  /** Goes to the worker with the call's metadata, for who goes on there; undefined for nothing. */
  readonly carrier: Readonly<Record<string, string>> | undefined;
  /** It is on its way to this worker; again when that one would not begin it. */
  sent(worker: Identity): void;
  /** A chunk of a stream has come. */
  chunk?(): void;
  /** Once; `error` is undefined when it ended well. */
  ended(error: unknown): void;
}

/** Undefined when nobody wants to know of this call. */
export type CallWatcher = (call: BegunCall) => CallWatch | undefined;
