/**
 * JSON as Python writes it: integers of any size, and NaN and Infinity, which `JSON.parse` rounds or refuses. They are
 * parsed as marked strings first, and only when a text may have some.
 */
import { randomBytes } from 'node:crypto';
import { LONGEST, parseInteger } from './integer.ts';

/** Nobody can send it: it is another in each process. */
const MARK = `\u{f0000}${randomBytes(12).toString('base64url')}:`;

const MAYBE = /\d{16}|NaN|Infinity/;
const TOKEN = /-?(?:Infinity|NaN|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The value of a text, in which {@link unmark} has to look at each string. @throws SyntaxError */
export function parseMarked(text: string): unknown {
  return JSON.parse(MAYBE.test(text) ? mark(text) : text);
}

/** The number that a marked string stands for; undefined for any other string. */
export function unmark(text: string): number | bigint | undefined {
  if (!text.startsWith(MARK)) return undefined;
  const token = text.slice(MARK.length);
  return /[IN]/.test(token) ? Number(token) : parseInteger(token);
}

function mark(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = afterString(text, at);
    else if (!beginsNumber(code)) at++;
    else {
      TOKEN.lastIndex = at;
      const token = TOKEN.exec(text)?.[0] ?? '';
      if (isMarked(token)) {
        if (token.length > LONGEST) throw new SyntaxError(`an integer of ${token.length} digits`);
        parts.push(text.slice(copied, at), JSON.stringify(MARK + token));
        copied = at + token.length;
      }
      at += Math.max(1, token.length);
    }
  }
  parts.push(text.slice(copied));
  return parts.join('');
}

/** Digits, a minus, `I` and `N`. */
function beginsNumber(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x49 || code === 0x4e;
}

function isMarked(token: string): boolean {
  if (token.length === 0) return false;
  return /^-?[IN]/.test(token) || (/^-?(?:0|[1-9]\d*)$/.test(token) && !Number.isSafeInteger(Number(token)));
}

/** Behind the closing quote, or the end of the text. */
function afterString(text: string, start: number): number {
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return text.length;
    let before = quote;
    while (text.charCodeAt(before - 1) === BACKSLASH) before--;
    if ((quote - before) % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}
