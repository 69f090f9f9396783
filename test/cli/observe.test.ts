/** `vivarium observe`: a config with its observer, and what is kept of a running one. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { type Running, start, vivarium } from './cli.ts';

let folder: string;
const begun: Running[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vivarium-observe-'));
  writeFileSync(join(folder, 'adapter.py'), 'def add(a: int, b: int) -> int:\n    return a + b\n');
  writeFileSync(join(folder, 'config.json'), '{ "pools": { "ml": { "adapter": "./adapter.py" } } }');
});
afterEach(() => {
  for (const { child } of begun.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function observing(...options: string[]): Promise<{ running: Running; said: () => string }> {
  const running = start(['observe', join(folder, 'config.json'), ...options]);
  begun.push(running);
  let said = '';
  running.child.stdout?.on('data', (data: Buffer) => {
    said += data;
  });
  await eventually(() => said.includes('\n'), { timeout: 15_000 });
  return { running, said: () => said };
}

test('a config is served with its observer until SIGTERM, and the addresses are told once', async () => {
  const { running, said } = await observing('--actions', '--faults');
  const [look = '', act = ''] = said().trim().split('\n');
  expect([look, act]).toEqual([
    expect.stringMatching(/^look: {2}http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{32}$/),
    expect.stringMatching(/^act: {3}http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{32}$/),
  ]);
  const [url = ''] = look.match(/http.*/) ?? [];
  const file = join(folder, 'run.jsonl');
  await eventually(async () => (await vivarium('top', url, '--once')).stdout.includes('ready'), { timeout: 20_000 });
  expect((await vivarium('observe', url, '--export', file)).code).toBe(0);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  expect([JSON.parse(lines[0] ?? '').type, lines.length > 2]).toEqual(['snapshot', true]);
  running.child.kill('SIGTERM');
  expect((await running.ended).code).toBe(0);
}, 40_000);

test('with --json the addresses are a line of JSON', async () => {
  const { said } = await observing('--json');
  expect(JSON.parse(said())).toEqual({ url: expect.stringContaining('#token=') });
});

test.each([
  [[], /one CONFIG, or one URL/],
  [['http://127.0.0.1:1/#token=x'], /browser/],
  [['config.json', '--export', 'x'], /URL/],
  [['config.json', '--port', 'x'], /--port/],
])('%j is refused', async (words, why) => {
  const { code, stderr } = await vivarium('observe', ...words);
  expect([code, stderr]).toEqual([2, expect.stringMatching(why)]);
});
