/** A zygote that is killed or stands still costs the next fork at most: workers live on, calls are answered, nobody is left. */
import { afterEach, describe, expect, test } from 'vitest';
import { descendants } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';
import { isRunning } from '../support/processes.ts';
import { pids, rejection, running, type Service, stopServices } from '../support/service.ts';
import { readyZygote, whoami } from '../support/zygote.ts';

afterEach(stopServices);

const forked = (options = {}): Promise<Service> => running('forked', { zygote: true, ...options });
const add = ({ pool }: Service): Promise<unknown> => pool.call('add', { a: 2, b: 3 });

describe.runIf(process.platform === 'linux')('kill -9 of a zygote', () => {
  test('leaves its workers as they are, in the middle of their calls, and another takes its place', async () => {
    const made = await forked({ size: 2 });
    const first = await readyZygote(made);
    const before = pids(made);
    const naps = [1, 2].map(() => made.pool.call('nap', { seconds: 0.3 }));
    process.kill(first, 'SIGKILL');
    expect((await Promise.all(naps)).sort()).toEqual(before.sort());
    const second = await readyZygote(made, first);
    expect(isRunning(first)).toBe(false);
    expect(pids(made).sort()).toEqual(before.sort());
    expect(made.crashes).toEqual([]);
    process.kill(before[0] ?? second, 'SIGKILL');
    await eventually(() => pids(made).length === 2 && !pids(made).includes(before[0] ?? 0));
    const parents = await Promise.all([1, 2].map(() => whoami(made)));
    expect(parents.map(({ parent }) => parent)).toContain(second);
  });

  test('does not hide the end of a worker that it had forked: it is found, told and replaced', async () => {
    const made = await forked();
    const zygote = await readyZygote(made);
    const [worker = zygote] = pids(made);
    process.kill(zygote, 'SIGKILL');
    await eventually(() => !isRunning(zygote));
    await made.pool.call('leave_child', {});
    const begun = performance.now();
    process.kill(worker, 'SIGKILL');
    await eventually(() => made.crashes.length === 1, { what: 'the crash is told' });
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(made.crashes).toMatchObject([{ pid: worker, code: null, signal: null }]);
    expect(made.crashes[0]?.explanation).toMatch(/its zygote.* had ended before/);
    expect(await add(made)).toBe(5);
  });

  test('with a fork under way has that worker spawned', async () => {
    const made = await forked();
    const zygote = await readyZygote(made);
    const [worker = zygote] = pids(made);
    process.kill(zygote, 'SIGSTOP');
    process.kill(worker, 'SIGKILL');
    await eventually(() => made.restarts.length === 1, { what: 'the worker is to be restarted' });
    process.kill(zygote, 'SIGKILL');
    expect(await add(made)).toBe(5);
    expect((await whoami(made)).parent).toBe(process.pid);
    await readyZygote(made, zygote);
  });

  test('again and again ends in a pool without one, which serves on', async () => {
    const made = await forked();
    let zygote: number | undefined;
    for (let kill = 0; kill < 4; kill += 1) {
      zygote = await readyZygote(made, zygote);
      process.kill(zygote, 'SIGKILL');
    }
    await eventually(() => !JSON.stringify(made.runtime.tree()).includes('zygote'), { what: 'it is given up' });
    await rejection(made.pool.call('fail', { text: '' }));
    expect((await whoami(made)).parent).toBe(process.pid);
    expect(made.runtime.health().status).toBe('ready');
  });

  test('while the runtime stops is no hindrance', async () => {
    const made = await forked({ size: 2 });
    const zygote = await readyZygote(made);
    const all = descendants(process.pid);
    const nap = made.pool.call('nap', { seconds: 0.2 });
    const stopped = made.runtime.stop();
    process.kill(zygote, 'SIGKILL');
    expect(pids(made)).toContain(await nap);
    await stopped;
    expect(all.filter(isRunning)).toEqual([]);
  });
});

describe.runIf(process.platform === 'linux')('a zygote that stands still', () => {
  test('is killed when it does not fork in time; the worker is spawned, another zygote started', async () => {
    const made = await forked();
    const zygote = await readyZygote(made);
    const [worker = zygote] = pids(made);
    process.kill(zygote, 'SIGSTOP');
    process.kill(worker, 'SIGKILL');
    await eventually(() => made.restarts.length === 1, { what: 'the worker is to be restarted' });
    expect(await add(made)).toBe(5);
    expect((await whoami(made)).parent).toBe(process.pid);
    await readyZygote(made, zygote);
    expect(isRunning(zygote)).toBe(false);
  });
});

test.runIf(process.platform === 'linux')(
  'a stop leaves neither zygote nor workers nor what they had started',
  async () => {
    const made = await forked({ size: 2 });
    const zygote = await readyZygote(made);
    const child = (await made.pool.call('leave_child', {})) as number;
    const all = [zygote, child, ...pids(made)];
    expect(all.every(isRunning)).toBe(true);
    await made.runtime.stop();
    await eventually(() => !all.some(isRunning), { what: 'all are gone' });
  },
);
