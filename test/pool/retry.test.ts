import { beforeEach, expect, test } from 'vitest';
import { createSystem } from '../../src/kernel/index.ts';
import { PoolSaturated } from '../../src/model/call-errors.ts';
import { type RetryPolicy, retryPolicy } from '../../src/model/retry.ts';
import { type Attempts, retrying } from '../../src/pool/retry.ts';
import { VirtualClock } from '../../src/testing/index.ts';

let clock: VirtualClock;
let attempts: Attempts;
let tried: { at: number; timeoutMs: number }[];

const full = new PoolSaturated({ pool: 'ml', tool: 'add', call: 7, phase: 'queued' }, 5);
const settle = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

beforeEach(() => {
  clock = new VirtualClock();
  tried = [];
  attempts = {
    policy: retryPolicy('retry', { maximumAttempts: 3, initialInterval: '1s' }) as RetryPolicy,
    clock,
    timers: createSystem({ clock }).timers,
    random: { next: () => 0 },
    timeoutMs: 10_000,
    signal: undefined,
    idempotent: () => false,
  };
});

/** Fails so often, then answers. */
const failing = (times: number) => async (timeoutMs: number) => {
  tried.push({ at: clock.now(), timeoutMs });
  if (tried.length <= times) throw full;
  return 'done';
};

test('a call that fails twice succeeds the third time, within the one timeout', async () => {
  const done = retrying(attempts, failing(2));
  await settle();
  clock.advance(1_000);
  await settle();
  clock.advance(2_000);
  expect(await done).toBe('done');
  expect(tried).toEqual([
    { at: 0, timeoutMs: 10_000 },
    { at: 1_000, timeoutMs: 9_000 },
    { at: 3_000, timeoutMs: 7_000 },
  ]);
});

test('the last failure is the caller’s', async () => {
  const done = retrying({ ...attempts, timeoutMs: 1_500 }, failing(9));
  const refused = expect(done).rejects.toBe(full);
  await settle();
  clock.advance(60_000);
  await refused;
  expect(tried).toHaveLength(2);
});

test('whoever gives up while it waits is not kept waiting', async () => {
  const control = new AbortController();
  const done = retrying({ ...attempts, signal: control.signal }, failing(9));
  const refused = expect(done).rejects.toBe(full);
  await settle();
  control.abort();
  await refused;
  expect(clock.now()).toBe(0);
  expect(tried).toHaveLength(2); // the second attempt is told of the abort, as any call is
});
