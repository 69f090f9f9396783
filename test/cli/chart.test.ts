/** `vivarium chart`: machines as text, picture and data. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mermaid } from '../../src/observe/chart/mermaid.ts';
import { isOneLine, vivarium } from './cli.ts';

test('a machine is printed as Mermaid text, as it stands in the reference', async () => {
  const { code, stdout } = await vivarium('chart', 'worker');
  expect([code, stdout.split('\n')[0]]).toEqual([0, 'stateDiagram-v2']);
  expect(stdout).toContain('  ready --> draining: SHUTDOWN\n');
});

test('as a picture it has each state by name', async () => {
  const { code, stdout, stderr } = await vivarium('chart', 'stream', '--svg');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  for (const state of ['queued', 'opening', 'stalled', 'expired']) expect(stdout).toContain(`>${state}</text>`);
});

test("as data it is the chart; a machine of one's own is read from its module", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vivarium-chart-'));
  try {
    const xstate = import.meta.resolve('xstate');
    const file = join(folder, 'light.mjs');
    writeFileSync(
      file,
      `import { createMachine } from '${xstate}';
       export default createMachine({ id: 'light', initial: 'off', states: { off: { on: { GO: 'on' } }, on: {} } });`,
    );
    const { stdout } = await vivarium('chart', file, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      id: 'light',
      initial: 'off',
      states: [{ path: 'off' }, { path: 'on' }],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each([
  [[], /takes one MACHINE/],
  [['wrker'], /no machine "wrker": it is one of worker, session/],
  [['worker', '--svg', '--mermaid'], /choose one/],
])('%j is refused', async (words, why) => {
  const { code, stderr } = await vivarium('chart', ...words);
  expect([code, isOneLine(stderr)]).toEqual([2, true]);
  expect(stderr).toMatch(why);
});

describe('Mermaid', () => {
  test('a move is drawn in the innermost box that holds both its ends', () => {
    const state = (path: string, more = {}) => ({ path, type: 'atomic' as const, moves: [], states: [], ...more });
    const chart = {
      id: 'm',
      type: 'compound' as const,
      initial: 'a',
      moves: [],
      states: [
        state('a', {
          type: 'compound',
          initial: 'a.x',
          states: [
            state('a.x', {
              moves: [
                { event: 'IN', to: 'a.y', guard: 'may' },
                { event: 'OUT', to: 'b' },
              ],
            }),
            state('a.y'),
          ],
        }),
        state('b', { type: 'final' }),
      ],
    };
    expect(mermaid(chart).split('\n')).toEqual([
      'stateDiagram-v2',
      '  [*] --> a',
      '  state a {',
      '    [*] --> a_x',
      '    a_x --> a_y: IN [may]',
      '  }',
      '  b --> [*]',
      '  a_x --> b: OUT',
    ]);
  });
});
