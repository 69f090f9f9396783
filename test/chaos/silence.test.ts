/** A worker that falls silent: found, killed and replaced when it cannot come back, left alone when it works. */
import { afterEach, describe, expect, test } from 'vitest';
import { WorkerCrashed } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { isRunning } from '../support/processes.ts';
import { pids, printedLine, rejection, running, stopServices } from '../support/service.ts';

afterEach(stopServices);

describe('a worker that was stopped with SIGSTOP is found by its missing beats, killed and replaced', () => {
  test('in the middle of a call, within a second; the call fails, the next is answered', async () => {
    const service = await running('stubborn');
    const { pool } = service;
    const [frozen = 0] = pids(service);
    const call = rejection(pool.call('sleep', {}));
    await printedLine(service, 'begun');
    const stoppedAt = performance.now();
    process.kill(frozen, 'SIGSTOP');
    const error = await call;
    expect(performance.now() - stoppedAt).toBeLessThan(1_000);
    expect(error).toBeInstanceOf(WorkerCrashed);
    expect(error).toMatchObject({
      message: expect.stringMatching(/no sign of life for \d+ms \(its process is stopped\)/),
      facts: { phase: 'sent', pid: frozen },
    });
    expect(await pool.call('add', { a: 2, b: 3 })).toBe(5);
    expect(isRunning(frozen)).toBe(false);
    expect(service.crashes).toMatchObject([{ why: 'hung', pid: frozen, signal: 'SIGKILL' }]);
    expect(pool.workers()).toMatchObject([{ incarnation: 2 }]);
  });

  test('when it is idle too', async () => {
    const service = await running('stubborn', { heartbeat: { idle: '50ms' } });
    const [frozen = 0] = pids(service);
    process.kill(frozen, 'SIGSTOP');
    await eventually(() => !isRunning(frozen), { timeout: 2_000 });
    expect(await service.pool.call('add', { a: 2, b: 3 })).toBe(5);
    expect(service.crashes).toMatchObject([{ why: 'hung', inFlight: [] }]);
  });

  test('while the others serve on', async () => {
    const service = await running('stubborn', { size: 2 });
    const { pool } = service;
    const [frozen = 0, other = 0] = pids(service);
    process.kill(frozen, 'SIGSTOP');
    const calls = Array.from({ length: 20 }, () =>
      pool.call('nap', { seconds: 0.02 }).then(
        (pid) => pid,
        (error: unknown) => error,
      ),
    );
    const answers = await Promise.all(calls);
    expect(answers.filter((answer) => answer instanceof WorkerCrashed)).toHaveLength(1);
    expect(answers.filter((answer) => answer === other).length).toBeGreaterThan(0);
    expect(answers).not.toContain(frozen);
  });
});

test('a busy tool that keeps the GIL says nothing for long and is not killed: it uses its CPU', async () => {
  const service = await running('stubborn');
  const { pool } = service;
  const before = pids(service);
  const begun = performance.now();
  expect(await pool.call('compute_in_c', {})).toBeTypeOf('number');
  // far beyond the three beats of 50 ms that make silence suspicious
  expect(performance.now() - begun).toBeGreaterThan(300);
  expect(pids(service)).toEqual(before);
  expect(service.crashes).toEqual([]);
});

test('a tool that keeps the GIL while it waits for a device gets patience too', async () => {
  const service = await running('stubborn');
  expect(await service.pool.call('call_c', { milliseconds: 800 })).toBe('returned');
  expect(service.crashes).toEqual([]);
});

test('one that keeps the GIL and sleeps for ever is a deadlock in the end', async () => {
  const service = await running('stubborn', { heartbeat: { interval: '20ms' } });
  const error = await rejection(service.pool.call('call_c', { milliseconds: 60_000 }));
  expect(error).toBeInstanceOf(WorkerCrashed);
  expect(error).toMatchObject({ message: expect.stringContaining('its process sleeps') });
  expect(await service.pool.call('add', { a: 2, b: 3 })).toBe(5);
});
