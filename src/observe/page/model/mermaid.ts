/** Messages as the text of a Mermaid sequence diagram, for an issue or a page. */
import type { MessageRow } from '../../feed/types.ts';
import { lastOf } from './log-row.ts';

/** @example sequenceText(messages) // 'sequenceDiagram\n  participant p0 as pool:ml\n …' */
export function sequenceText(messages: readonly MessageRow[]): string {
  const names = participants(messages);
  const alias = new Map(names.map((name, index) => [name, `p${index}`]));
  return [
    'sequenceDiagram',
    ...names.map((name) => `  participant ${alias.get(name)} as ${plain(name)}`),
    ...messages.map(
      ({ from, to, event }) => `  ${alias.get(lineOf(from))}->>${alias.get(lineOf(to))}: ${plain(event)}`,
    ),
    '',
  ].join('\n');
}

/** Whose line a sender or receiver has: streams come and go by the hundred, those of a pool share one. */
export function lineOf(path: string): string {
  return lastOf(path).replace(/^(stream:[^/]+)\/\d+/, '$1/…');
}

/** The lines of those who send and receive, in the order of their first message. */
export function participants(messages: readonly MessageRow[]): string[] {
  return [...new Set(messages.flatMap(({ from, to }) => [lineOf(from), lineOf(to)]))];
}

/** Mermaid ends a text at `;` and `#`, and a line at its end. */
const plain = (text: string): string => text.replace(/[;#\r\n]/g, (sign) => `#${sign.charCodeAt(0)};`);
