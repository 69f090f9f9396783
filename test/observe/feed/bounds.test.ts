/** The observer's memory and its readers' queues end somewhere, and what is lost is counted. */
import { expect, test } from 'vitest';
import { Memory } from '../../../src/observe/feed/memory.ts';
import { Subscription } from '../../../src/observe/feed/subscription.ts';
import type { ObserverDelta } from '../../../src/observe/feed/types.ts';

const delta = (seq: number, line = ''): ObserverDelta => ({
  seq,
  at: 0,
  type: 'output',
  worker: 'w',
  stream: 'stdout',
  line,
});

test('a memory keeps the newest by number, and says what came after one of them', () => {
  const memory = new Memory(3, 1e6);
  for (let seq = 1; seq <= 10; seq++) memory.add(delta(seq));
  expect(memory.all().map((each) => each.delta.seq)).toEqual([8, 9, 10]);
  expect([memory.dropped, memory.since(6), memory.since(11)]).toEqual([7, undefined, undefined]);
  expect(memory.since(7)?.length).toBe(3);
  expect(memory.since(9)?.map((each) => each.delta.seq)).toEqual([10]);
});

test('a memory keeps no more than its bytes, but always the newest', () => {
  const memory = new Memory(1_000, 500);
  for (let seq = 1; seq <= 10; seq++) memory.add(delta(seq, 'x'.repeat(100)));
  expect(memory.size).toBeLessThan(4);
  memory.add(delta(11, 'x'.repeat(10_000)));
  expect(memory.all().map((each) => each.delta.seq)).toEqual([11]);
});

test('a slow reader loses the oldest, is told how many once, and goes on with the newest', () => {
  let missed = 0;
  const reader = new Subscription(
    10,
    () => {},
    (deltas) => {
      missed += deltas;
    },
  );
  for (let seq = 1; seq <= 23; seq++) reader.push({ delta: delta(seq), json: '' });
  const { deltas, dropped } = reader.take();
  expect([deltas[0]?.delta.seq, deltas.at(-1)?.delta.seq, dropped]).toEqual([16, 23, 15]);
  expect(reader.take()).toEqual({ deltas: [], dropped: 0 });
  expect(missed).toBe(15);
});
