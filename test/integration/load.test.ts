/** How calls are shared among workers: the bounded queue, concurrency, and frames sent ahead. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PoolSaturated } from '../../src/index.ts';
import { pids, rejection, running, stopServices } from '../support/service.ts';

let folder: string;
const gate = (): string => join(folder, 'open');
const open = (): void => writeFileSync(gate(), '');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vivarium-load-'));
});
afterEach(async () => {
  await stopServices();
  rmSync(folder, { recursive: true });
});

describe('when the queue is full', () => {
  test('one more call is refused at once, to be tried again; those that wait are answered in order', async () => {
    const { pool } = await running('load', { queue: 3 });
    const first = pool.call('wait_for', { file: gate() });
    const order: number[] = [];
    const waiting = [1, 2, 3].map((number) => pool.call('quick', { number }).then(() => order.push(number)));
    expect(pool.waiting).toBe(3);
    const error = await rejection(pool.call('quick', { number: 4 }));
    expect(error).toBeInstanceOf(PoolSaturated);
    expect(error).toMatchObject({ code: 'VIV_POOL_SATURATED', retryable: true, facts: { queue: 3 } });
    await expect(pool.stream('quick', { number: 5 }).next()).rejects.toBeInstanceOf(PoolSaturated);
    open();
    await Promise.all([first, ...waiting]);
    expect(order).toEqual([1, 2, 3]);
    expect(await pool.call('quick', { number: 6 })).toBe(6);
  });

  test('a queue of 0 refuses whatever finds no free worker', async () => {
    const { pool } = await running('load', { queue: 0 });
    const first = pool.call('wait_for', { file: gate() });
    await expect(pool.call('quick', { number: 1 })).rejects.toBeInstanceOf(PoolSaturated);
    open();
    await first;
  });
});

describe('concurrency', () => {
  test('1 runs one tool at a time on a worker', async () => {
    const { pool } = await running('load');
    const answers = Array.from({ length: 5 }, () => pool.call('meet_async', { parties: 1 }));
    expect(await Promise.all(answers)).toEqual([1, 1, 1, 1, 1]);
  });

  test('4 runs four sync tools at once on one worker, and the fifth waits', async () => {
    const { pool } = await running('load', { concurrency: 4 });
    const calls = Array.from({ length: 4 }, () => pool.call('meet', { parties: 4 }));
    const fifth = pool.call('quick', { number: 5 });
    expect(pool.workers()).toMatchObject([{ inFlight: 4 }]);
    expect(pool.waiting).toBe(1);
    expect(await Promise.all(calls)).toEqual([true, true, true, true]);
    expect(await fifth).toBe(5);
  });

  test('8 runs eight async tools at once, never more', async () => {
    const { pool } = await running('load', { concurrency: 8 });
    const calls = Array.from({ length: 40 }, () => pool.call('meet_async', { parties: 8 }));
    expect(new Set(await Promise.all(calls))).toEqual(new Set([8]));
  });
});

describe('frames sent ahead', () => {
  test('grow to the window while calls are short, and each answer reaches its own caller', async () => {
    const { pool } = await running('load', { window: 16 });
    for (let number = 0; number < 100; number += 1) await pool.call('quick', { number });
    const calls = Array.from({ length: 200 }, (_, number) => pool.call('quick', { number }));
    expect(pool.workers()).toMatchObject([{ inFlight: 16 }]);
    expect(pool.waiting).toBe(184);
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 200 }, (_, number) => number));
  });

  test('are none with a window of 1', async () => {
    const { pool } = await running('load', { window: 1 });
    for (let number = 0; number < 50; number += 1) await pool.call('quick', { number });
    const calls = Array.from({ length: 10 }, (_, number) => pool.call('quick', { number }));
    expect(pool.workers()).toMatchObject([{ inFlight: 1 }]);
    await Promise.all(calls);
  });

  test('are never put behind a tool that takes long', async () => {
    const { pool } = await running('load');
    for (let number = 0; number < 100; number += 1) await pool.call('quick', { number });
    const long = pool.call('wait_for', { file: gate() });
    const short = pool.call('quick', { number: 1 });
    expect(pool.workers()).toMatchObject([{ inFlight: 1 }]);
    expect(pool.waiting).toBe(1);
    open();
    await Promise.all([long, short]);
  });
});

test('calls go to the worker with the fewest of them', async () => {
  const service = await running('load', { size: 3, concurrency: 2 });
  const { pool } = service;
  const call = (): Promise<unknown> => pool.call('wait_for', { file: gate() });
  const first = [call(), call(), call()];
  expect(pool.workers().map(({ inFlight }) => inFlight)).toEqual([1, 1, 1]);
  const second = [call(), call(), call()];
  expect(pool.workers().map(({ inFlight }) => inFlight)).toEqual([2, 2, 2]);
  open();
  expect(new Set(await Promise.all(first))).toEqual(new Set(pids(service)));
  await Promise.all(second);
});
