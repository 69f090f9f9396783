/** What a host tool is told beside its input: on whose behalf it runs, for how long, and when it is to stop. */
import type { Ms } from '../model/clock.ts';
import type { ToolSession } from '../session/types.ts';

/** A Python tool that calls a host tool. */
export interface PythonCaller {
  readonly pool: string;
  /** `worker:ml/3` */
  readonly worker: string;
  readonly incarnation: number;
  /** The tool that runs there, empty when the call was made outside of any. */
  readonly tool: string;
  /** The number of the call that runs there, 0 for none. */
  readonly call: number;
}

/** Who asks: a Python tool, code in this process, or a client of the session plane. */
export type Caller = PythonCaller | 'node' | 'plane';

export interface ToolContext {
  /** The caller's session; undefined when it has none. */
  readonly session: ToolSession | undefined;
  /**
   * Aborted when the result is wanted no more: the caller cancelled or is gone, the deadline has passed, the runtime
   * stops. `signal.reason` is the error that says which.
   */
  readonly signal: AbortSignal;
  /** The instant, on the runtime's clock, at which the call ends unanswered. */
  readonly deadline: Ms;
  /** Milliseconds until the deadline; 0 when it has passed. */
  timeRemaining(): Ms;
  /** The `metadata` option of the call on whose behalf this one is made. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
}
