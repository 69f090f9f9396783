/**
 * Takes secrets out of what is about to be logged, kept or shown: a copy of the value, at any depth, without them.
 * It is bounded, ends on cycles and never throws, for it stands between a crash and the report of it.
 */
import { BadConfig } from '../model/errors.ts';
import { refuseUnknown } from '../model/unknown-option.ts';
import { SECRET_NAMES, secretNames } from './secret-names.ts';

export interface RedactOptions {
  /**
   * More names whose values are hidden, at any depth and in any spelling: `ssn` also hides `SSN` and `customerSsn`. Default:
   * none beside `password`, `secret`, `token`, `authorization`, `api_key`, `cookie` and their like.
   */
  readonly keys?: readonly string[];
  /**
   * What stands in for a value, texts included: called with each that no name has hidden. `path` leads to it, `['args',
   * 'email']`; a sentence of the log is at `['message']`. When it throws, `[redactionFailed]` stands there. Default: the value.
   */
  readonly value?: (value: unknown, path: readonly string[]) => unknown;
}

/** A copy without secrets; what cannot hold any (numbers, texts, dates) as it is. Errors become plain data. Never throws. */
export type Redact = (value: unknown, path?: readonly string[]) => unknown;

export const REDACTED = '[redacted]';
export const REDACTION_FAILED = '[redactionFailed]';

const MAX_DEPTH = 16;
const MAX_VALUES = 10_000;
const MAX_TEXT = 64 * 1024;

/**
 * @example
 * const redact = redactor({ keys: ['ssn'] });
 * redact({ user: { ssn: '078-05-1120', apiKey: 'k' } }); // { user: { ssn: '[redacted]', apiKey: '[redacted]' } }
 * @throws BadConfig naming the option.
 */
export function redactor(options: RedactOptions = {}): Redact {
  refuseUnknown('redact', options, ['keys', 'value'] satisfies (keyof RedactOptions)[]);
  const { keys = [], value: replace } = options;
  if (!Array.isArray(keys) || !keys.every((key) => typeof key === 'string' && /[\p{L}\p{N}]/u.test(key)))
    throw new BadConfig('redact.keys', keys, 'a list of names');
  if (replace !== undefined && typeof replace !== 'function')
    throw new BadConfig('redact.value', replace, 'a function of a value and its path');
  const isSecret = secretNames([...SECRET_NAMES, ...keys]);
  return (value, path = []) => new Copy(isSecret, replace).of(value, path, []);
}

/** One value's copy in the making: how much of it there is already. */
class Copy {
  readonly #isSecret: (name: string) => boolean;
  readonly #replace: RedactOptions['value'];
  #values = 0;

  constructor(isSecret: (name: string) => boolean, replace: RedactOptions['value']) {
    this.#isSecret = isSecret;
    this.#replace = replace;
  }

  /** @param within the objects that it is in, from the outermost. */
  of(given: unknown, path: readonly string[], within: readonly object[]): unknown {
    this.#values += 1;
    if (this.#values > MAX_VALUES) return '[left out: too much]';
    try {
      const value = this.#replace === undefined ? given : this.#replace(given, path);
      if (typeof value === 'string') return shortened(value);
      if (typeof value !== 'object' || value === null) return value;
      if (within.includes(value)) return '[circular]';
      if (within.length === MAX_DEPTH) return '[left out: too deep]';
      return this.#inside(value, path, [...within, value]);
    } catch {
      return REDACTION_FAILED;
    }
  }

  #inside(value: object, path: readonly string[], within: readonly object[]): unknown {
    if (value instanceof Date) return value;
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
    if (Array.isArray(value)) return this.#list(value, path, within);
    if (value instanceof Set) return this.#list([...value], path, within);
    if (value instanceof Map) return this.#fields([...value], path, within);
    if (value instanceof Error) return this.#fields(errorFields(value), path, within);
    const plain: unknown = 'toJSON' in value && typeof value.toJSON === 'function' ? value.toJSON() : value;
    if (typeof plain !== 'object' || plain === null) return this.of(plain, path, within);
    return this.#fields(Object.entries(plain), path, within);
  }

  #list(values: readonly unknown[], path: readonly string[], within: readonly object[]): unknown[] {
    const most = Math.max(0, MAX_VALUES - this.#values);
    const copies = values.slice(0, most).map((value, index) => this.of(value, [...path, String(index)], within));
    return values.length > most ? [...copies, `[left out: ${values.length - most} more]`] : copies;
  }

  #fields(
    fields: readonly (readonly [unknown, unknown])[],
    path: readonly string[],
    within: readonly object[],
  ): unknown {
    const most = Math.max(0, MAX_VALUES - this.#values);
    const copies = fields.slice(0, most).map(([key, value]) => {
      const name = String(key);
      const nothing = value === undefined || value === null;
      if (nothing || !this.#isSecret(name)) return [name, this.of(value, [...path, name], within)];
      this.#values += 1;
      return [name, REDACTED];
    });
    if (fields.length > most) copies.push(['…', `[left out: ${fields.length - most} more]`]);
    return Object.fromEntries(copies);
  }
}

/** As pino writes errors; what the error has of its own beside that, its `code`, `facts` and `cause`, follows. */
function errorFields(error: Error): [string, unknown][] {
  const { name, message, stack, cause } = error;
  const own = Object.entries(error).filter(([key]) => !['name', 'message', 'stack', 'cause'].includes(key));
  const said: [string, unknown][] = [['type', name], ['message', message], ['stack', stack], ...own];
  return cause === undefined ? said : [...said, ['cause', cause]];
}

function shortened(text: string): string {
  return text.length <= MAX_TEXT
    ? text
    : `${text.slice(0, MAX_TEXT)}… [left out: ${text.length - MAX_TEXT} characters]`;
}
