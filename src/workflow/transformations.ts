/** What a transform can do by name, so that it can be written down as JSON. */
import { kindOf } from '../model/errors.ts';
import { textOf } from './evaluate.ts';

type Transformation = (value: unknown) => unknown;

const listOf = (name: string, value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  throw new TypeError(`${name} takes a list, got ${kindOf(value)}`);
};

const objectOf = (name: string, value: unknown): object => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new TypeError(`${name} takes an object, got ${kindOf(value)}`);
};

export const TRANSFORMATIONS: Readonly<Record<string, Transformation>> = {
  identity: (value) => value,
  uppercase: (value) => textOf(value).toUpperCase(),
  lowercase: (value) => textOf(value).toLowerCase(),
  trim: (value) => textOf(value).trim(),
  lines: (value) => textOf(value).split(/\r?\n/),
  words: (value) =>
    textOf(value)
      .split(/\s+/)
      .filter((word) => word !== ''),
  length: (value) => (Array.isArray(value) ? value.length : textOf(value).length),
  first: (value) => listOf('first', value)[0] ?? null,
  last: (value) => listOf('last', value).at(-1) ?? null,
  reverse: (value) => listOf('reverse', value).toReversed(),
  keys: (value) => Object.keys(objectOf('keys', value)),
  values: (value) => Object.values(objectOf('values', value)),
  join: (value) =>
    listOf('join', Array.isArray(value) ? value : Object.values(objectOf('join', value)))
      .map(textOf)
      .join('\n'),
  parse_json: (value) => JSON.parse(textOf(value)) as unknown,
  to_json: (value) => JSON.stringify(value) ?? 'null',
};
