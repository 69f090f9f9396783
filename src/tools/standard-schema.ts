/**
 * Standard Schema (https://standardschema.dev): what zod, valibot, arktype and others have in common. These few types
 * are all that is needed of them.
 */
import type { Key } from '../bridge/values.ts';
import { type Check, type Checked, formatProblems } from './check.ts';
import type { JsonSchema } from './spec.ts';

export interface StandardSchema<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What a value is before it is checked; `Otherwise` for other schemas. */
export type InputOf<S, Otherwise> = S extends StandardSchema<infer Input, unknown> ? Input : Otherwise;

/** What a value is once it has been checked. */
export type OutputOf<S, Otherwise> = S extends StandardSchema<unknown, infer Output> ? Output : Otherwise;

export function isStandardSchema(value: unknown): value is StandardSchema {
  const holder = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return holder && '~standard' in value && typeof value['~standard'] === 'object';
}

export function standardCheck(schema: StandardSchema, root: string): Check {
  const read = (result: StandardResult<unknown>): Checked =>
    result.issues === undefined
      ? { value: result.value }
      : { problem: formatProblems(root, result.issues.map(problem)) };
  return (value) => {
    const result = schema['~standard'].validate(value);
    return result instanceof Promise ? result.then(read) : read(result);
  };
}

const problem = ({ path = [], message }: StandardIssue) => ({ path: path.map(keyOf), message });

function keyOf(segment: PropertyKey | { readonly key: PropertyKey }): Key {
  const key = typeof segment === 'object' ? segment.key : segment;
  return typeof key === 'symbol' ? String(key) : key;
}

interface Describes {
  readonly jsonSchema?: { readonly input?: (options: { target: string }) => JsonSchema };
}

/** The schema in JSON Schema's words, where its library offers them as Standard JSON Schema does. */
export function jsonSchemaOf(schema: StandardSchema): JsonSchema | undefined {
  const { jsonSchema } = schema['~standard'] as Describes;
  try {
    return jsonSchema?.input?.({ target: 'draft-2020-12' });
  } catch {
    return undefined; // it holds something that JSON Schema has no words for
  }
}
