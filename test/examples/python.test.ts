/** The examples with an adapter do what their READMEs say, and so does the script that has none. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type Ended, start } from '../cli/cli.ts';
import { python } from '../support/python.ts';

const examples = join(import.meta.dirname, '../../examples');
const adapter = join(examples, '03-python-adapter');
const callback = join(examples, '04-call-back-into-node');

const vivarium = (folder: string, ...words: string[]): Promise<Ended> => start(words, {}, folder).ended;

/** Its `main.ts` in a process of its own, which has to end with 0 and without a complaint. */
async function run(folder: string): Promise<string> {
  const env = { ...process.env, VIVARIUM_PYTHON: python() };
  const args = ['--import', import.meta.resolve('tsx'), join(folder, 'main.ts')];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env });
  expect(stderr).toBe('');
  return stdout;
}

describe('the adapter', () => {
  test('is called in all the ways there are', async () => {
    const said = await run(adapter);
    expect(said.split('\n').filter((line) => line.startsWith('   '))).toEqual([
      '   The Left Hand of Darkness, 304 pages',
      '   The Dispossessed, 387 pages',
      '   Emma',
      '   100 × 3 float32',
      '   The Left Hand of Darkness, page 1 of 304',
      '   The Left Hand of Darkness, page 2 of 304',
      '   The Left Hand of Darkness, page 3 of 304',
      '   Welcome to The Round House, Ursula (guest-7)',
      '   VIV_CALL_TIMEOUT: shop.ponder took longer than 100ms, while its tool ran',
      '   free again at once',
      '   VIV_BAD_ARGUMENTS: shop.find: argument text: expected a string, got number 5',
      '   VIV_UNKNOWN_TOOL: pool shop has no tool "fnd": it has find, recommend, invent, read, ponder, welcome',
    ]);
  });

  test.each([
    [adapter, './adapter.py:Bookshop', '../../src/index.ts'],
    [callback, './adapter.py:Reports', 'vivarium'],
  ])('of %s has the types that are there', async (folder, name, from) => {
    const checked = await vivarium(folder, 'types', name, '-o', 'types.ts', '--from', from, '--check');
    expect(checked).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('calling back into Node', () => {
  test('gives what the README shows', async () => {
    const [, shown] = /```\n(totals .*?)```/s.exec(readFileSync(join(callback, 'README.md'), 'utf8')) ?? [];
    expect(await run(callback)).toBe(shown);
  });

  test('works from a script, run beside its tools', async () => {
    expect(await vivarium(callback, 'run', 'script.py', '--tools', 'tools.ts')).toEqual({
      code: 0,
      stdout: [
        'tools: parse_json, calculate_fibonacci, process_list',
        "parse_json: {'hello': [1, 2.5, True]}",
        'calculate_fibonacci: 354224848179261915075',
        'process_list: 15',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  test('fails in a script that finds no host, with the reason and exit code 1', async () => {
    const ended = await vivarium(callback, 'python', 'script.py', 'unix:/nowhere/plane.sock', 'session-1');
    expect(ended.stderr).toMatch(/^An error occurred: StatusCode\.UNAVAILABLE: .+\n$/);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
  });

  test('is explained by a script that is run with nothing', async () => {
    const ended = await vivarium(callback, 'python', 'script.py');
    expect(ended).toEqual({ code: 1, stdout: '', stderr: 'Usage: script.py ADDRESS SESSION\n' });
  });
});
