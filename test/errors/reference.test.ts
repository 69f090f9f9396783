/** The page `docs/reference/errors.md` and the codes in the source are the same list, and every code is met by a test. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ERROR_CODES } from '../../src/model/errors.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const sourcesIn = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending) && !file.startsWith('cli')) // the commands' own errors reach nobody's code
    .map((file) => read(join(folder, file)));

const sections = new Map(
  read('docs/reference/errors.md')
    .split(/^## /m)
    .slice(1)
    .map((section): [string, string] => [section.slice(0, section.indexOf('\n')), section]),
);
const source = sourcesIn('src', '.ts').join('\n');
const tests = sourcesIn('test', '.test.ts').filter((text) => !text.includes('ERROR_CODES'));

/** The class whose constructor gives the code, when it has one of its own. */
function classOf(code: string): string | undefined {
  const at = source.search(new RegExp(`super\\(\\s*'${code}'`));
  return at === -1 ? undefined : /.*class (\w+)/s.exec(source.slice(0, at))?.[1];
}

test('the page has a section for each code and none besides, in the order of the source', () => {
  expect([...sections.keys()]).toEqual([...ERROR_CODES]);
});

describe.each(ERROR_CODES)('%s', (code) => {
  const section = sections.get(code) ?? '';

  test('says which facts it has, whether to retry and what to do', () => {
    for (const part of ['Facts', 'Retryable', 'What to do'])
      expect(section).toMatch(new RegExp(`^- \\*\\*${part}\\*\\* .`, 'm'));
  });

  test('is made somewhere in the source', () => {
    expect(source.split(`'${code}'`).length, code).toBeGreaterThan(2);
  });

  test('is met by a test, by its code or its class', () => {
    const names = [`'${code}'`, classOf(code)].filter((name) => name !== undefined);
    expect(tests.some((text) => names.some((name) => text.includes(name)))).toBe(true);
  });

  test('names its class in the page, when it has one', () => {
    const name = classOf(code);
    if (name !== undefined) expect(section).toContain(`\`${name}\``);
  });
});

test('every reason of a Python environment that cannot be is on the page', () => {
  const union = /type PythonEnvReason =([^;]+);/.exec(source)?.[1] ?? '';
  const reasons = [...union.matchAll(/'(\w+)'/g)].map(([, reason]) => reason);
  expect(reasons.length).toBeGreaterThan(5);
  for (const reason of reasons) expect(sections.get('VIV_PYTHON_ENV')).toContain(`\`${reason}\``);
});
