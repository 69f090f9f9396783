/** The reference page of an entry point, from its list of exports and the comments of the files they come from. */
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Declaration, declarationsIn, purposeOf } from './declarations.ts';

interface Source {
  readonly path: string;
  readonly names: readonly string[];
}

/** What an index file exports, file by file. What it takes from a package is not ours to describe. */
export function exportsOf(index: string): Source[] {
  const exports = readFileSync(index, 'utf8').matchAll(/^export (?:type )?\{([^}]*)\} from '(\.[^']+)';/gm);
  return [...exports].map(([, list = '', from = '']) => {
    const path = join(dirname(index), from);
    const names = list.split(',').map((name) => name.replace('type ', '').trim());
    return { path, names: inReadingOrder(path, new Set(names.filter((name) => name !== ''))) };
  });
}

/** A file is read from its functions; the types they take and give follow. @throws Error when a name is not declared in the file. */
function inReadingOrder(path: string, names: ReadonlySet<string>): string[] {
  const exported = declarationsIn(path).filter((declaration) => declaration.exported && names.has(declaration.name));
  const functions = exported.filter(({ kind }) => kind !== 'interface' && kind !== 'type');
  const inOrder = new Set([...functions, ...exported].map(({ name }) => name));
  const missing = [...names].filter((name) => !inOrder.has(name));
  if (missing.length > 0) throw new Error(`${path} does not declare ${missing.join(', ')}`);
  return [...inOrder];
}

/** A section for each file, in the order of `files` (names without `.ts`); those it does not name come last. */
export function pageOf(index: string, files: readonly string[]): string {
  const place = ({ path }: Source): number => {
    const at = files.indexOf(basename(path, '.ts'));
    return at === -1 ? files.length : at;
  };
  const sources = [...exportsOf(index)].sort((a, b) => place(a) - place(b));
  return [contents(sources), ...sources.map(section)].join('\n');
}

function contents(sources: readonly Source[]): string {
  const seen: string[] = [];
  /** Headings that differ only in case are told apart by a number. */
  const link = (name: string): string => {
    const slug = name.toLowerCase();
    const same = seen.filter((other) => other === slug).length;
    seen.push(slug);
    return `[${name}](#${slug}${same === 0 ? '' : `-${same}`})`;
  };
  return sources.map(({ path, names }) => `- ${basename(path)}: ${names.map(link).join(', ')}\n`).join('');
}

function section({ path, names }: Source): string {
  const declarations = declarationsIn(path);
  const told = new Set(names);
  const entries = names.map((name) => entry(name, declarations, told));
  return [`## ${basename(path)}\n`, `${purposeOf(path)}\n`, ...entries].join('\n');
}

/** All overloads of a name, or its one declaration; below it those of the file's own types that it is made of, once a section. */
function entry(name: string, all: readonly Declaration[], told: Set<string>): string {
  const found = all.filter((declaration) => declaration.name === name);
  const shown = found.length === 1 ? found : found.filter(({ hasBody }) => !hasBody); // which is nobody's signature
  const signatures = shown.map(({ text }) => text).join('\n');
  const parts = partsOf(shown, all, told).map(({ text, doc }) =>
    doc === '' ? text : `/** ${oneLine(doc)} */\n${text}`,
  );
  const code = [signatures, ...parts].join('\n\n');
  return [`### ${name}\n`, ...shown.flatMap(({ doc }) => prose(doc)), '```ts', code, '```', ''].join('\n');
}

/** Declarations that are not exported but are needed to understand one that is. */
function partsOf(of: readonly Declaration[], all: readonly Declaration[], told: Set<string>): Declaration[] {
  return of.flatMap(({ text }) =>
    all
      .filter(({ name, kind }) => (kind === 'interface' || kind === 'type') && new RegExp(`\\b${name}\\b`).test(text))
      .flatMap((part) => {
        if (told.has(part.name)) return [];
        told.add(part.name);
        return [part, ...partsOf([part], all, told)];
      }),
  );
}

/** Examples become code, the rest stays what it is. */
function prose(doc: string): string[] {
  const [text = '', ...tags] = doc.split(/^@|(?<= )@(?=example)/m);
  const told = tags.map((tag) => {
    const [, word = '', rest = ''] = /^(\w+)\s*(.*)$/s.exec(tag) ?? [];
    const body = rest.trim();
    if (word === 'example') return ['```ts', body, '```'].join('\n');
    if (word === 'throws') return `**Throws** ${oneLine(body)}`;
    return word === 'param' ? `\`${oneLine(body).replace(' ', '` ')}` : body;
  });
  const parts = [text.trim(), ...told].filter((part) => part !== '');
  return parts.map((part) => `${part.replaceAll(/\{@link (\w+(?:\.\w+)?)\}/g, '`$1`')}\n`);
}

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');
