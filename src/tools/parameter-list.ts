/** Parameters as a list of names and types: the short way to declare a host tool, without any schema. */
import { Tensor } from '../bridge/values.ts';
import { BadConfig, kindOf } from '../model/errors.ts';
import type { Check } from './check.ts';
import type { JsonSchema } from './spec.ts';

export type ParameterType =
  | 'string'
  | 'integer'
  | 'float'
  | 'boolean'
  | 'list'
  | 'embedding'
  | 'map'
  | 'tensor'
  | 'binary'
  | 'any';

export interface Parameter {
  readonly name: string;
  /** Default `any`. */
  readonly type?: ParameterType;
  /** Default false. */
  readonly required?: boolean;
  readonly description?: string;
}

interface Kind {
  readonly noun: string;
  readonly schema: JsonSchema;
  accepts(value: unknown): boolean;
}

const isNumber = (value: unknown): boolean => typeof value === 'number' || typeof value === 'bigint';
const isTensor = (value: unknown): boolean => value instanceof Tensor || (ArrayBuffer.isView(value) && !isBytes(value));
const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;
const isMap = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);

/** `format` and `x-type` say what JSON cannot: bytes are no string, a tensor is no object. */
const KINDS: Readonly<Record<ParameterType, Kind>> = {
  string: { noun: 'a string', schema: { type: 'string' }, accepts: (value) => typeof value === 'string' },
  integer: {
    noun: 'an integer',
    schema: { type: 'integer' },
    accepts: (value) => Number.isInteger(value) || typeof value === 'bigint',
  },
  float: { noun: 'a number', schema: { type: 'number' }, accepts: isNumber },
  boolean: { noun: 'true or false', schema: { type: 'boolean' }, accepts: (value) => typeof value === 'boolean' },
  list: { noun: 'a list', schema: { type: 'array' }, accepts: Array.isArray },
  embedding: {
    noun: 'a list of numbers',
    schema: { type: 'array', items: { type: 'number' } },
    accepts: (value) => (Array.isArray(value) ? value.every(isNumber) : isTensor(value)),
  },
  map: { noun: 'a map', schema: { type: 'object' }, accepts: (value) => isMap(value) && !isTensor(value) },
  tensor: { noun: 'a tensor', schema: { type: 'object', format: 'tensor' }, accepts: isTensor },
  binary: { noun: 'bytes', schema: { type: 'string', format: 'binary' }, accepts: isBytes },
  any: { noun: 'anything', schema: {}, accepts: () => true },
};

/** The list as JSON Schema. Arguments that it does not name are let through. @throws BadConfig naming the parameter. */
export function listSchema(list: readonly Parameter[]): JsonSchema {
  if (!Array.isArray(list as unknown)) throw new BadConfig('parameters', list, 'a list of { name, type, required }');
  const properties = new Map<string, JsonSchema>();
  for (const [index, { name, type = 'any', description }] of list.entries()) {
    if (typeof name !== 'string' || name === '') throw new BadConfig(`parameters[${index}].name`, name, 'a name');
    if (properties.has(name)) throw new BadConfig(`parameters[${index}].name`, name, 'a name used once');
    if (!Object.hasOwn(KINDS, type))
      throw new BadConfig(`parameters[${index}].type`, type, `one of ${Object.keys(KINDS).join(', ')}`);
    properties.set(name, { ...KINDS[type].schema, ...(description === undefined ? {} : { description }) });
  }
  const required = list.filter((parameter) => parameter.required === true).map(({ name }) => name);
  return { type: 'object', properties: Object.fromEntries(properties), required };
}

export function listCheck(list: readonly Parameter[]): Check {
  return (value) => {
    const args = value as Readonly<Record<string, unknown>>;
    for (const { name, type = 'any', required = false } of list) {
      const given = args[name];
      const { noun, accepts } = KINDS[type];
      if (given === undefined || (given === null && !required)) {
        if (required) return { problem: `arguments.${name}: is missing: it takes ${noun}` };
      } else if (!accepts(given)) return { problem: `arguments.${name}: expected ${noun}, got ${kindOf(given)}` };
    }
    return { value };
  };
}
