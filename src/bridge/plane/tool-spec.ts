/** A tool's JSON Schema as the parameter lists of both seed protocols, with each protocol's names of types. */
import { encodeAny } from './any.ts';
import type { PlaneTool } from './types.ts';

type Schema = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly name: string;
  readonly schema: Schema;
  readonly type: TypeName;
  readonly description: string;
  readonly required: boolean;
  readonly defaultValue: { type_url: string; value: Uint8Array } | undefined;
}

/** Snakepit's names, with those of Python and Elixir for DSPex. */
export const TYPE_NAMES = {
  string: { python: 'str', elixir: 'binary' },
  integer: { python: 'int', elixir: 'integer' },
  float: { python: 'float', elixir: 'float' },
  boolean: { python: 'bool', elixir: 'boolean' },
  list: { python: 'list', elixir: 'list' },
  map: { python: 'dict', elixir: 'map' },
  tensor: { python: 'ndarray', elixir: 'tensor' },
  binary: { python: 'bytes', elixir: 'binary' },
  any: { python: 'Any', elixir: 'any' },
} as const;

export type TypeName = keyof typeof TYPE_NAMES;

const OF_JSON: Readonly<Record<string, TypeName>> = {
  string: 'string',
  integer: 'integer',
  number: 'float',
  boolean: 'boolean',
  array: 'list',
  object: 'map',
};

/** In the schema's order, which is that of arguments without a name. */
export function parametersOf({ name: tool, parameters }: PlaneTool): Parameter[] {
  const required = Array.isArray(parameters['required']) ? parameters['required'] : [];
  return Object.entries(asSchema(parameters['properties'])).map(([name, property]) => {
    const schema = asSchema(property);
    const { default: defaultValue, description } = schema;
    return {
      name,
      schema,
      type: typeOf(schema),
      description: typeof description === 'string' ? description : '',
      required: required.includes(name),
      defaultValue: defaultValue === undefined ? undefined : encodeAny(defaultValue, `${tool}.${name}`),
    };
  });
}

/** What both protocols have no field for. */
export function metadataOf({ parameters, idempotent }: PlaneTool): Record<string, string> {
  return { parameters: JSON.stringify(parameters), idempotent: String(idempotent) };
}

/** A format means what JSON cannot say: bytes are no string, a tensor is no object. */
function typeOf({ type, format }: Schema): TypeName {
  if (format === 'tensor' || format === 'binary') return format;
  return (typeof type === 'string' ? OF_JSON[type] : undefined) ?? 'any';
}

const asSchema = (value: unknown): Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : {};
