/** The reference page of all options, from the interfaces that declare them and the comments that explain them. */
import { join } from 'node:path';
import { declarationsIn } from './declarations.ts';

const root = join(import.meta.dirname, '../..');

export interface Option {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** Its comment on one line, without the default. */
  readonly says: string;
  /** As the comment says it; empty when it says none. */
  readonly fallback: string;
}

export interface Section {
  readonly title: string;
  readonly intro: string;
  /** `src/pool/options.ts PoolOptions` */
  readonly from: readonly string[];
}

/** @throws Error when the file does not declare the interface. */
export function optionsOf(from: string): Option[] {
  const [path = '', name = ''] = from.split(' ');
  const found = declarationsIn(join(root, path)).find((each) => each.kind === 'interface' && each.name === name);
  if (found === undefined) throw new Error(`${path} does not declare ${name}`);
  const members = found.text.matchAll(/(?:^ {2}\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?^ {2}readonly (\w+)(\??): (.*);$/gm);
  return [...members].map(([, doc = '', name = '', optional, type = '']) => {
    const text = doc.replaceAll(/\s*\n\s*\*? ?/g, ' ').trim();
    const { says, fallback } = split(text);
    return { name, type, required: optional === '', says, fallback };
  });
}

/** The sentence that begins with `Default` or `default:` is the default. */
function split(text: string): Pick<Option, 'says' | 'fallback'> {
  const [whole = '', fallback = ''] = /(?:^|(?<=\. )|; )[Dd]efault:? (.*?(?:\.(?= |$)|$))/.exec(text) ?? [];
  const says = text
    .replace(whole, '')
    .replace(/\s+/g, ' ')
    .replace(/\s+([.;])/g, '$1')
    .trim();
  return { says, fallback: fallback.replace(/\.$/, '') };
}

export function configurationPage(sections: readonly Section[]): string {
  return sections.map(sectionText).join('\n');
}

function sectionText({ title, intro, from }: Section): string {
  const rows = from.flatMap(optionsOf).filter(({ name }) => name !== '__tools');
  return [
    `## ${title}\n`,
    ...(intro === '' ? [] : [`${intro}\n`]),
    '| option | type | default | what it is |',
    '|---|---|---|---|',
    ...rows.map(rowText),
    '',
  ].join('\n');
}

function rowText({ name, type, required, says, fallback }: Option): string {
  const cells = [`\`${name}\``, `\`${type}\``, required ? '(required)' : fallback, says];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
