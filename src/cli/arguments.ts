/** A tool's arguments from the command line: `key=value` words and `--args JSON`, read as the tool's schema wants them. */
import { type Tensor, tensor } from '../bridge/tensor.ts';
import type { Args } from '../pool/types.ts';
import type { JsonSchema } from '../tools/spec.ts';
import { UsageError } from './usage.ts';

/** What the command line says, before the tool is known. */
export interface Given {
  readonly words: readonly (readonly [key: string, text: string])[];
  readonly object: Args;
}

/** @throws UsageError when a word is no `key=value`, or the JSON no object. */
export function givenArguments(words: readonly string[], json: string | undefined): Given {
  return {
    words: words.map((word) => {
      const at = word.indexOf('=');
      if (at < 1) throw new UsageError(`"${word}" is no argument: write it as key=value`);
      return [word.slice(0, at), word.slice(at + 1)] as const;
    }),
    object: json === undefined ? {} : parseObject(json),
  };
}

/**
 * The arguments as values. What is missing, unknown or of the wrong type is found by the call, so a text that does not fit
 * its schema stays as it is.
 */
export function readArguments({ words, object }: Given, parameters: JsonSchema): Args {
  const schemas = asRecord(parameters['properties']);
  const read = words.map(([key, text]) => [key, readText(text, asRecord(schemas[key]))] as const);
  const entries = [...Object.entries(object), ...read];
  return Object.fromEntries(entries.map(([key, value]) => [key, adapt(value, asRecord(schemas[key]))]));
}

/** A string stays one where the schema says so; otherwise JSON if it parses, else the text. */
function readText(text: string, schema: JsonSchema): unknown {
  if (Array.isArray(schema['enum'])) return schema['enum'].find((choice) => String(choice) === text) ?? text;
  const options = typesOf(schema);
  if (options.length === 1 && options[0] === 'string') return text;
  const value = readJson(text);
  // `str | None`: a number would be refused where its digits are welcome.
  const wanted = options.length === 0 || options.includes(jsonType(value)) || !options.includes('string');
  return wanted ? value : text;
}

function readJson(text: string): unknown {
  if (/^[+-]?\d+$/.test(text)) return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text.replace('+', ''));
  if (/^(NaN|[+-]?Infinity)$/.test(text)) return Number(text);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** What JSON cannot say: a number array for an ndarray, text for bytes. */
function adapt(value: unknown, schema: JsonSchema): unknown {
  if (schema['format'] === 'tensor' && Array.isArray(value)) return tensorOf(value);
  if (schema['format'] === 'binary' && typeof value === 'string') return Buffer.from(value);
  return value;
}

/** As numpy reads a nested list: integers are int64, anything else float64. What is no array of numbers stays a list. */
function tensorOf(rows: unknown[]): Tensor | unknown[] {
  const shape: number[] = [];
  for (let at: unknown = rows; Array.isArray(at); at = at[0]) shape.push(at.length);
  const flat: unknown[] = rows.flat(Number.POSITIVE_INFINITY);
  const even = shape.reduce((product, size) => product * size, 1) === flat.length;
  if (!even || !flat.every((item) => typeof item === 'number')) return rows;
  const whole = flat.length > 0 && flat.every(Number.isSafeInteger);
  return tensor(whole ? BigInt64Array.from(flat, BigInt) : Float64Array.from(flat), shape);
}

function typesOf(schema: JsonSchema): string[] {
  const options = Array.isArray(schema['anyOf']) ? schema['anyOf'].map(asRecord) : [schema];
  return options.map((option) => option['type']).filter((type) => typeof type === 'string');
}

/** The schema's word for a value; an integer also counts as `number` where only that is offered. */
function jsonType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'bigint' || Number.isInteger(value)) return 'integer';
  return typeof value;
}

function parseObject(json: string): Args {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new UsageError(`--args is no JSON: ${(error as Error).message}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Args;
  throw new UsageError(`--args takes an object of arguments by name, such as '{"a": 2}'`);
}

const asRecord = (value: unknown): JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
