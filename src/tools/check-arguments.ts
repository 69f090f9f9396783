/**
 * A call's arguments against the tool's schema, before anything is sent: a missing, unknown or wrongly typed one
 * is named. Made once per tool; the check itself is a loop over the arguments.
 */
import { kindOf } from '../model/errors.ts';
import type { JsonSchema } from './spec.ts';

/** Returns what is wrong in a sentence, or undefined. */
export type ArgumentCheck = (args: Readonly<Record<string, unknown>>) => string | undefined;

type Accepts = (value: unknown) => boolean;

/** Types that JSON can tell apart. Anything else (tensors, bytes, unions) is the worker's to judge. */
const TYPES: Readonly<Record<string, { readonly name: string; readonly accepts: Accepts }>> = {
  string: { name: 'a string', accepts: (value) => typeof value === 'string' },
  boolean: { name: 'true or false', accepts: (value) => typeof value === 'boolean' },
  integer: { name: 'an integer', accepts: (value) => Number.isInteger(value) || typeof value === 'bigint' },
  number: { name: 'a number', accepts: (value) => typeof value === 'number' || typeof value === 'bigint' },
  array: { name: 'an array', accepts: (value) => Array.isArray(value) || ArrayBuffer.isView(value) },
  object: {
    name: 'an object',
    accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  },
};

export function argumentCheck(parameters: JsonSchema): ArgumentCheck {
  const properties = new Map(
    Object.entries(asRecord(parameters['properties'])).map(([name, schema]) => [name, asRecord(schema)]),
  );
  const required = Array.isArray(parameters['required']) ? parameters['required'].map(String) : [];
  const open = parameters['additionalProperties'] !== false;
  const listed = [...properties.keys()].join(', ');

  return (args) => {
    for (const name of required) {
      if (args[name] === undefined) return `argument ${name} is missing${takes(properties.get(name))}`;
    }
    for (const name in args) {
      const schema = properties.get(name);
      if (schema === undefined) {
        if (open) continue;
        return `unknown argument ${name}: ${listed === '' ? 'it takes none' : `it takes ${listed}`}`;
      }
      const value = args[name];
      if (value === null && schema['nullable'] === true) continue;
      const type = typeOf(schema);
      if (value !== undefined && type !== undefined && !type.accepts(value))
        return `argument ${name}: expected ${type.name}, got ${kindOf(value)}`;
    }
    return undefined;
  };
}

/** A format means what JSON cannot say: bytes are no string, a tensor is no object. */
const typeOf = (schema: JsonSchema | undefined) =>
  schema?.['format'] === undefined ? TYPES[String(schema?.['type'])] : undefined;

const takes = (schema: JsonSchema | undefined): string => {
  const type = typeOf(schema);
  return type === undefined ? '' : `: it takes ${type.name}`;
};

const asRecord = (value: unknown): JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
