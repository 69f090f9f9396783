import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { PoolOptions, RecycledEvent } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { isRunning } from '../support/processes.ts';
import { type Service, serviceOf, stopServices } from '../support/service.ts';

const folders: string[] = [];

afterEach(async () => {
  await stopServices();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const CODE = `
import os, time

VERSION = 1

def version() -> int:
    return VERSION

def pid() -> int:
    return os.getpid()

def nap(seconds: float) -> int:
    time.sleep(seconds)
    return VERSION
`;

const GROW = `
def grow(megabytes: int, seconds: float = 0) -> str:
    global kept
    kept = bytearray(megabytes * 1_000_000)
    kept[::4096] = b"x" * len(kept[::4096])
    time.sleep(seconds)
    return "grown"
`;

/** A started pool on a file that can be changed, and what was replaced in it. */
async function onFile(size: number, code = CODE, options: Partial<PoolOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'recycling-'));
  folders.push(folder);
  const file = join(folder, 'adapter.py');
  await writeFile(file, code);
  const made = serviceOf({ adapter: file, size, env: { PYTHONDONTWRITEBYTECODE: '1' }, ...options });
  const recycled: RecycledEvent[] = [];
  made.runtime.on('recycled', (event) => recycled.push(event));
  await made.runtime.start();
  return { ...made, recycled, save: (text: string, name = 'adapter.py') => writeFile(join(folder, name), text) };
}

const pidsOf = ({ pool }: Service): number[] => pool.workers().map(({ pid }) => pid);

describe('pool.reload()', () => {
  test('replaces every worker by one with the code of now, and leaves as many as before', async () => {
    const made = await onFile(2);
    const before = pidsOf(made);
    await made.save(CODE.replace('VERSION = 1', 'VERSION = 2'));

    await made.pool.reload();

    const after = pidsOf(made);
    expect(after).toHaveLength(2);
    expect(before.some(isRunning)).toBe(false);
    const versions = await Promise.all([1, 2, 3, 4].map(() => made.pool.call('version', {})));
    expect(versions).toEqual([2, 2, 2, 2]);
    expect(made.recycled).toEqual([
      { pool: 'ml', worker: 'worker:ml/1', by: 'worker:ml/3', why: 'asked' },
      { pool: 'ml', worker: 'worker:ml/2', by: 'worker:ml/1', why: 'asked' },
    ]);
    expect(made.restarts).toEqual([]);
    expect(made.crashes).toEqual([]);
  });

  test('lets calls in flight end on the old worker while the new one serves', async () => {
    const made = await onFile(1);
    const running = made.pool.call('nap', { seconds: 1 });
    await made.save(CODE.replace('VERSION = 1', 'VERSION = 2'));
    const reloading = made.pool.reload();
    await eventually(() => made.pool.workers().length === 2, { what: 'the new one is ready' });

    expect(await made.pool.call('version', {})).toBe(2);
    expect(await running).toBe(1);
    await reloading;
    expect(made.pool.workers()).toHaveLength(1);
  });

  test('keeps the workers it has when the new code does not load, and says why with the traceback', async () => {
    const made = await onFile(2);
    const before = pidsOf(made);
    await made.save('import nowhere_to_be_found\n');

    await expect(made.pool.reload()).rejects.toMatchObject({
      code: 'VIV_START_FAILED',
      message: expect.stringContaining("ModuleNotFoundError: No module named 'nowhere_to_be_found', at "),
      facts: { last: { why: 'load_failed', python: { traceback: expect.stringContaining('nowhere_to_be_found') } } },
    });

    expect(pidsOf(made)).toEqual(before);
    expect(await made.pool.call('version', {})).toBe(1);
    expect(made.restarts).toEqual([]);
    await made.save(CODE.replace('VERSION = 1', 'VERSION = 3'));
    await made.pool.reload();
    expect(await made.pool.call('version', {})).toBe(3);
  });

  test('gives no number of a life twice: a place that is used again counts on', async () => {
    const made = await onFile(1);
    for (let i = 0; i < 3; i++) await made.pool.reload();
    expect(made.pool.workers()).toMatchObject([{ id: 'worker:ml/2', incarnation: 2 }]);
  });

  test('ends calls of the old worker that take longer than they are given', async () => {
    const made = await onFile(1);
    const running = made.pool.call('nap', { seconds: 20 });
    const lost = expect(running).rejects.toMatchObject({ code: 'VIV_WORKER_CRASHED' });
    await made.pool.reload({ grace: 50 });
    await lost;
    expect(await made.pool.call('version', {})).toBe(1);
    expect(made.restarts).toEqual([]);
  });

  test('gives way to a stop of the runtime', async () => {
    const made = await onFile(1);
    const running = made.pool.call('nap', { seconds: 20 });
    const lost = expect(running).rejects.toMatchObject({
      code: expect.stringMatching(/^VIV_(STOPPED|WORKER_CRASHED)$/),
    });
    const reloading = expect(made.pool.reload()).rejects.toThrow('pool ml stopped while a worker was replaced');
    await eventually(() => made.pool.workers().length === 2, { what: 'the new one is ready' });
    const pids = pidsOf(made);
    await made.runtime.stop({ grace: 0 });
    await Promise.all([lost, reloading]);
    expect(pids.some(isRunning)).toBe(false);
  });
});

describe('a worker is replaced, without a restart being counted, when', () => {
  const eventuallyRecycled = (recycled: readonly RecycledEvent[], times: number) =>
    eventually(() => recycled.length >= times, { what: `${times} were replaced`, timeout: 10_000 });

  test('it has answered its calls', async () => {
    const made = await onFile(1, CODE, { recycle: { maxCalls: 3 } });
    const [first] = pidsOf(made);
    const pids = await Promise.all([1, 2, 3].map(() => made.pool.call('pid', {})));
    expect(pids).toEqual([first, first, first]);
    await eventuallyRecycled(made.recycled, 1);
    expect(made.recycled).toMatchObject([{ worker: 'worker:ml/1', by: 'worker:ml/2', why: 'calls' }]);
    expect(await made.pool.call('pid', {})).not.toBe(first);
    expect([made.crashes, made.restarts]).toEqual([[], []]);
  });

  test('it is old', async () => {
    const made = await onFile(2, CODE, { recycle: { maxAge: '300ms', interval: 20 } });
    await eventuallyRecycled(made.recycled, 3);
    expect(made.recycled.every(({ why }) => why === 'age')).toBe(true);
    expect(await made.pool.call('version', {})).toBe(1);
  });

  test.runIf(process.platform === 'linux')('it has grown: its call ends first', async () => {
    const made = await onFile(1, `${CODE}${GROW}`, { recycle: { maxRss: 300e6, interval: 10 } });
    expect(await made.pool.call('grow', { megabytes: 400 })).toBe('grown');
    await eventuallyRecycled(made.recycled, 1);
    expect(made.recycled).toMatchObject([{ why: 'rss' }]);
    expect(made.crashes).toEqual([]);
  });

  test.runIf(process.platform === 'linux')('it has grown beyond measure: it is killed, call and all', async () => {
    const made = await onFile(1, `${CODE}${GROW}`, { recycle: { maxRss: { kill: 300e6 }, interval: 10 } });
    await expect(made.pool.call('grow', { megabytes: 400, seconds: 20 })).rejects.toMatchObject({
      code: 'VIV_WORKER_CRASHED',
      message: expect.stringMatching(/it has \d{3} MB of memory; recycle\.maxRss\.kill is 300 MB$/),
    });
    expect(await made.pool.call('version', {})).toBe(1);
    expect(made.recycled).toEqual([]);
  });
});

test('a worker that has done its time serves on while no other can take its place, which is told as a crash', async () => {
  const made = await onFile(1, CODE, { recycle: { maxCalls: 1 } });
  await made.save('import nowhere_to_be_found\n');
  await made.pool.call('version', {});
  await eventually(() => made.crashes.length > 0, { what: 'the replacement fails' });
  expect(made.crashes).toMatchObject([{ worker: 'worker:ml/2', why: 'load_failed' }]);
  expect(await made.pool.call('version', {})).toBe(1);
  expect(pidsOf(made)).toHaveLength(1);
  expect(made.restarts).toEqual([]);
});

test('a new worker that dies after it was ready is restarted like any other', async () => {
  const made = await onFile(1);
  await made.pool.reload();
  const [pid = 0] = pidsOf(made);
  process.kill(pid, 'SIGKILL');
  await eventually(() => made.restarts.length === 1, { what: 'it is restarted' });
  expect(await made.pool.call('version', {})).toBe(1);
});

test('a worker that crashes and is restarted while its successor starts gives way as any does: no call is lost', async () => {
  const gate = `
if os.environ["VIVARIUM_WORKER"].endswith("/2"):
    while not os.path.exists(os.path.join(os.path.dirname(__file__), "open")):
        time.sleep(0.01)
`;
  const made = await onFile(1, `${CODE}${gate}`);
  const [first = 0] = pidsOf(made);
  const started = new Promise<void>((resolve) => {
    made.runtime.on('started', ({ id }) => id === 'worker:ml/2' && resolve());
  });
  const replaced = made.pool.recycle('worker:ml/1');
  await started;
  process.kill(first, 'SIGKILL');
  await eventually(() => pidsOf(made).some((pid) => pid !== first));
  const answer = made.pool.call('nap', { seconds: 0.5 });
  await made.save('', 'open');
  expect(await answer).toBe(1);
  await replaced;
  expect(made.pool.workers()).toMatchObject([{ id: 'worker:ml/2' }]);
  expect(made.restarts).toHaveLength(1);
});

test('one worker can be replaced by its id; another id is refused', async () => {
  const made = await onFile(2);
  const [first, second] = pidsOf(made);
  await made.pool.recycle('worker:ml/1');
  expect(pidsOf(made)).toContain(second);
  expect(pidsOf(made)).not.toContain(first);
  await expect(made.pool.recycle('worker:ml/9')).rejects.toThrow(
    'worker: expected one of worker:ml/2, worker:ml/3, got string "worker:ml/9"',
  );
});
