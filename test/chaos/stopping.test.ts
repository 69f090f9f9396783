/** stop(), whenever it comes: calls get their grace, every call ends, and no process is left when it resolves. */
import { afterEach, describe, expect, test } from 'vitest';
import { Stopped } from '../../src/index.ts';
import { descendants } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';
import { isRunning } from '../support/processes.ts';
import { pids, printedLine, rejection, running, type Service, service, stopServices } from '../support/service.ts';

afterEach(stopServices);

/** Processes of ours that run Python; the tests of a file share their parent and run one after the other. */
const pythons = (): number[] => descendants(process.pid).filter(isRunning);

describe('stop() while calls run', () => {
  test('lets them end within the grace, and refuses new ones meanwhile', async () => {
    const { runtime, pool } = await running('farewell', { size: 2 });
    const calls = [1, 2, 3].map(() => pool.call('nap', { seconds: 0.2 }));
    const begun = performance.now();
    const stopped = runtime.stop({ grace: '15s' });
    expect(await rejection(pool.call('nap', { seconds: 0 }))).toBeInstanceOf(Stopped);
    expect(await Promise.all(calls)).toEqual(['rested', 'rested', 'rested']);
    await stopped;
    // as soon as the last has ended, not when the grace has
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(await runtime.closed).toBe('shutdown');
  });

  test('ends them when the grace is over, each with its phase, and their tools with them', async () => {
    const one = await running('farewell');
    const { runtime, pool } = one;
    const [pid = 0] = pids(one);
    const ran = rejection(pool.call('nap', { seconds: 60 }));
    const waited = rejection(pool.call('nap', { seconds: 60 }));
    await printedLine(one, 'begun');
    await runtime.stop({ grace: 100 });
    expect(await ran).toMatchObject({ code: 'VIV_STOPPED', facts: { tool: 'nap', phase: 'sent' } });
    expect(await waited).toMatchObject({ code: 'VIV_STOPPED', facts: { tool: 'nap', phase: 'queued' } });
    expect(isRunning(pid)).toBe(false);
  });

  test('kills a worker whose tool hears nothing, in bounded time', async () => {
    const one = await running('farewell');
    const [pid = 0] = pids(one);
    const call = rejection(one.pool.call('hold_gil', {}));
    await printedLine(one, 'begun');
    const begun = performance.now();
    await one.runtime.stop({ grace: 0 });
    expect(performance.now() - begun).toBeLessThan(4_500);
    expect(await call).toBeInstanceOf(Stopped);
    expect(isRunning(pid)).toBe(false);
  });

  test('ends a stream for its consumer', async () => {
    const { runtime, pool } = await running('streams');
    const reading = rejection(
      (async () => {
        for await (const chunk of pool.stream('endless', {})) if (chunk === 3) void runtime.stop({ grace: 0 });
      })(),
    );
    expect(await reading).toBeInstanceOf(Stopped);
    await runtime.stop();
  });
});

test('a worker that stops in order runs its atexit functions and says nothing else', async () => {
  const one = await running('farewell', { size: 2 });
  await one.runtime.stop();
  expect(one.printed.sort()).toEqual([
    'stderr: and flushed',
    'stderr: and flushed',
    'stdout: atexit ran',
    'stdout: atexit ran',
  ]);
  expect(one.crashes).toEqual([]);
  expect(one.log.filter(({ level, message }) => level === 'error' || /lost/.test(message))).toEqual([]);
});

test('stopping twice, or three times at once, is stopping once', async () => {
  const { runtime } = await running('farewell');
  await Promise.all([runtime.stop(), runtime.stop({ grace: 0 })]);
  await runtime.stop();
  expect(runtime.tree()).toBeUndefined();
  expect(await runtime.closed).toBe('shutdown');
});

test('after stop() nothing of ours runs: workers and guardian are gone', async () => {
  const { runtime } = await running('farewell', { size: 2 });
  expect(pythons().length).toBeGreaterThanOrEqual(3);
  await runtime.stop();
  expect(pythons()).toEqual([]);
});

describe('stop() during start()', () => {
  const begin = (one: Service): Promise<unknown> => rejection(one.runtime.start());

  test.each([
    ['at once', () => Promise.resolve()],
    ['while Python is looked for', () => eventually(() => pythons().length > 0)],
    ['while the adapter is imported', (one: Service) => printedLine(one, 'importing')],
  ])('%s makes start() reject and leaves no process', async (_, moment) => {
    const one = service('slow_start', { size: 2 });
    const starting = begin(one);
    await moment(one);
    await one.runtime.stop();
    const error = await starting;
    expect(error).toBeInstanceOf(Stopped);
    expect(String(error)).toContain('stopped while it was starting');
    expect(pythons()).toEqual([]);
    expect(one.crashes).toEqual([]);
  });
});

test('stop() before start() is fine, and start() is refused then', async () => {
  const { runtime } = service('farewell');
  await runtime.stop();
  expect(await rejection(runtime.start())).toBeInstanceOf(Stopped);
  expect(pythons()).toEqual([]);
});

test('stop() while a worker is being replaced leaves no process', async () => {
  const one = await running('farewell', { backoff: { initial: '5s', healthyAfter: '1h' } });
  const replaced = (): boolean => one.restarts.length > 0;
  for (const [pid] of [pids(one)]) process.kill(pid ?? 0, 'SIGKILL');
  await eventually(replaced);
  await one.runtime.stop();
  expect(pythons()).toEqual([]);
});

test('a runtime that was stopped is not started again: it says so, and that it has stopped', async () => {
  const { runtime, pool } = await running('farewell');
  await runtime.stop();
  expect(String(await rejection(runtime.start()))).toContain('this runtime was stopped; create another');
  expect(pool.status).toBe('stopped');
  expect(String(await rejection(pool.call('nap', { seconds: 0 })))).toContain('pool ml has stopped');
});
