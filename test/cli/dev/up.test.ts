/** `vivarium up --dev`: saving an adapter brings it into use, and a mistake in it harms nobody. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { isRunning } from '../../support/processes.ts';
import { type Running, start } from '../cli.ts';

let folder: string;
let command: Running;
let stderr = '';

const tool = (version: number): string => `def version() -> int:\n    return ${version}\n`;
const save = (text: string): void => writeFileSync(join(folder, 'adapter.py'), text);

/** What has been said since the last time, once it says this. */
async function says(what: RegExp): Promise<string> {
  await eventually(() => what.test(stderr), { timeout: 15_000, what: `it says ${what}, after ${stderr}` });
  const said = stderr;
  stderr = '';
  return said;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vivarium-dev-'));
  stderr = '';
  save(tool(1));
  writeFileSync(join(folder, 'config.json'), '{ "pools": { "ml": { "adapter": "./adapter.py", "size": 2 } } }');
  command = start(['up', join(folder, 'config.json'), '--dev']);
  command.child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
});
afterEach(() => {
  command.child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

test('each save is one line; an adapter that does not load is shown its traceback, and the old one serves on', async () => {
  const tree = await says(/serving/);
  const pids = [...tree.matchAll(/worker:\S+ {2}ready {2}pid (\d+)/g)].map(([, pid]) => Number(pid));
  expect(pids.map(isRunning)).toEqual([true, true]);

  save(`${tool(2)}\ndef shout(text: str) -> str:\n    return text.upper()\n`);
  expect(await says(/reloaded/)).toMatch(/^adapter\.py changed: ml reloaded in [\d.]+m?s; tools: \+ shout\n$/);
  expect(pids.map(isRunning)).toEqual([false, false]);

  save('def version() -> int\n    return 3\n');
  const refused = await says(/keeps what it had.*\n(.*\n)*SyntaxError.*\n$/);
  expect(refused).toMatch(/^adapter\.py changed: ml keeps what it had: SyntaxError: .* \(adapter\.py, line 1\)\n/m);
  expect(refused).toContain('adapter.py", line 1\n    def version() -> int\n');

  save(tool(3));
  expect(await says(/reloaded/)).toMatch(/^adapter\.py changed: ml reloaded in [\d.]+m?s; tools: − shout\n$/);
  command.child.kill('SIGTERM');
  expect((await command.ended).code).toBe(0);
});

test('a file of the same size, saved within the same second, is not taken for the one before', async () => {
  const saved = (version: number): void => {
    save(`import sys\n\nprint("loaded ${version}", file=sys.stderr)\n\n${tool(version)}`);
    utimesSync(join(folder, 'adapter.py'), 1e9, 1e9);
  };
  await says(/serving/);
  for (const version of [2, 3, 4]) {
    saved(version);
    const said = await says(/reloaded/);
    const loaded = [...said.matchAll(/loaded (\d)$/gm)].map(([, number]) => Number(number));
    expect([...new Set(loaded)]).toEqual([version]);
  }
});
