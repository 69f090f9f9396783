/** The words of an expression. A minus between letters belongs to a name (`node.first-draft`): write `a - b` to subtract. */
import { ExpressionProblem } from './expression-problem.ts';

export type Token =
  | { readonly type: 'value'; readonly text: string; readonly value: string | number | boolean | null }
  | { readonly type: 'word'; readonly text: string }
  /** `.title`, `["My title"]` or `[0]`. */
  | { readonly type: 'key'; readonly text: string }
  | { readonly type: 'sign'; readonly text: string };

const STRING = `"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'`;
const PATTERN = new RegExp(
  [
    String.raw`(?<space>\s+)`,
    String.raw`\.\s*(?<key>\w[\w-]*)`,
    String.raw`\[\s*(?:(?<index>\d+)|(?<quoted>${STRING}))\s*\]`,
    String.raw`(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)`,
    `(?<string>${STRING})`,
    String.raw`(?<word>[A-Za-z_](?:\w|-(?=\w))*)`,
    String.raw`(?<sign>&&|\|\||==|!=|<=|>=|[-+*/%<>!(),])`,
  ].join('|'),
  'y',
);

const VALUES: Readonly<Record<string, boolean | null>> = {
  ...{ true: true, false: false, null: null },
  ...{ True: true, False: false, None: null },
};
const SIGNS: Readonly<Record<string, string>> = { and: '&&', or: '||', not: '!' };

/** @throws ExpressionProblem */
export function tokens(source: string): Token[] {
  const found: Token[] = [];
  const pattern = new RegExp(PATTERN);
  while (pattern.lastIndex < source.length) {
    const at = pattern.lastIndex;
    const groups = pattern.exec(source)?.groups;
    if (groups === undefined)
      throw new ExpressionProblem(`${JSON.stringify(source.slice(at, at + 10))} is not understood, at position ${at}`);
    const token = tokenOf(groups);
    if (token !== undefined) found.push(token);
  }
  return found;
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>): Token | undefined {
  const { key, index, quoted, number, string, word, sign } = groups;
  if (key !== undefined || index !== undefined) return { type: 'key', text: key ?? index ?? '' };
  if (quoted !== undefined) return { type: 'key', text: unquoted(quoted) };
  if (number !== undefined) return { type: 'value', text: number, value: Number(number) };
  if (string !== undefined) return { type: 'value', text: string, value: unquoted(string) };
  if (sign !== undefined) return { type: 'sign', text: sign };
  if (word === undefined) return undefined;
  if (Object.hasOwn(SIGNS, word)) return { type: 'sign', text: SIGNS[word] ?? word };
  if (Object.hasOwn(VALUES, word)) return { type: 'value', text: word, value: VALUES[word] ?? null };
  return { type: 'word', text: word };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

const unquoted = (text: string): string =>
  text.slice(1, -1).replace(/\\(.)/gs, (_, letter: string) => ESCAPES[letter] ?? letter);
