/** What names and small texts of a session may be: checked where they come in, refused by name. */
import { BadConfig } from '../model/errors.ts';

/** Characters of a session's id. */
const ID_LENGTH = 200;
/** Entries and bytes of metadata or tags. */
const TEXTS = 32;
const TEXT_BYTES = 4_096;

const VARIABLE = /^[A-Za-z0-9_][\w.-]{0,63}$/;

type Texts = Readonly<Record<string, string>>;

/** @throws BadConfig */
export function checkSessionId(id: string): void {
  if (typeof id === 'string' && id.length <= ID_LENGTH && /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u.test(id)) return;
  throw new BadConfig('session id', id, `1 to ${ID_LENGTH} printable characters`);
}

/** @throws BadConfig */
export function checkVariableName(name: string): void {
  if (typeof name === 'string' && VARIABLE.test(name)) return;
  throw new BadConfig('variable name', name, '1 to 64 letters, digits, dots, dashes and underscores');
}

/**
 * Texts by name, as an object of our own.
 * @throws BadConfig naming `field`, or the entry that is no text.
 */
export function checkTexts(field: string, texts: Texts): Texts {
  if (typeof texts !== 'object' || texts === null || Array.isArray(texts))
    throw new BadConfig(field, texts, 'an object of texts');
  const entries = Object.entries(texts);
  let bytes = 0;
  for (const [name, text] of entries) {
    if (typeof text !== 'string') throw new BadConfig(`${field}.${name}`, text, 'a text');
    bytes += Buffer.byteLength(name) + Buffer.byteLength(text);
  }
  if (entries.length > TEXTS || bytes > TEXT_BYTES)
    throw new BadConfig(
      field,
      texts,
      `at most ${TEXTS} entries and ${TEXT_BYTES} bytes, not ${entries.length} and ${bytes}`,
    );
  return Object.fromEntries(entries);
}
