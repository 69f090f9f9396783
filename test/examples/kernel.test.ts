/** The example without Python does what its README says. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Runs a part of the example in a process of its own, which has to end with 0 and without a complaint. */
async function run(part: string): Promise<string[]> {
  const file = join(root, 'examples/02-kernel', `${part}.ts`);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', 'tsx', file], { cwd: root });
  expect(stderr).toBe('');
  return stdout.split('\n').map((line) => line.trimEnd());
}

const tree = (...lines: string[]): string => lines.map((line) => `   ${line}`).join('\n');

describe('the example without Python', () => {
  it('shows the tree before the crash and after it, with the restart and its reason', async () => {
    const said = (await run('main')).join('\n');
    const before = said.indexOf(tree('market', '├─ stock', '├─ shop  open', '└─ jobs'));
    const crash = said.indexOf(
      'the caller hears: market/stock ended before it answered: crash: Error: we never had pears',
    );
    const why = said.indexOf('restart 1 of 3 in 10 s of `stock`: crash Error: we never had pears; `rest_for_one`, so');
    const after = said.indexOf(tree('market', '├─ stock#2', '├─ shop#2  open', '└─ jobs#2'));
    expect(before).toBeGreaterThan(-1);
    expect([crash, why, after]).toEqual([crash, why, after].filter((at) => at > before).sort((a, b) => a - b));
    expect(said).toContain('no weight: crash: Error: too heavy\n   grape: 50 g');
    expect(said.trimEnd().split('\n').slice(-2)).toEqual([
      '   the shop closes its books',
      '   the market ended: shutdown',
    ]);
  });

  it('an xstate app breaks for ever before, and is whole again after it has moved under a supervisor', async () => {
    const [before, after] = await Promise.all([run('before'), run('after')]);
    const until = (lines: string[]) => lines.slice(0, lines.indexOf('   a customer pays -1') + 1);
    expect(until(after)).toEqual(until(before));
    expect(before.slice(until(before).length, -1)).toEqual([
      '   the shop broke down: -1 is no price',
      '   a customer pays 5',
      '   the shop is closed, and nobody opens it again',
    ]);
    expect(after.slice(until(after).length, -1)).toEqual([
      '   the shop is open',
      '   a customer pays 5',
      '   in the till: 5',
      '   restart 1 of 1 in 5 s of `shop`: crash Error: -1 is no price',
      '   the shop has its life number 2',
      '   the shop closes its books',
      '   everybody has gone home',
    ]);
  });
});
