/** Any value that Node and Python share ↔ JSON: nothing is rounded, and what cannot travel is refused with its path. */
import { isPlain } from '../encode.ts';
import { DEPTH, DEPTH_ACCEPTED } from '../limits.ts';
import { isTypedArray, naturalType, Tensor } from '../tensor.ts';
import { formatPath, type Key, tooDeep, unsendable } from '../unsendable.ts';
import { parseMarked, unmark } from './exact-json.ts';
import { DICT, readTag, tagBigint, tagBytes, tagNumber, tagOf, tagTensor } from './tags.ts';

/** @throws Unsendable naming the path, `name` being the value's own. */
export function writeJson(value: unknown, name: string): string {
  return JSON.stringify(new Writer(value, name).write(value, 0));
}

/**
 * @param tagged whether objects with one key may be tags; plain JSON has none.
 * @throws SyntaxError when the text is no JSON, nested too deeply, or has a tag that is none.
 */
export function readJson(text: string, tagged: boolean): unknown {
  return read(parseMarked(text), tagged, 0);
}

class Writer {
  readonly #root: unknown;
  readonly #name: string;
  readonly #path: Key[] = [];

  constructor(root: unknown, name: string) {
    this.#root = root;
    this.#name = name;
  }

  write(value: unknown, depth: number): unknown {
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
    if (typeof value === 'number') return tagNumber(value);
    if (typeof value === 'bigint') return tagBigint(value);
    if (typeof value !== 'object') throw this.#unsendable(value, depth);
    if (depth === DEPTH) throw tooDeep(this.#name, this.#root, this.#path.slice(0, depth));
    if (Array.isArray(value)) return Array.from(value, (item, index) => this.#step(item, index, depth));
    if (value instanceof Uint8Array) return tagBytes(value);
    if (value instanceof Tensor) return tagTensor(value.dtype, value.shape, value.data);
    if (isTypedArray(value)) return tagTensor(naturalType(value), [value.length], value);
    if (isPlain(value)) return this.#object(value, depth);
    throw this.#unsendable(value, depth);
  }

  #object(value: object, depth: number): object {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    // Without a prototype, a key `__proto__` is one like any other.
    const object: Record<string, unknown> = Object.create(null);
    for (const [key, each] of entries) object[key] = this.#step(each, key, depth);
    return tagOf(Object.keys(object)) === undefined ? object : { [DICT]: Object.entries(object) };
  }

  #step(value: unknown, key: Key, depth: number): unknown {
    this.#path[depth] = key;
    return this.write(value, depth + 1);
  }

  #unsendable(value: unknown, depth: number): Error {
    return unsendable(formatPath(this.#name, this.#path.slice(0, depth)), value);
  }
}

function read(value: unknown, tagged: boolean, depth: number): unknown {
  if (typeof value === 'string') return unmark(value) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEPTH_ACCEPTED) throw new SyntaxError(`nested more than ${DEPTH_ACCEPTED} levels deep`);
  if (Array.isArray(value)) return value.map((item) => read(item, tagged, depth + 1));
  const tag = tagged ? tagOf(Object.keys(value)) : undefined;
  if (tag === undefined) return readObject(Object.entries(value), tagged, depth);
  const payload = (value as Record<string, unknown>)[tag];
  const found = tag === DICT ? readPairs(payload, depth) : readTag(tag, payload);
  if (found === undefined) throw new SyntaxError(`{"${tag}": …} holds no such value`);
  return found;
}

/** As pairs, a user's object looks like no tag to a reader that begins with what is innermost. */
function readPairs(payload: unknown, depth: number): object | undefined {
  const isPair = (item: unknown): item is [string, unknown] =>
    Array.isArray(item) && item.length === 2 && typeof item[0] === 'string';
  if (!Array.isArray(payload) || !payload.every(isPair)) return undefined;
  return readObject(payload, true, depth);
}

function readObject(entries: readonly (readonly [string, unknown])[], tagged: boolean, depth: number): object {
  const object: Record<string, unknown> = {};
  for (const [key, each] of entries) {
    // These would reach, or pose as, what every object inherits.
    if (key !== '__proto__' && key !== 'constructor' && key !== 'prototype')
      object[key] = read(each, tagged, depth + 1);
  }
  return object;
}
