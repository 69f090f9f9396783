/** Reads a source file's declarations with their doc comments, as text; it relies on how the formatter lays them out. */
import { readFileSync } from 'node:fs';

export interface Declaration {
  readonly name: string;
  readonly kind: 'interface' | 'type' | 'function' | 'const' | 'class';
  readonly exported: boolean;
  /** Its doc comment without the stars; empty when there is none. */
  readonly doc: string;
  /** As it is written, without `export` and without a body. */
  readonly text: string;
  readonly hasBody: boolean;
}

const HEAD = /^(export )?(?:async )?(interface|type|function|const|class) (\w+)/;

/** What the first comment says the file is for. */
export function purposeOf(path: string): string {
  return comment(/^\/\*\*.*?\*\//s.exec(readFileSync(path, 'utf8'))?.[0] ?? '');
}

export function declarationsIn(path: string): Declaration[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, at) => {
    const [, exported, kind, name] = HEAD.exec(line) ?? [];
    if (kind === undefined || name === undefined) return [];
    const text = lines.slice(at, endOf(lines, at, kind) + 1).join('\n');
    return [
      {
        name,
        kind: kind as Declaration['kind'],
        exported: exported !== undefined,
        doc: docBefore(lines, at),
        text: withoutBody(text.replace(/^export (?:async )?/, ''), kind),
        hasBody: text.endsWith('{'),
      },
    ];
  });
}

/** The line on which a declaration, or a function's signature, ends. */
function endOf(lines: readonly string[], start: number, kind: string): number {
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const inside = /^\s/.test(line);
    if (kind === 'type' ? line.endsWith(';') && !inside : !inside && /[;{}]$/.test(line)) {
      if (kind !== 'interface' || line.endsWith('}')) return at;
    }
    if (kind === 'type' && inside && line.endsWith(';') && (lines[at + 1] ?? '') === '') return at;
  }
  return lines.length - 1;
}

function withoutBody(text: string, kind: string): string {
  if (kind === 'function' || kind === 'class') return text.replace(/ \{$/, ';');
  return kind === 'const' ? text.replace(/ = .*$/s, ';') : text;
}

function docBefore(lines: readonly string[], at: number): string {
  if (!(lines[at - 1] ?? '').endsWith('*/')) return '';
  let start = at - 1;
  while (start > 0 && !(lines[start] ?? '').trimStart().startsWith('/**')) start--;
  return comment(lines.slice(start, at).join('\n'));
}

function comment(text: string): string {
  return text
    .replace(/^\/\*\*|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim();
}
