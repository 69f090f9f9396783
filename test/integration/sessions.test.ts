/** Sessions with real workers: which of them calls go to, what outlives them, and what is tried again. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createRuntime, fileSessionStore, isVivariumError, type SessionsOptions, tool } from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import type { PoolOptions } from '../../src/pool/options.ts';
import { eventually } from '../support/eventually.ts';
import { python } from '../support/python.ts';
import { adapter, rejection } from '../support/service.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function running(pool: Partial<PoolOptions> = {}, sessions: SessionsOptions = {}) {
  const runtime = createRuntime({
    pools: { ml: { adapter: adapter('state'), python: python(), size: 2, backoff: false, ...pool } },
    sessions,
    logger: silentLog,
  });
  stops.push(() => runtime.stop({ grace: 0 }));
  await runtime.start();
  return runtime;
}

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'vivarium-sessions-'));
  stops.push(async () => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

type Where = { value: unknown; pid: number };

describe('a session', () => {
  test('loses nothing when the workers die that used it', async () => {
    const runtime = await running();
    const session = runtime.sessions.get('user-42');
    for (let i = 1; i <= 3; i++) expect(await session.call('ml', 'bump', {})).toBe(i);
    for (const { pid } of runtime.pool('ml').workers()) process.kill(pid, 'SIGKILL');
    await eventually(async () => (await session.call('ml', 'pid', {}).catch(() => 0)) !== 0);
    expect(await session.call('ml', 'bump', {})).toBe(4);
    expect(await session.read('n')).toMatchObject({
      value: 4,
      metadata: { createdBy: 'python', version: 4, type: 'integer' },
    });
  });

  test('named by a pool’s call is the same session', async () => {
    const runtime = await running();
    await runtime.pool('ml').call('bump', { by: 2 }, { session: 'user-42' });
    await runtime.pool('ml').call('bump', { by: 3 }, { session: runtime.sessions.get('user-42') });
    expect(await runtime.sessions.get('user-42').get('n')).toBe(5);
    expect(await rejection(runtime.pool('ml').call('bump', {}, { session: '' }))).toMatchObject({
      code: 'VIV_BAD_CONFIG',
    });
  });

  test('that is closed ends the calls that take longer than its grace', async () => {
    const runtime = await running();
    const session = runtime.sessions.get('user-42');
    const nap = rejection(session.call('ml', 'nap', { seconds: 30 }));
    const closed = session.close({ grace: '100ms' });
    expect(await rejection(session.call('ml', 'pid', {}))).toMatchObject({ code: 'VIV_SESSION_EXPIRED' });
    expect(await nap).toMatchObject({ code: 'VIV_SESSION_EXPIRED', facts: { pool: 'ml', tool: 'nap' } });
    await closed;
    expect(await runtime.pool('ml').call('pid', {})).toBeGreaterThan(0);
  });

  test('outlives the runtime in a file', async () => {
    const store = folder();
    const first = await running({}, { store: fileSessionStore(store) });
    await first.sessions.get('user-42').call('ml', 'bump', {});
    await first.stop();
    const second = await running({}, { store: fileSessionStore(store) });
    expect(await second.sessions.get('user-42').call('ml', 'bump', {})).toBe(2);
  });

  test('makes a runtime fail to start when its store is in use, and leaves nothing running', async () => {
    const store = folder();
    await running({}, { store: fileSessionStore(store) });
    const refused = await rejection(running({}, { store: fileSessionStore(store) }));
    expect(refused).toMatchObject({ code: 'VIV_SESSION_STORE', message: expect.stringContaining('in use by process') });
  });

  test('runs batches of calls to workers and host tools together', async () => {
    const runtime = await running();
    runtime.tools.register(
      'greet',
      tool({ description: 'Greets', execute: (_, { session }) => `hello ${session?.id}` }),
    );
    const results = await runtime.sessions
      .get('ada')
      .batch([{ pool: 'ml', tool: 'bump', args: { by: 2 } }, { tool: 'greet' }, { pool: 'nowhere', tool: 'pid' }]);
    expect(results).toMatchObject([
      { value: 2 },
      { value: 'hello ada' },
      { ok: false, error: { code: 'VIV_BAD_CONFIG' } },
    ]);
  });
});

describe('affinity', () => {
  test('prefer keeps a session with the worker that knows it, and goes elsewhere when that one is busy', async () => {
    const runtime = await running();
    const session = runtime.sessions.get('user-42');
    const home = await session.call('ml', 'remember', { name: 'a', value: 1 });
    for (let i = 0; i < 10; i++) expect(await session.call('ml', 'pid', {})).toBe(home);
    const nap = session.call('ml', 'nap', { seconds: 0.3 });
    expect(await session.call('ml', 'pid', {})).not.toBe(home);
    expect(await nap).toBe(home);
  });

  test('strict waits for the worker that knows it; of its death it tells once', async () => {
    const runtime = await running();
    const session = runtime.sessions.get('user-42', { affinity: 'strict' });
    const home = await session.call<number>('ml', 'remember', { name: 'a', value: 1 });
    const recall = () => session.call<Where>('ml', 'recall', { name: 'a' });
    expect(await Promise.all([recall(), recall(), recall()])).toEqual(Array(3).fill({ value: 1, pid: home }));
    process.kill(home, 'SIGKILL');
    await eventually(() =>
      runtime
        .pool('ml')
        .workers()
        .every(({ pid }) => pid !== home),
    );
    const lost = await rejection(recall());
    expect(lost).toMatchObject({
      code: 'VIV_AFFINITY_LOST',
      facts: {
        session: 'user-42',
        was: expect.stringMatching(/^worker:ml\/\d#1$/),
        now: expect.any(String),
        phase: 'queued',
      },
    });
    const { pid, value } = await recall();
    expect([value, pid === home]).toEqual([null, false]);
    expect(await recall()).toEqual({ value: null, pid });
  });

  test('may be another for one call', async () => {
    const runtime = await running();
    const session = runtime.sessions.get('user-42', { affinity: 'strict_fail_fast' });
    const nap = session.call('ml', 'nap', { seconds: 0.3 });
    expect(await rejection(session.call('ml', 'pid', {}))).toMatchObject({
      code: 'VIV_AFFINITY_BUSY',
      retryable: true,
    });
    expect(await session.call('ml', 'pid', {}, { affinity: 'none' })).not.toBe(await nap);
  });

  test('strict refuses at once what would wait for its own caller', async () => {
    const runtime = await running();
    const session = runtime.sessions.get('user-42', { affinity: 'strict' });
    const again = () => session.call('ml', 'pid', {});
    runtime.tools.register('again', tool({ description: 'Calls back', execute: again }));
    expect(await rejection(session.call('ml', 'back', { tool: 'again' }))).toMatchObject({
      message: expect.stringContaining('would wait for ever'),
    });
    const free = runtime.sessions.get('ada');
    runtime.tools.register('again', tool({ description: 'Calls back', execute: () => free.call('ml', 'pid', {}) }), {
      replace: true,
    });
    expect(await free.call('ml', 'back', { tool: 'again' })).toBeGreaterThan(0);
  });
});

describe('a call that fails', () => {
  test('is tried again when its policy and its tool allow that', async () => {
    const runtime = await running();
    const path = join(folder(), 'calls');
    const retry = { initialInterval: '10ms', maximumAttempts: 3 } as const;
    expect(await runtime.pool('ml').call('flaky', { path, failures: 2 }, { retry })).toBe(3);
    const other = join(folder(), 'calls');
    const refused = await rejection(runtime.pool('ml').call('flaky', { path: other, failures: 2 }));
    expect(refused).toMatchObject({ facts: { type: 'ConnectionError' } });
    const final = { ...retry, nonRetryable: ['ConnectionError'] };
    await rejection(runtime.pool('ml').call('flaky', { path: other, failures: 2 }, { retry: final }));
    expect(readFileSync(other, 'utf8')).toBe('xx');
  });

  test('because its worker died is tried again on another, as the pool’s policy says', async () => {
    const runtime = await running({ retry: { initialInterval: '10ms' } });
    const pool = runtime.pool('ml');
    const begun = new Promise<number>((resolve) => {
      runtime.on('output', ({ worker }) => resolve(pool.workers().find(({ id }) => id === worker)?.pid ?? 0));
    });
    const rest = pool.call('rest', { seconds: 0.2 });
    process.kill(await begun, 'SIGKILL');
    expect(await rest).not.toBe(await begun);
  });
});

test('a worker that somebody else tells to end costs no call: what it would not begin goes to another', async () => {
  const runtime = await running({ size: 1 });
  const pool = runtime.pool('ml');
  const [worker] = pool.workers();
  const napping = new Promise((resolve) => runtime.on('output', resolve));
  const nap = pool.call('nap', { seconds: 0.5 });
  await napping;
  process.kill(worker?.pid ?? 0, 'SIGTERM');
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => pool.call('pid', {})));
  expect(await nap).toBe(worker?.pid);
  const failures = outcomes.flatMap((each) =>
    each.status === 'rejected' && isVivariumError(each.reason) ? [each.reason.message] : [],
  );
  expect(failures).toEqual([]);
  expect(new Set(outcomes.map((each) => each.status === 'fulfilled' && each.value)).has(worker?.pid)).toBe(false);
});

test('a worker that has said that it ends takes no calls, which its pool tells, while what it has begun goes on', async () => {
  const runtime = await running({ size: 1, concurrency: 2 });
  const pool = runtime.pool('ml');
  const [worker] = pool.workers();
  const napping = new Promise((resolve) => runtime.on('output', resolve));
  let napped = false;
  const nap = pool.call('nap', { seconds: 3 }).finally(() => {
    napped = true;
  });
  await napping;
  process.kill(worker?.pid ?? 0, 'SIGTERM');
  const others: Promise<unknown>[] = [];
  await eventually(() => {
    others.push(pool.call('pid', {})); // the first that it refuses tells
    return pool.workers().every(({ accepting }) => !accepting);
  });
  expect(napped).toBe(false);
  expect(pool.workers()).toMatchObject([{ pid: worker?.pid }]);
  expect(runtime.health().pools['ml']).toMatchObject({ ready: 0 });
  expect(await nap).toBe(worker?.pid);
  expect((await Promise.all(others)).at(-1)).not.toBe(worker?.pid);
});
