/** JSON Schemas are checked by ajv. It takes a tenth of a second to wake up, so it is loaded for the first value. */
import { createRequire } from 'node:module';
import type * as Draft7 from 'ajv';
import type * as Draft2020 from 'ajv/dist/2020.js';
import type { Key } from '../bridge/values.ts';
import { BadConfig, kindOf } from '../model/errors.ts';
import { type Check, formatProblems, type Problem } from './check.ts';
import type { JsonSchema } from './spec.ts';

type Validate = Draft7.ValidateFunction;

/** `format` only annotates. `logger`: keywords that ajv does not know are not its business to print. */
const OPTIONS: Draft7.Options = {
  strict: false,
  allErrors: true,
  verbose: true,
  validateFormats: false,
  logger: false,
};

const load = createRequire(import.meta.url);
let draft7: Draft7.Ajv | undefined;
let draft2020: Draft2020.Ajv2020 | undefined;

/** Draft 2020-12 unless the schema's `$schema` says draft 6 or 7. */
function compile(schema: JsonSchema, root: string): Validate {
  try {
    if (/draft-0[67]/.test(String(schema['$schema']))) {
      const { Ajv }: typeof Draft7 = load('ajv');
      draft7 ??= new Ajv(OPTIONS);
      return draft7.compile(schema);
    }
    const { Ajv2020 }: typeof Draft2020 = load('ajv/dist/2020.js');
    draft2020 ??= new Ajv2020(OPTIONS);
    return draft2020.compile(schema);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BadConfig(`the schema of ${root}`, schema, `a JSON Schema (${why})`);
  }
}

/** Compiled for the first value. @throws BadConfig, from the check, when it is no JSON Schema. */
export function jsonSchemaCheck(schema: JsonSchema, root: string): Check {
  let validate: Validate | undefined;
  return (value) => {
    validate ??= compile(schema, root);
    if (validate(value)) return { value };
    const problems = (validate.errors ?? []).filter((error) => !isWhole(error)).map((error) => problemOf(error, value));
    return problems.length === 0 ? { value } : { problem: formatProblems(root, problems) };
  };
}

/** An integer beyond 2^53 arrives as a BigInt, which ajv takes for no number. */
function isWhole({ keyword, params, data }: Draft7.ErrorObject): boolean {
  const types = [params['type']].flat();
  return keyword === 'type' && typeof data === 'bigint' && (types.includes('integer') || types.includes('number'));
}

const NOUNS: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  null: 'null',
};

function problemOf(error: Draft7.ErrorObject, root: unknown): Problem {
  const path = keysOf(error.instancePath, root);
  const { params, data } = error;
  switch (error.keyword) {
    case 'required':
      return { path: [...path, String(params['missingProperty'])], message: 'is missing' };
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(params['additionalProperty'] ?? params['unevaluatedProperty']);
      const known = Object.keys(error.parentSchema?.['properties'] ?? {}).join(', ');
      return { path: [...path, name], message: known === '' ? 'is not expected' : `is not one of ${known}` };
    }
    case 'type': {
      const types = [params['type']].flat().map((type) => NOUNS[String(type)] ?? String(type));
      return { path, message: `expected ${types.join(' or ')}, got ${kindOf(data)}` };
    }
    case 'enum':
    case 'const': {
      const allowed = [params['allowedValues'] ?? params['allowedValue']].flat().map((each) => JSON.stringify(each));
      return { path, message: `expected ${allowed.join(' or ')}, got ${kindOf(data)}` };
    }
    default:
      return { path, message: `${error.message ?? error.keyword}, got ${kindOf(data)}` };
  }
}

/** `/items/2/name` as keys; what is an index and what a key, only the value knows. */
function keysOf(pointer: string, root: unknown): Key[] {
  let value = root;
  return pointer
    .split('/')
    .slice(1)
    .map((token) => {
      const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
      const isIndex = Array.isArray(value);
      value = (value as Record<string, unknown> | undefined)?.[key];
      return isIndex ? Number(key) : key;
    });
}
