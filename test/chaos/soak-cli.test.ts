/** `vivarium soak`: what it prints, and how it exits. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isOneLine, vivarium } from '../cli/cli.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vivarium-soak-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function plan(...faults: readonly object[]): string {
  const file = join(folder, 'plan.json');
  writeFileSync(file, JSON.stringify({ seed: 1, faults: faults.map((fault) => ({ atMs: 100, fault })) }));
  return file;
}

test('a plan that went well: the account as a table, no bar where there is no terminal, exit code 0', async () => {
  const faults = plan({ kind: 'kill', target: 'worker:single/1', signal: 'SIGKILL' });
  const { code, stdout, stderr } = await vivarium('soak', '--calls', '200', '--faults', faults);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const names = stdout.split('\n').map((line) => line.split(/ {2,}/)[0]);
  expect(names).toEqual(expect.arrayContaining(['calls', 'latency', 'faults', 'crashes', 'memory', 'left']));
  expect(stdout).toMatch(/^seed 1\n[\s\S]*^seed +1\ncalls/m);
  expect(stdout).toMatch(/^ {2}kill +1 made, 1 hit, 1 survived$/m);
  expect(stdout).toMatch(/^crashes +1, 1 restarts/m);
  expect(stdout).not.toContain('violated');
});

test('a plan that hit nobody: what was violated, how to repeat it, exit code 1', async () => {
  const faults = plan({ kind: 'break_lane', target: 'worker:single/9' });
  const { code, stdout, stderr } = await vivarium('soak', '--calls', '100', '--seed', '5', '--faults', faults);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^violated +no break_lane of the plan has hit anything$/m);
  expect(stderr).toBe(`vivarium: the soak failed; again: npx vivarium soak --calls 100 --faults ${faults} --seed 5\n`);
});

test.each([
  [['--calls', 'many'], '--calls: expected a whole number, 1 or more, got "many"'],
  [['--calls', '5', '--minutes', '5'], 'choose --calls or --minutes'],
  [['--faults', 'nowhere.json'], '--faults nowhere.json: ENOENT'],
  [['now'], 'soak takes no words'],
])('%j is wrong usage', async (words, message) => {
  const { code, stderr } = await vivarium('soak', ...words);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(isOneLine(stderr)).toBe(true);
});

test('a plan with a field that there is not is wrong usage too, and names the field', async () => {
  const faults = plan({ kind: 'kill', target: '*', sinal: 'SIGKILL' });
  const { code, stderr } = await vivarium('soak', '--faults', faults);
  expect(code).toBe(2);
  expect(stderr).toContain('plan.faults[0].fault');
});
