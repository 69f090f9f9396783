/** A tool as its side describes it to the other: a name, a sentence, and a schema. */

/** Arguments by name. */
export type Args = Readonly<Record<string, unknown>>;

/** A JSON Schema, as data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What either side tells the other of a tool. */
export interface ToolDescription {
  readonly name: string;
  readonly description: string;
  /** A JSON Schema of type `object`: the arguments by name. */
  readonly parameters: JsonSchema;
  /** Whether it yields: then it is for `stream`. */
  readonly streaming: boolean;
  /** Whether running it twice does no harm. */
  readonly idempotent: boolean;
}

/** One of an adapter's tools, as the worker describes it. */
export interface ToolSpec extends ToolDescription {
  /** A JSON Schema: its result, or each chunk when it streams; empty when the adapter does not say. */
  readonly returns: JsonSchema;
  /** Environment or session variables it needs. */
  readonly requiredVariables: readonly string[];
}
