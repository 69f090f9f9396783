/** The schemas a host tool may be declared with, told apart. */
import { anything, type Check } from './check.ts';
import { jsonSchemaCheck } from './json-schema.ts';
import type { JsonSchema } from './spec.ts';
import { isStandardSchema, jsonSchemaOf, type StandardSchema, standardCheck } from './standard-schema.ts';

export type Schema = StandardSchema | JsonSchema;

/** @param root what the whole value is called in problems: `arguments.items[2].name: …` */
export function schemaCheck(schema: Schema | undefined, root: string): Check {
  if (schema === undefined) return anything;
  return isStandardSchema(schema) ? standardCheck(schema, root) : jsonSchemaCheck(schema, root);
}

/** The arguments by name as JSON Schema; an object of anything where the schema cannot say. */
export function parametersOf(schema: Schema | undefined): JsonSchema {
  const found = isStandardSchema(schema) ? jsonSchemaOf(schema) : schema;
  return found?.['type'] === 'object' ? found : { type: 'object' };
}
