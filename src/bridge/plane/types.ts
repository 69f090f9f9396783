/** What the services of the session plane need of the runtime: they translate between gRPC and these words, no more. */
import type { HealthBoard } from './health-board.ts';

type Texts = Readonly<Record<string, string>>;

/** Times are milliseconds since 1970. */
export interface PlaneSession {
  readonly id: string;
  readonly metadata: Texts;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly variables: number;
  /** Calls in flight. */
  readonly inFlight: number;
}

/** A tool as clients see it. */
export interface PlaneTool {
  readonly name: string;
  readonly description: string;
  /** A JSON Schema of type `object`: the arguments by name. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly streaming: boolean;
  readonly idempotent: boolean;
}

export interface PlaneCall {
  /** Undefined: in no session. */
  readonly session: string | undefined;
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Arguments by position, as a Python caller may give them. */
  readonly positional: readonly unknown[];
  /** What the client leaves it, in milliseconds; `Infinity` when it did not say. The tool's own timeout holds beside. */
  readonly timeoutMs: number;
  /** Aborted when the client has gone, or has cancelled. */
  readonly signal: AbortSignal;
  readonly metadata: Texts;
}

export interface PlaneVariableMetadata {
  readonly type: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly createdBy: string;
  readonly tags: Texts;
  readonly version: number;
}

export interface PlaneVariable {
  readonly name: string;
  readonly value: unknown;
  readonly metadata: PlaneVariableMetadata;
}

export interface PlaneVariableInfo extends PlaneVariableMetadata {
  readonly name: string;
  /** The size of its value, as it is kept. */
  readonly bytes: number;
}

export interface PlaneVariableChange extends PlaneVariable {
  /** Then `value` is undefined, and `metadata` is the last. */
  readonly deleted: boolean;
}

export interface PlaneSetOptions {
  readonly type?: string;
  readonly tags?: Texts;
  readonly createdBy?: string;
  /** Write only when it is there already. */
  readonly mustExist?: boolean;
}

export interface PlaneWatchOptions {
  /** None: all variables. */
  readonly names: readonly string[];
  /** Begin with the variables as they are. */
  readonly initial: boolean;
  /** Ends the watch. */
  readonly signal: AbortSignal;
}

/** A telemetry event of the host or of its Python workers. */
export interface PlaneEvent {
  /** `python.call.start` */
  readonly event: string;
  readonly measurements: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly correlationId: string;
}

/**
 * The runtime behind the services. A session named by a call is made if there is none; errors are VivariumErrors, and
 * `src/model/status.ts` says what each is to a client.
 */
export interface SessionPlane {
  /** What is served, and whether it is well. */
  readonly health: HealthBoard;

  /** The metadata is for one that there was not. */
  openSession(id: string, metadata: Texts): Promise<void>;
  /** Makes none. */
  findSession(id: string): Promise<PlaneSession | undefined>;
  /** Keeps it from expiring. Resolves with whether there is one. */
  touchSession(id: string): Promise<boolean>;
  /** Lets calls in flight end, unless `force`. Resolves with what it gave up: 0 when there was none. */
  closeSession(id: string, options: { readonly force: boolean }): Promise<number>;

  /** The host tools that clients may call, those of the session first. */
  tools(session: string | undefined): Promise<readonly PlaneTool[]>;
  /** A host tool. */
  runHostTool(call: PlaneCall): Promise<unknown>;
  /** A host tool, or else a Python tool: `pool.tool`, or its bare name when one pool alone has it. */
  run(call: PlaneCall): Promise<unknown>;
  /** As `run`, of a tool with many results. Ending the iteration ends the tool. */
  stream(call: PlaneCall): AsyncIterable<unknown>;

  getVariable(session: string, name: string): Promise<PlaneVariable | undefined>;
  setVariable(session: string, name: string, value: unknown, options: PlaneSetOptions): Promise<void>;
  listVariables(session: string): Promise<readonly PlaneVariableInfo[]>;
  watchVariables(session: string, options: PlaneWatchOptions): AsyncIterable<PlaneVariableChange>;

  /** Numbers by name, measured, as they are now. */
  metrics(): Readonly<Record<string, number>>;
  /** @returns what ends the subscription */
  onTelemetry(listener: (event: PlaneEvent) => void): () => void;
}
