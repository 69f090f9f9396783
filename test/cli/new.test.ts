/** `vivarium new adapter`: what it makes runs at once, and it never takes anything away. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newCommand } from '../../src/cli/new.ts';
import { UsageError } from '../../src/cli/usage.ts';
import { type Ended, start } from './cli.ts';

let project: string;
let made: Ended;

const vivarium = (...words: string[]): Promise<Ended> => start(words, {}, project).ended;

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'vivarium-new-'));
  made = await vivarium('new', 'adapter', 'word_shop');
});
afterAll(() => rmSync(project, { recursive: true }));

/** The lines under a heading that a user is to copy. */
const commands = (): string[][] =>
  [...made.stdout.matchAll(/^ {2}npx vivarium (.*)$/gm)].map(([, line = '']) => line.split(' '));

test('says what it made, and what to do with it', () => {
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout.split('\n').slice(0, 5)).toEqual([
    '  python/word_shop/__init__.py',
    '  python/word_shop/adapter.py',
    '  python/word_shop/handlers/__init__.py',
    '  python/word_shop/handlers/words.py',
    '  python/word_shop/test_word_shop.py',
  ]);
  expect(commands().map(([name]) => name)).toEqual(['call', 'python', 'types']);
  expect(made.stdout).not.toMatch(/my_adapter|MyAdapter/);
});

test('each line it prints can be run as it stands', async () => {
  const [call = [], unittest = [], types = []] = commands();
  expect(await vivarium(...call)).toEqual({ code: 0, stdout: 'hello Ada\n', stderr: '' });
  const tested = await vivarium(...unittest);
  expect(tested.stderr).toMatch(/Ran 3 tests in .*\n\nOK\n$/);
  expect(tested.code).toBe(0);
  expect((await vivarium(...types)).code).toBe(0);
  expect(readFileSync(join(project, 'word_shop.types.ts'), 'utf8')).toContain('export interface WordShopTools {');
});

test('the pool entry it prints is one', async () => {
  const entry = /^ {2}(word_shop: )pool<WordShopTools>\((.*)\),$/m.exec(made.stdout);
  writeFileSync(join(project, 'config.mjs'), `export default { pools: { ${entry?.[1]} ${entry?.[2]} } };\n`);
  const { child, ended } = start(['up', 'config.mjs', '--json'], {}, project);
  child.stdout?.once('data', () => child.kill('SIGTERM'));
  const { code, stdout } = await ended;
  expect(code).toBe(0);
  expect(stdout).toContain('"worker:word_shop/2"');
});

test("its test fails when the adapter's work is wrong", async () => {
  const words = join(project, 'python/word_shop/handlers/words.py');
  const right = readFileSync(words, 'utf8');
  writeFileSync(words, right.replace('max(', 'min('));
  const tested = await vivarium(...(commands()[1] ?? []));
  writeFileSync(words, right);
  expect(tested.stderr).toMatch(/FAILED \(errors=1\)/);
  expect(tested.code).toBe(1);
});

describe('refuses', () => {
  test('to touch what is there', async () => {
    mkdirSync(join(project, 'python/mine'), { recursive: true });
    const ended = await vivarium('new', 'adapter', 'mine');
    expect(ended.stderr).toBe('vivarium: python/mine is there already: choose another name, or move it away\n');
    expect(ended).toMatchObject({ code: 1, stdout: '' });
  });

  test.each<[string[], RegExp]>([
    [[], /new takes what to make: new adapter NAME/],
    [['pool', 'x'], /new takes what to make/],
    [['adapter'], /takes one NAME/],
    [['adapter', 'a', 'b'], /takes one NAME/],
    [['adapter', '../escape'], /choose a name of small letters/],
    [['adapter', 'My-Adapter'], /choose a name of small letters/],
    [['adapter', 'class'], /Python has a use of its own/],
    [['adapter', 'statistics'], /Python has a use of its own/],
    [['adapter', 'vivarium_worker'], /Python has a use of its own/],
  ])('%j', async (words, message) => {
    const refusal = await newCommand.run(words, new AbortController().signal).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UsageError);
    expect(String(refusal)).toMatch(message);
  });
});
