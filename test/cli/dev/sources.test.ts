/** Which files belong to an adapter, and when they have changed. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changedFiles, readSources, sourceFolder } from '../../../src/cli/dev/sources.ts';
import { watchPython } from '../../../src/cli/dev/watch.ts';
import { eventually } from '../../support/eventually.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vivarium-dev-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, content = ''): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

describe('the folder of', () => {
  beforeEach(() => {
    for (const path of [
      'plain/adapter.py',
      'shop/__init__.py',
      'shop/deep/__init__.py',
      'shop/deep/adapter.py',
      'one.py',
    ])
      write(path);
  });

  test.each([
    ['a file', 'plain/adapter.py', 'plain'],
    ['a class in a file', 'plain/adapter.py:Adapter', 'plain'],
    ['a file in a package is that of the whole package', 'shop/deep/adapter.py', 'shop'],
  ])('%s', (_, adapter, folder) => {
    expect(sourceFolder(join(root, adapter), '/')).toBe(join(root, folder));
  });

  test.each([
    ['shop.deep.adapter.Adapter', 'shop'],
    ['one', ''],
    ['one:Adapter', ''],
  ])('the module %s is looked for where workers run', (adapter, folder) => {
    expect(sourceFolder(adapter, root)).toBe(join(root, folder));
  });

  test('an installed module is none', () => {
    expect(sourceFolder('statistics', root)).toBeUndefined();
  });
});

describe('the sources', () => {
  test('are the Python files, without what is installed, hidden or compiled', () => {
    write('adapter.py');
    write('handlers/words.py');
    write('notes.txt');
    for (const other of ['node_modules/a', '__pycache__', '.git', 'lib/site-packages/b', 'env']) write(`${other}/x.py`);
    write('env/pyvenv.cfg');
    const { files, folders } = readSources(root);
    expect([...files.keys()].map((file) => relative(root, file))).toEqual(['adapter.py', 'handlers/words.py']);
    expect(folders.map((folder) => relative(root, folder))).toEqual(['', 'handlers', 'lib']);
  });

  test('of a folder of everything are refused', () => {
    for (let number = 0; number < 501; number++) mkdirSync(join(root, `f${number}`));
    expect(() => readSources(root)).toThrow(/more than 500 folders: keep the adapter in one of its own/);
  });

  test('have changed when a file is new, gone or different', () => {
    const files = (entries: Record<string, string>) => new Map(Object.entries(entries));
    expect(changedFiles(files({ a: '1', b: '1', c: '1' }), files({ a: '1', b: '2', d: '1' }))).toEqual(['b', 'c', 'd']);
    expect(changedFiles(files({ a: '1' }), files({ a: '1' }))).toEqual([]);
  });
});

test('a watch tells of changed, new and removed files, in new folders too, and of nothing else', async () => {
  const adapter = write('adapter.py', 'a = 1');
  const told: string[][] = [];
  const faults: unknown[] = [];
  const watch = watchPython(root, {
    changed: (files) => told.push(files.map((file) => relative(root, file))),
    failed: (error) => faults.push(error),
  });
  const next = async (change: () => void): Promise<string[] | undefined> => {
    const sofar = told.length;
    change();
    await eventually(() => told.length > sofar, { what: 'it is told' });
    return told.at(-1);
  };
  expect(await next(() => write('adapter.py', 'a = 2'))).toEqual(['adapter.py']);
  expect(await next(() => write('handlers/words.py'))).toEqual(['handlers/words.py']);
  write('adapter.py', 'a = 2'); // as it was
  write('notes.txt');
  expect(await next(() => write('handlers/words.py', 'b = 1'))).toEqual(['handlers/words.py']);
  expect(await next(() => rmSync(adapter))).toEqual(['adapter.py']);
  watch[Symbol.dispose]();
  expect(faults).toEqual([]);
});

test('a folder that is removed is told of once', async () => {
  const folder = dirname(write('gone/adapter.py'));
  const faults: unknown[] = [];
  using _ = watchPython(folder, { changed: () => {}, failed: (error) => faults.push(error) });
  rmSync(folder, { recursive: true });
  await eventually(() => faults.length > 0, { what: 'it is told' });
  expect(faults).toEqual([expect.objectContaining({ code: 'ENOENT' })]);
});
