/** What the guide to adapters shows loads, passes its own test, and has the types it says it has. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ended, start } from '../cli/cli.ts';

const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/adapters.md'), 'utf8');

let folder: string;
const vivarium = (...words: string[]): Promise<Ended> => start(words, {}, folder).ended;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vivarium-guide-'));
  for (const [, name = '', code = ''] of guide.matchAll(/^```python\n# (\w+\.py)\n(.*?)^```$/gms))
    writeFileSync(join(folder, name), code);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the first call gives what it says', async () => {
  const [, answer] = /call \.\/prices\.py total prices='\[1\.5, 2\.5\]' {3}# (.*)/.exec(guide) ?? [];
  expect(await vivarium('call', './prices.py', 'total', 'prices=[1.5, 2.5]')).toEqual({
    code: 0,
    stdout: `${answer}\n`,
    stderr: '',
  });
});

test('the class passes the test that is shown with it', async () => {
  const ended = await vivarium('python', '-m', 'unittest', 'test_shop');
  expect(ended.stderr).toMatch(/Ran 1 test in .*\n\nOK\n$/);
});

test('each annotation has the types of its row', async () => {
  const cell = /\s*((?:[^|\\]|\\.)*?)\s*/.source;
  const rows = [...guide.matchAll(new RegExp(`^\\|${cell}\\|${cell}\\|${cell}\\|$`, 'gm'))]
    .map((row) => row.slice(1).map((text) => text.replaceAll('\\|', '|').replaceAll('`', '')))
    .filter(([annotation]) => annotation !== 'annotation' && !annotation?.startsWith('-'));
  expect(rows).toHaveLength(13);
  const tools = rows.map(([annotation], row) => `def row${row}(x: ${annotation}) -> ${annotation}: ...`);
  const imports = ['from datetime import datetime', 'from typing import Any, Literal', 'import numpy as np'];
  writeFileSync(join(folder, 'rows.py'), [...imports, ...tools, ''].join('\n'));
  const { stdout } = await vivarium('types', './rows.py');
  const written = [...stdout.matchAll(/^ {2}row\d+\(args: \{ x: (.*) \}\): (.*);$/gm)].map(([, takes, gives]) => [
    takes,
    gives,
  ]);
  expect(written).toEqual(rows.map(([, takes, gives]) => [takes, gives]));
});
