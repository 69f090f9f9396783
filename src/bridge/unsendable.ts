/** A value that cannot travel: the error names where it is, what it is and what to send in its place. */
import { Unsendable } from '../model/call-errors.ts';
import { kindOf } from '../model/errors.ts';

/** `args.rows[3].when: a Date cannot be sent; send value.toISOString()` */
export function refused(path: string, what: string, remedy: string): Unsendable {
  return new Unsendable(`${path}: ${what} cannot be sent; ${remedy}`, { path, what, remedy });
}

/** What to send in place of an object of this class. */
const REMEDIES = new Map<string, string>([
  ['Date', 'send value.toISOString()'],
  ['Map', 'send Object.fromEntries(value)'],
  ['Set', 'send [...value]'],
  ['WeakMap', 'send its entries'],
  ['RegExp', 'send value.source'],
  ['URL', 'send value.href'],
  ['Promise', 'await it first'],
  ['ArrayBuffer', 'send new Uint8Array(value)'],
  ['SharedArrayBuffer', 'send new Uint8Array(value)'],
  ['DataView', 'send new Uint8Array(value.buffer, value.byteOffset, value.byteLength)'],
]);

const TYPE_REMEDIES: Readonly<Record<string, string>> = {
  undefined: 'send null',
  function: 'send what it returns',
  symbol: 'send value.description',
};

/** The error for a value of no sendable type. */
export function unsendable(path: string, value: unknown): Unsendable {
  if (typeof value !== 'object' || value === null) {
    return refused(path, typeof value, TYPE_REMEDIES[typeof value] ?? 'send a plain value');
  }
  if (value instanceof Error) return refused(path, `an error (${value.name})`, 'send value.message');
  const kind = kindOf(value);
  const article = /^[AEIOU]/.test(kind) ? 'an' : 'a';
  return refused(path, `${article} ${kind}`, REMEDIES.get(kind) ?? 'send a plain object, such as { ...value }');
}

export type Key = string | number;

/** `args.rows[3].when`; keys that are no identifiers in brackets; a long middle left out. */
export function formatPath(name: string, keys: readonly Key[]): string {
  const steps = keys.map((key) => {
    if (typeof key === 'number') return `[${key}]`;
    return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  });
  if (steps.length > 16) steps.splice(8, steps.length - 16, ' … ');
  return name + steps.join('');
}

/** Too deep: a cycle, said with its two ends, or honest nesting. `keys` lead from the root to the depth limit. */
export function tooDeep(name: string, root: unknown, keys: readonly Key[]): Unsendable {
  const seen = new Map<unknown, number>([[root, 0]]);
  let value = root;
  for (const [index, key] of keys.entries()) {
    value = (value as Record<Key, unknown>)[key];
    const before = seen.get(value);
    if (before !== undefined) {
      const [path, origin] = [keys.slice(0, index + 1), keys.slice(0, before)].map((part) => formatPath(name, part));
      return refused(path ?? name, `a cycle (it is ${origin} again)`, 'send the parts without the link back');
    }
    seen.set(value, index + 1);
  }
  return refused(formatPath(name, keys), `a value nested more than ${keys.length} levels deep`, 'flatten it');
}
