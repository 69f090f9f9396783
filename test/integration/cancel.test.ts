/** Timeouts and cancels reach the far side: what can be ended ends at once, what cannot keeps its worker busy. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CallCancelled, CallTimeout, WorkerCrashed } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { isRunning } from '../support/processes.ts';
import { pids, printedLine, rejection, running, type Service, stopServices } from '../support/service.ts';

afterAll(stopServices);

const INTERRUPTIBLE = [
  ['an async tool', 'wait'],
  ['a sync tool in time.sleep', 'sleep'],
  ['a busy loop', 'loop'],
];

describe('one worker', () => {
  let service: Service;
  let pool: Service['pool'];
  let pid: number;
  beforeAll(async () => {
    service = await running('stubborn');
    pool = service.pool;
    pid = Number(await pool.call('pid', {}));
  });

  /** The same process answers, long before the tool would have returned, and the tool's `finally` has run. */
  async function servesAgain(cleaned: string): Promise<void> {
    expect(await pool.call('take_cleaned', {}, { timeout: '2s' })).toEqual([cleaned]);
    expect(await pool.call('pid', {})).toBe(pid);
  }

  test.each(INTERRUPTIBLE)('ends %s whose time is over, and serves again', async (_, tool) => {
    const error = await rejection(pool.call(tool, {}, { timeout: 100 }));
    expect(error).toBeInstanceOf(CallTimeout);
    expect(error).toMatchObject({ retryable: false, facts: { tool, phase: 'sent', timeoutMs: 100 } });
    await servesAgain(tool);
  });

  test.each(INTERRUPTIBLE)('ends %s that its caller aborts, and serves again', async (_, tool) => {
    service.printed.length = 0;
    const abort = new AbortController();
    const call = rejection(pool.call(tool, {}, { signal: abort.signal }));
    await printedLine(service, 'begun');
    abort.abort('changed my mind');
    const error = await call;
    expect(error).toBeInstanceOf(CallCancelled);
    expect(error).toMatchObject({ cause: 'changed my mind', facts: { phase: 'sent' } });
    await servesAgain(tool);
  });

  test('a signal that was aborted before refuses the call and sends nothing', async () => {
    const error = await rejection(pool.call('sleep', {}, { signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ code: 'VIV_CALL_CANCELLED', facts: { phase: 'queued' } });
    expect(await pool.call('take_cleaned', {})).toEqual([]);
  });

  test('a call whose time ends while it waits was never sent, and is safe to repeat', async () => {
    const first = pool.call('nap', { seconds: 0.3 });
    const error = await rejection(pool.call('add', { a: 1, b: 2 }, { timeout: 50 }));
    expect(error).toMatchObject({ code: 'VIV_CALL_TIMEOUT', retryable: true, facts: { phase: 'queued' } });
    expect(pool.waiting).toBe(0);
    expect(await first).toBe(pid);
  });

  test('a call that its caller aborts while it waits leaves the queue at once', async () => {
    const first = pool.call('nap', { seconds: 0.2 });
    const abort = new AbortController();
    const call = rejection(pool.call('add', { a: 1, b: 2 }, { signal: abort.signal }));
    expect(pool.waiting).toBe(1);
    abort.abort();
    expect(pool.waiting).toBe(0);
    expect(await call).toMatchObject({ code: 'VIV_CALL_CANCELLED', facts: { phase: 'queued' } });
    expect(await first).toBe(pid);
  });

  test('500 calls of which two thirds are cancelled, before or after they are sent, leave the worker whole', async () => {
    const calls = Array.from({ length: 500 }, (_, index) => {
      const abort = new AbortController();
      const call = pool.call('add', { a: index, b: 1 }, { signal: abort.signal });
      if (index % 3 === 0) abort.abort();
      if (index % 3 === 1) setImmediate(() => abort.abort());
      return call.then(
        (sum) => sum === index + 1,
        (error: unknown) => error instanceof CallCancelled,
      );
    });
    expect(new Set(await Promise.all(calls))).toEqual(new Set([true]));
    await eventually(() => pool.workers()[0]?.inFlight === 0);
    expect(await pool.call('pid', {})).toBe(pid);
  });
});

describe('a call into C that cannot be interrupted', () => {
  test('keeps its worker busy until it returns; another serves meanwhile, and its late answer harms nobody', async () => {
    const service = await running('stubborn', { size: 2 });
    const { pool } = service;
    const error = await rejection(pool.call('call_c', { milliseconds: 1_200 }, { timeout: 100 }));
    expect(error).toBeInstanceOf(CallTimeout);
    const busy = pool.workers().find(({ inFlight }) => inFlight === 1);
    expect(busy).toBeDefined();
    const served = await Promise.all(Array.from({ length: 20 }, () => pool.call('pid', {})));
    expect(new Set(served)).toEqual(new Set(pids(service).filter((pid) => pid !== busy?.pid)));
    expect(pool.workers().find(({ id }) => id === busy?.id)?.inFlight).toBe(1);
    await eventually(() => pool.workers().every(({ inFlight }) => inFlight === 0));
    const both = await Promise.all([pool.call('nap', { seconds: 0.1 }), pool.call('nap', { seconds: 0.1 })]);
    expect(new Set(both)).toContain(busy?.pid);
    expect(service.crashes).toEqual([]);
  });

  test.each(['call', 'pool'] as const)("ends with its worker when the %s says onTimeout 'kill'", async (where) => {
    const kill = { onTimeout: 'kill' } as const;
    const service = await running('stubborn', where === 'pool' ? kill : {});
    const { pool } = service;
    const before = Number(await pool.call('pid', {}));
    const options = { timeout: 100, ...(where === 'call' ? kill : {}) };
    const error = await rejection(pool.call('call_c', { milliseconds: 60_000 }, options));
    expect(error).toBeInstanceOf(CallTimeout);
    expect(await pool.call('pid', {})).not.toBe(before);
    expect(isRunning(before)).toBe(false);
    expect(service.crashes).toMatchObject([{ why: 'killed', pid: before, signal: 'SIGKILL', incarnation: 1 }]);
    expect(pool.workers()).toMatchObject([{ incarnation: 2 }]);
  });

  test("with onTimeout 'kill', those that shared its worker learn that it died", async () => {
    const service = await running('stubborn', { concurrency: 2 });
    const { pool } = service;
    const neighbour = rejection(pool.call('sleep', {}));
    const error = await rejection(pool.call('sleep', {}, { timeout: 100, onTimeout: 'kill' }));
    expect(error).toBeInstanceOf(CallTimeout);
    expect(await neighbour).toBeInstanceOf(WorkerCrashed);
    expect(await pool.call('add', { a: 2, b: 3 })).toBe(5);
  });
});

test('a tool that hears no cancel is killed at its deadline all the same, where that was asked for', async () => {
  const service = await running('stubborn', { onTimeout: 'kill' });
  const abort = new AbortController();
  const call = rejection(service.pool.call('call_c', { milliseconds: 60_000 }, { timeout: 600, signal: abort.signal }));
  await printedLine(service, 'begun');
  abort.abort();
  expect(await call).toBeInstanceOf(CallCancelled);
  const crash = await eventually(() => service.crashes[0], { what: 'its worker is killed' });
  expect(crash?.message).toBe('ml.call_c was cancelled, and ran for longer than 600ms all the same');
  expect(await service.pool.call('add', { a: 1, b: 2 })).toBe(3);
});

test('one that hears the cancel keeps its worker: nothing waits for its deadline', async () => {
  const service = await running('stubborn', { onTimeout: 'kill' });
  const [pid] = await pids(service);
  const abort = new AbortController();
  const call = rejection(service.pool.call('sleep', {}, { timeout: 400, signal: abort.signal }));
  await printedLine(service, 'begun');
  abort.abort();
  expect(await call).toBeInstanceOf(CallCancelled);
  expect(await service.pool.call('nap', { seconds: 0.6 }, { timeout: '5s' })).toBe(pid);
});
