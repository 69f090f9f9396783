/** The types of a pool's tools: what a user declares once, so that a typo in a tool's name does not compile. */
import type { Duration } from '../model/duration.ts';
import type { RetryOptions } from '../model/retry.ts';
import type { Affinity } from './call-session.ts';
import type { OnTimeout } from './row.ts';

/** Arguments by name. */
export type Args = Readonly<Record<string, unknown>>;

/** Any tool by name, for pools whose tools are not declared. */
export type AnyTools = Record<string, (args: Args) => unknown>;

export type ToolName<Tools> = keyof Tools & string;

/** `{ add(args: { a: number; b: number }): number }` takes `{ a: number; b: number }`. */
export type ArgsOf<Tool> = Tool extends (args: infer A) => unknown ? A : Args;

export type ResultOf<Tool> = Tool extends (args: never) => infer R ? Awaited<R> : unknown;

/** What one chunk of a streaming tool is; a tool that returns `AsyncIterable<T>` or `Iterable<T>` gives `T`. */
export type ChunkOf<Tool> =
  ResultOf<Tool> extends AsyncIterable<infer C> ? C : ResultOf<Tool> extends Iterable<infer C> ? C : ResultOf<Tool>;

export interface CallOptions {
  /** From the call to its end. Default: the pool's `timeout` (30 s), for streams its `streamTimeout` (15 min). */
  readonly timeout?: Duration;
  /** Ends the call with `VIV_CALL_CANCELLED`, and the tool with it. */
  readonly signal?: AbortSignal;
  /** What a passed deadline does to a running tool. Default: the pool's `onTimeout`. */
  readonly onTimeout?: OnTimeout;
  /**
   * The session the call is made in: an id, which appears on first use, or what `runtime.sessions.get(id)` gives.
   * The tool reads its id as `session_context.session_id`.
   */
  readonly session?: string | { readonly id: string };
  /** Which worker a call in a session goes to. Default: the session's. */
  readonly affinity?: Affinity;
  /** Whether a failed call is tried again; streams are not. Default: as the pool's. */
  readonly retry?: RetryOptions | false;
  /** The tool reads it as `session_context.request_metadata`. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** So that a typo is told instead of being a default. */
export const CALL_OPTIONS: readonly string[] = [
  'timeout',
  'signal',
  'onTimeout',
  'session',
  'affinity',
  'retry',
  'metadata',
] satisfies (keyof CallOptions)[];
