/** Spares: ready workers that take a crashed worker's place at once, and are seen wherever workers are. */
import { afterEach, describe, expect, test } from 'vitest';
import { formatTree } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { rejection, running, type Service, stopServices } from '../support/service.ts';

afterEach(stopServices);

const serving = ({ pool }: Service): string[] => pool.workers().flatMap(({ id, spare }) => (spare ? [] : [id]));
const spares = ({ pool }: Service): string[] => pool.workers().flatMap(({ id, spare }) => (spare ? [id] : []));
const complete = (made: Service, count: number): Promise<boolean> =>
  eventually(() => spares(made).length === count, { what: `${count} spares are ready` });

/** kill -9 of the one that serves. */
function kill({ pool }: Service): void {
  const victim = pool.workers().find(({ spare }) => !spare);
  if (victim === undefined) throw new Error('nobody serves');
  process.kill(victim.pid, 'SIGKILL');
}

describe('a pool with a spare', () => {
  test('does not wait for it to start, sends it no calls, and shows it in tree, health and metrics', async () => {
    const made = await running('diary', { size: 2, spares: 1 });
    await complete(made, 1);
    const [spare] = spares(made);
    expect(serving(made)).toHaveLength(2);
    expect(made.runtime.health().pools['ml']).toMatchObject({ ready: 2, size: 2, spares: 1 });
    expect(formatTree(made.runtime.tree())).toContain('lane, spare');
    using observation = made.runtime.observe();
    const row = observation.snapshot().workers.find(({ id }) => id === spare);
    expect(row).toMatchObject({ spare: true, accepting: false, pid: expect.any(Number) });
    const { workers } = (await made.runtime.metrics()).pools['ml'] ?? { workers: [] };
    expect(workers.filter((worker) => worker.spare).map(({ id }) => id)).toEqual([spare]);
  });

  test('answers the next call from it after kill -9; the one that is started is the new spare', async () => {
    const made = await running('calc', { spares: 1 });
    await complete(made, 1);
    const [next] = spares(made);
    kill(made);
    await eventually(() => serving(made)[0] === next, { what: 'the spare serves' });
    expect(await made.pool.call('add', { a: 2, b: 3 })).toBe(5);
    await complete(made, 1);
    expect(serving(made)).toEqual([next]);
    expect(made.restarts).toHaveLength(1);
    expect(made.runtime.journal(next).map(({ type }) => type)).toContain('promoted');
  });

  test('gives calls that waited behind the one that died to it', async () => {
    const made = await running('stubborn', { spares: 1 });
    await complete(made, 1);
    const lost = rejection(made.pool.call('nap', { seconds: 20 }));
    const waiting = made.pool.call('nap', { seconds: 0.01 });
    await eventually(() => made.pool.waiting === 1);
    kill(made);
    expect(await lost).toMatchObject({ code: 'VIV_WORKER_CRASHED' });
    await waiting;
    // The lane ends before the process has, and the spare may answer in between: a crash is told when the process has ended.
    await eventually(() => made.crashes.length === 1);
  });

  test('has as many that serve and as many spares after a reload, none of them of before', async () => {
    const made = await running('calc', { size: 2, spares: 1 });
    await complete(made, 1);
    const before = made.pool.workers().map(({ pid }) => pid);
    await made.pool.reload();
    await complete(made, 1);
    const after = made.pool.workers().map(({ pid }) => pid);
    expect(serving(made)).toHaveLength(2);
    expect(after).toHaveLength(3);
    expect(after.filter((pid) => before.includes(pid))).toEqual([]);
  });

  test('whose spare dies goes on, and has another', async () => {
    const made = await running('calc', { spares: 1 });
    await complete(made, 1);
    const spare = made.pool.workers().find((worker) => worker.spare);
    process.kill(spare?.pid ?? Number.NaN, 'SIGKILL');
    await eventually(() => made.crashes.length === 1);
    expect(await made.pool.call('add', { a: 2, b: 3 })).toBe(5);
    await complete(made, 1);
    expect(made.pool.workers().find((worker) => worker.spare)?.pid).not.toBe(spare?.pid);
  });
});

test('a session that is bound to one worker hears once that it has gone, and goes on with the spare', async () => {
  const made = await running('calc', { spares: 1 });
  await complete(made, 1);
  const call = (): Promise<unknown> => made.pool.call('add', { a: 2, b: 3 }, { session: 's', affinity: 'strict' });
  await call();
  const [next] = spares(made);
  kill(made);
  await eventually(() => serving(made)[0] === next);
  expect(await rejection(call())).toMatchObject({ code: 'VIV_AFFINITY_LOST' });
  expect(await call()).toBe(5);
});
