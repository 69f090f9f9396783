/** Results of one host tool by session and arguments: for a time, and never more than so many. */
import type { Encoded } from '../bridge/types.ts';
import { decodeValue, encodeOwn } from '../bridge/values.ts';
import type { Clock, Ms } from '../model/clock.ts';

export interface ResultCacheOptions {
  readonly clock: Clock;
  readonly ttlMs: Ms;
  readonly max: number;
}

interface Kept {
  readonly result: Encoded;
  readonly until: Ms;
}

export class ResultCache {
  readonly #options: ResultCacheOptions;
  /** The one not used longest comes first. */
  readonly #kept = new Map<string, Kept>();

  constructor(options: ResultCacheOptions) {
    this.#options = options;
  }

  /** A copy of the result, so that its reader may do with it what it likes; undefined when there is none. */
  get(key: string): { readonly value: unknown } | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    this.#kept.delete(key);
    if (kept.until <= this.#options.clock.now()) return undefined;
    this.#kept.set(key, kept);
    return { value: decodeValue(kept.result.body, kept.result.segments) };
  }

  /** Keeps the result as it travels. @throws Unsendable when it cannot. */
  set(key: string, value: unknown): void {
    const { clock, ttlMs, max } = this.#options;
    const { body, segments } = encodeOwn(value, 'result');
    const result = { body: body.slice(), segments };
    this.#kept.delete(key);
    this.#kept.set(key, { result, until: clock.now() + ttlMs });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= max) return;
      this.#kept.delete(oldest);
    }
  }
}

/** One text for equal arguments, whatever the order of their keys; undefined when a value has no text of its own. */
export function cacheKey(session: string | undefined, args: unknown): string | undefined {
  const text = canonical(args);
  return text === undefined ? undefined : `${JSON.stringify(session ?? null)}${text}`;
}

function canonical(value: unknown): string | undefined {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return joined(value.map(canonical), '[', ']');
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return joined(
    sorted.map(([key, item]) => {
      const text = canonical(item);
      return text === undefined ? undefined : `${JSON.stringify(key)}:${text}`;
    }),
    '{',
    '}',
  );
}

function joined(parts: readonly (string | undefined)[], open: string, close: string): string | undefined {
  return parts.includes(undefined) ? undefined : open + parts.join(',') + close;
}
