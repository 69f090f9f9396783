/** Values ↔ `google.protobuf.Any`, as `docs/reference/session-plane.md` says: ours is JSON, and others' are read too. */

import { readJson, writeJson } from './json.ts';
import { invalid } from './refusal.ts';
import { unpack } from './well-known.ts';

export const JSON_TYPE = 'type.googleapis.com/vivarium.v1.Json';

/** As the generated code has it. */
export interface Any {
  readonly type_url?: string | null;
  readonly value?: Uint8Array | null;
}

/** Snakepit's clients write JSON into a StringValue; for DSPex's, a StringValue is a string. */
export type Dialect = 'snakepit' | 'dspex';

/** @throws Unsendable naming the path of what cannot travel, `name` being the value's own. */
export function encodeAny(value: unknown, name: string): { type_url: string; value: Uint8Array } {
  return { type_url: JSON_TYPE, value: Buffer.from(writeJson(value, name)) };
}

/** @throws Refusal naming the argument that cannot be read. */
export function decodeAny({ type_url, value }: Any, name: string, dialect: Dialect): unknown {
  const bytes = value ?? new Uint8Array(0);
  const type = (type_url ?? '').slice((type_url ?? '').lastIndexOf('/') + 1);
  if (type === '' && bytes.length === 0) return null;
  const packed = unpack(type, bytes);
  if (packed !== undefined) {
    const isText = dialect === 'snakepit' && typeof packed.value === 'string' && type === 'google.protobuf.StringValue';
    return isText ? jsonOr(packed.value as string) : packed.value;
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return coerce(type, readJson(text, type === 'vivarium.v1.Json'));
  } catch (error) {
    const what = type === '' ? 'no type' : `the type ${type.slice(0, 200)}`;
    throw invalid(
      `${name} has ${what} and ${bytes.length} bytes that cannot be read (${(error as Error).message}); send JSON as ${JSON_TYPE}`,
    );
  }
}

function jsonOr(text: string): unknown {
  try {
    return readJson(text, false);
  } catch {
    return text;
  }
}

/** Snakepit's `snakepit.float` has the numbers that are no JSON as text. */
function coerce(type: string, value: unknown): unknown {
  const isNumber = type.endsWith('.float') && (value === 'NaN' || value === 'Infinity' || value === '-Infinity');
  return isNumber ? Number(value) : value;
}
