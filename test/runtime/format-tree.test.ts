import { expect, test } from 'vitest';
import { formatTree } from '../../src/runtime/format-tree.ts';
import type { RuntimeNode } from '../../src/runtime/tree.ts';

const node = (id: string, given: Partial<RuntimeNode> = {}): RuntimeNode => ({
  id,
  path: id,
  incarnation: 1,
  type: 'worker',
  restarts: 0,
  state: 'running',
  ...given,
});

test('a tree in print has a line for each process, with its life, its state and its load', () => {
  const worker = {
    id: 'worker:ml/1',
    incarnation: 2,
    pid: 4711,
    lane: 'grpc',
    accepting: true,
    suspected: false,
    inFlight: 3,
    spare: false,
  } as const;
  const spare = { ...worker, id: 'worker:ml/3', inFlight: 0, spare: true };
  const tree = node('runtime', {
    children: [
      node('bridge', { incarnation: 2 }),
      node('pool:ml', {
        children: [
          node('worker:ml/1', { incarnation: 2, snapshotValue: 'ready', worker }),
          node('worker:ml/2', { state: 'restarting' }),
          node('worker:ml/3', { incarnation: 2, snapshotValue: 'ready', worker: spare }),
          node('worker:ml/4', { incarnation: 1, snapshotValue: 'ready', worker: { ...worker, suspected: true } }),
        ],
      }),
    ],
  });
  expect(formatTree(tree).split('\n')).toEqual([
    'runtime',
    '├─ bridge#2',
    '└─ pool:ml',
    '   ├─ worker:ml/1#2  ready  pid 4711, grpc lane, 3 in flight',
    '   ├─ worker:ml/2#1  restarting',
    '   ├─ worker:ml/3#2  ready  pid 4711, grpc lane, spare',
    '   └─ worker:ml/4#1  ready  pid 4711, grpc lane, 3 in flight, suspected',
  ]);
});

test('a tree goes on beside what hangs below', () => {
  const tree = node('a', { children: [node('b', { children: [node('c')] }), node('d')] });
  expect(formatTree(tree)).toBe('a\n├─ b\n│  └─ c\n└─ d');
});

test('before start and after stop there is no tree', () => {
  expect(formatTree(undefined)).toBe('(not running)');
});
