/** Which names say that what is under them is a secret: however they are spelt, and whatever stands before them. */

/** Hidden without being asked. */
export const SECRET_NAMES: readonly string[] = [
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'secret',
  'secret_key',
  'token',
  'authorization',
  'api_key',
  'access_key',
  'private_key',
  'credentials',
  'cookie',
  'set_cookie',
];

/** Names seen lately, so that the fields of every log line are not taken apart again; bounded, for callers choose them. */
const REMEMBERED = 1_000;

/**
 * Tells whether a name ends with one of `names`, in words: `api_key` is also `apiKey`, `API-KEY`, `apikey` and
 * `OPENAI_API_KEY`, and `token` is not `tokens` or `token_count`.
 */
export function secretNames(names: readonly string[]): (name: string) => boolean {
  const secrets = new Set(names.map((name) => wordsOf(name).join('')));
  const known = new Map<string, boolean>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const words = wordsOf(name);
    const secret = words.some((_, from) => secrets.has(words.slice(from).join('')));
    if (known.size === REMEMBERED) known.clear();
    known.set(name, secret);
    return secret;
  };
}

/** `dbPassword` and `DB_PASSWORD` are `db`, `password`. A long name keeps its end, which is what says what it is. */
function wordsOf(name: string): string[] {
  const apart = name
    .slice(-100)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
  return apart.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
