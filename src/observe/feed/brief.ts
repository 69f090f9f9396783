/** A small copy of any value for people to look at: so deep, so many parts, no functions. What is left out is said. */

export interface Limits {
  readonly depth: number;
  /** Parts in all, whatever their depth. */
  readonly parts: number;
  /** Characters of one text. */
  readonly text: number;
}

/** Of a message, of which there may be thousands. */
export const MESSAGE: Limits = { depth: 4, parts: 40, text: 256 };
/** Of what an actor knows, asked for one at a time. */
export const CONTEXT: Limits = { depth: 8, parts: 2_000, text: 4_096 };

/** Never throws: what cannot be read is `[unreadable]`. */
export function brief(value: unknown, limits: Limits): unknown {
  let left = limits.parts;
  const copy = (part: unknown, depth: number): unknown => {
    left -= 1;
    if (typeof part === 'string') return part.length > limits.text ? `${part.slice(0, limits.text)}…` : part;
    if (typeof part === 'function') return '[function]';
    if (typeof part === 'bigint' || typeof part === 'symbol') return String(part);
    if (typeof part !== 'object' || part === null) return part;
    if (ArrayBuffer.isView(part)) return `[${part.byteLength} bytes]`;
    if (depth === 0) return '[…]';
    if (part instanceof Error) return `${part.name}: ${copy(part.message, 0)}`;
    if (Array.isArray(part)) return items(part, depth);
    if (part instanceof Set) return items(part, depth);
    return fields(part instanceof Map ? part : Object.entries(plain(part)), depth);
  };
  const items = (list: Iterable<unknown>, depth: number): unknown[] => {
    const copies: unknown[] = [];
    for (const item of list) {
      if (left <= 0) return [...copies, '…'];
      copies.push(copy(item, depth - 1));
    }
    return copies;
  };
  const fields = (entries: Iterable<readonly [unknown, unknown]>, depth: number): unknown => {
    const copies: [string, unknown][] = [];
    for (const [name, part] of entries) {
      if (left <= 0) return Object.fromEntries([...copies, ['…', '…']]);
      copies.push([String(name), copy(part, depth - 1)]);
    }
    return Object.fromEntries(copies);
  };
  try {
    return copy(value, limits.depth);
  } catch {
    return '[unreadable]';
  }
}

/** What says itself how it is written, a ref of an actor for one, is written so. */
function plain(part: object): object {
  const said: unknown = 'toJSON' in part && typeof part.toJSON === 'function' ? part.toJSON() : part;
  return typeof said === 'object' && said !== null ? said : { value: said };
}
