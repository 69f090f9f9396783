/** A JSON Schema, as a worker describes an argument or a result, as a TypeScript type. Pure. */
import type { JsonSchema } from '../../tools/spec.ts';
import type { Names } from './names.ts';
import { memberName, stringLiteral } from './words.ts';

/** Where a schema stands. */
export interface Scope {
  /** An argument may be more than a result ever is: a bigint, a read-only array, numbers for a tensor. */
  readonly argument: boolean;
  readonly names: Names;
  /** What `#` means in a `$ref`: the nearest schema with definitions. */
  readonly root: JsonSchema;
}

export function typeOf(schema: unknown, scope: Scope): string {
  if (schema === false) return 'never';
  if (!isRecord(schema)) return 'unknown';
  const inner = '$defs' in schema || 'definitions' in schema ? { ...scope, root: schema } : scope;
  const type = known(schema, inner) ?? 'unknown';
  return schema['nullable'] === true ? union([type, 'null']) : type;
}

function known(schema: JsonSchema, scope: Scope): string | undefined {
  const { $ref: ref, enum: choices, const: only, anyOf, oneOf, allOf, type } = schema;
  if (typeof ref === 'string') return referred(ref, scope);
  if (Array.isArray(choices)) return union(choices.map(literal));
  if (only !== undefined) return literal(only);
  for (const options of [anyOf, oneOf])
    if (Array.isArray(options)) return union(options.map((option) => typeOf(option, scope)));
  if (Array.isArray(allOf)) return allOf.map((part) => grouped(typeOf(part, scope))).join(' & ');
  if (Array.isArray(type)) return union(type.map((each) => typeOf({ ...schema, type: each }, scope)));
  return ofType(schema, scope);
}

function ofType(schema: JsonSchema, scope: Scope): string | undefined {
  const { type, format } = schema;
  if (format === 'tensor') return scope.names.import(scope.argument ? 'TensorLike' : 'Tensor');
  if (format === 'binary') return 'Uint8Array';
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return type;
    case 'integer':
      return scope.argument ? 'number | bigint' : 'number';
    case 'array':
      return arrayOf(schema, scope);
    case 'object':
      return objectOf(schema, scope);
    default:
      return undefined;
  }
}

function arrayOf({ prefixItems, items }: JsonSchema, scope: Scope): string {
  const readonly = scope.argument ? 'readonly ' : '';
  if (Array.isArray(prefixItems)) return `${readonly}[${prefixItems.map((item) => typeOf(item, scope)).join(', ')}]`;
  return `${readonly}${grouped(typeOf(items, scope))}[]`;
}

/** With properties, further ones are a matter of the top level alone; without, it is a map. */
function objectOf(schema: JsonSchema, scope: Scope): string {
  if (isRecord(schema['properties'])) return `{ ${members(schema, scope).join('; ')} }`.replace('{  }', 'object');
  return `Record<string, ${typeOf(schema['additionalProperties'], scope)}>`;
}

/** `a: number`, `b?: string`, and for further arguments of any name an index. */
export function members(schema: JsonSchema, scope: Scope): string[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const listed = Object.entries(properties).map(
    ([name, property]) => `${memberName(name)}${required.includes(name) ? '' : '?'}: ${typeOf(property, scope)}`,
  );
  return schema['additionalProperties'] === true ? [...listed, '[name: string]: unknown'] : listed;
}

function referred(ref: string, scope: Scope): string {
  if (!/^#(\/|$)/.test(ref)) return 'unknown';
  const path = ref.split('/').slice(1);
  const found = path.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), scope.root);
  if (!isRecord(found)) return 'unknown';
  const title = path.at(-1) ?? String(found['title'] ?? 'Value');
  const key = JSON.stringify([scope.argument, title, found, scope.root['$defs'], scope.root['definitions']]);
  return scope.names.nameOf(title, key, () => typeOf(found, scope));
}

function literal(value: unknown): string {
  if (typeof value === 'string') return stringLiteral(value);
  return value === null || typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'unknown';
}

/** Each option once; what may be anything is nothing else beside. */
function union(options: readonly string[]): string {
  const distinct = [...new Set(options)];
  return distinct.includes('unknown') || distinct.length === 0 ? 'unknown' : distinct.join(' | ');
}

const grouped = (type: string): string => (/ [|&] |^readonly /.test(type) ? `(${type})` : type);

const isRecord = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
