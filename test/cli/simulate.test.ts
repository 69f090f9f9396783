/** `vivarium simulate`: days by seed from the command line, what it says of one that fails, and the command that shows it again. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isOneLine, vivarium } from './cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'vivarium-simulate-'));
afterAll(() => rmSync(folder, { recursive: true }));

function plan(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test('seeds that break no rule: one line, exit code 0', async () => {
  const { code, stdout, stderr } = await vivarium('simulate', '--seeds', '5');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^5 seeds, [\d.]+ s simulated in [\d.]+ s: 0 failed\n$/);
});

test('the same seed in two processes: the same journal, byte by byte', async () => {
  const [first, second] = await Promise.all([1, 2].map(() => vivarium('simulate', '--seed', '11', '--journal')));
  const journal = (stdout = ''): string => stdout.slice(0, stdout.lastIndexOf('1 seed,'));
  expect(journal(first?.stdout)).toMatch(/^0\.000 started runtime\/bridge#1\n/);
  expect(journal(second?.stdout)).toBe(journal(first?.stdout));
});

test('a seed that fails is made small, and the command that is printed shows it again: exit code 1', async () => {
  // No socket doubles a frame: a call that comes twice runs twice, which is what the rule is there to see.
  const fault = { kind: 'duplicate_frames', target: 'worker:io/1', count: 50, frame: 'CALL', direction: 'to_worker' };
  const args = [
    '--plan',
    plan('twice.json', {
      seed: 1,
      faults: [
        { atMs: 0, fault },
        { atMs: 900, fault },
      ],
    }),
  ];
  const { code, stdout } = await vivarium('simulate', '--seed', '1', ...args);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^seed 1 breaks runs_once after \d+ ms: step \d+ ran in worker:io\/1#1 and in worker:io\/1#1\n[2-5] of its 62 steps show it:\n/,
  );
  const [, command = ''] = /^ {2}npx vivarium (simulate --seed 1 --plan \S+ --only [\d,]+)$/m.exec(stdout) ?? [];
  const again = await vivarium(...command.split(' '), '--json');
  expect(again.code).toBe(1);
  expect(JSON.parse(again.stdout)).toMatchObject({
    seeds: 1,
    failed: 1,
    failures: [{ seed: 1, rule: 'runs_once' }],
  });
});

test.each([
  [['--seeds', 'many'], /--seeds: expected a whole number, 1 or more, got "many"/],
  [['--seeds', '0'], /--seeds: expected a whole number, 1 or more, got "0"/],
  [['--only', '1'], /--only needs --seed/],
  [['--journal'], /--journal needs --seed/],
  [['seven'], /simulate takes no words, only options/],
  [['--plan', join(folder, 'nowhere.json')], /--plan .*nowhere\.json: ENOENT/],
  [
    ['--plan', plan('wrong.json', { seed: 1, faults: [{ atMs: 1, fault: { kind: 'rain' } }] })],
    /plan\.faults\[0\]\.fault\.kind/,
  ],
  [['--plan', plan('none.json', [])], /plan: expected/],
])('%j is told in one line: exit code 2', async (args, what) => {
  const { code, stderr } = await vivarium('simulate', ...args);
  expect(code).toBe(2);
  expect(isOneLine(stderr)).toBe(true);
  expect(stderr).toMatch(what);
});
