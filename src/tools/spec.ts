/** A tool as its side describes it to the other: a name, a sentence, and a schema. */

/** A JSON Schema, as data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One of an adapter's tools, as the worker describes it. */
export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  /** A JSON Schema of type `object`: the arguments by name. */
  readonly parameters: JsonSchema;
  /** Whether it yields: then it is for `stream`. */
  readonly streaming: boolean;
  /** Whether running it twice does no harm. */
  readonly idempotent: boolean;
  /** Environment or session variables it needs. */
  readonly requiredVariables: readonly string[];
}
