/** Messages as the text of a Mermaid sequence diagram, for an issue or a page. */
import type { MessageRow } from '../../feed/types.ts';
import { lastOf } from './log-row.ts';

/** @example sequenceText(messages) // 'sequenceDiagram\n  participant p0 as pool:ml\n …' */
export function sequenceText(messages: readonly MessageRow[]): string {
  const names = participants(messages);
  const alias = new Map(names.map((name, index) => [name, `p${index}`]));
  return [
    'sequenceDiagram',
    ...names.map((name) => `  participant ${alias.get(name)} as ${plain(lastOf(name))}`),
    ...messages.map(({ from, to, event }) => `  ${alias.get(from)}->>${alias.get(to)}: ${plain(event)}`),
    '',
  ].join('\n');
}

/** Who sends and receives, in the order of their first message. */
export function participants(messages: readonly MessageRow[]): string[] {
  return [...new Set(messages.flatMap(({ from, to }) => [from, to]))];
}

/** Mermaid ends a text at `;` and `#`, and a line at its end. */
const plain = (text: string): string => text.replace(/[;#\r\n]/g, (sign) => `#${sign.charCodeAt(0)};`);
