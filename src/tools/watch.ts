/** Whoever follows calls of host tools, for traces: told only while somebody listens. */

export interface BegunTool {
  readonly tool: string;
  readonly session: string | undefined;
  /** What came with the call, for who goes on here; undefined: it was made in this process. */
  readonly carrier: Readonly<Record<string, string>> | undefined;
}

/** Follows one call. None of it may throw, except what `run` runs. */
export interface ToolWatch {
  /** Runs the tool's own code so that what it does belongs to this call. */
  run<T>(code: () => T): T;
  /** Once; `error` is undefined when it ended well. */
  ended(error: unknown): void;
}

/** Undefined when nobody wants to know of this call. */
export type ToolWatcher = (call: BegunTool) => ToolWatch | undefined;
