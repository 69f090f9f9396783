/** A tool as one line for people: `add(a: integer, b: integer = 1)`, as its schema says. */
import type { JsonSchema, ToolSpec } from '../tools/spec.ts';
import { toJson } from './json.ts';

export function signature({ name, parameters, streaming }: ToolSpec): string {
  const properties = Object.entries((parameters['properties'] ?? {}) as Record<string, JsonSchema>);
  const shown = properties.map(([key, schema]) => {
    const type = typeName(schema);
    const fallback = 'default' in schema ? ` = ${toJson(schema['default'])}` : '';
    return `${key}${type === '' ? '' : `: ${type}`}${fallback}`;
  });
  if (parameters['additionalProperties'] !== false) shown.push('…');
  return `${name}(${shown.join(', ')})${streaming ? ' streams' : ''}`;
}

/** A format says more than the type that carries it: `tensor`, `binary`. Empty when anything will do. */
function typeName(schema: JsonSchema): string {
  const { format, type, anyOf, enum: choices } = schema;
  if (Array.isArray(choices)) return choices.map(toJson).join(' | ');
  if (Array.isArray(anyOf)) return anyOf.map((option) => typeName(option as JsonSchema)).join(' | ');
  return typeof format === 'string' ? format : typeof type === 'string' ? type : '';
}
