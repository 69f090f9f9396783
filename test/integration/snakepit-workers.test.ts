/**
 * What Snakepit 0.13 promises of its workers and breaks, by the numbers of our list. B16, memory shared by DLPack or
 * Arrow, is no promise of ours: arrays are copied once.
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { CallTimeout, PoolSaturated, type RecycledEvent } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { isRunning } from '../support/processes.ts';
import { adapter, pids, rejection, type Service, serviceOf, stopServices } from '../support/service.ts';

afterEach(stopServices);

type Options = Omit<Parameters<typeof serviceOf>[0], 'adapter'>;

async function running(options: Options = {}, className = 'Promised'): Promise<Service> {
  const service = serviceOf({ adapter: `${adapter('snakepit')}:${className}`, ...options });
  await service.runtime.start();
  return service;
}

const onLinux = test.runIf(process.platform === 'linux');

test('B1: two workers that are recycled after 100 calls lose none of 2,000, and two are left', async () => {
  const service = serviceOf({ adapter: `${adapter('snakepit')}:Promised`, size: 2, recycle: { maxCalls: 100 } });
  const { runtime, pool } = service;
  const recycled: RecycledEvent[] = [];
  const started: number[] = [];
  runtime.on('recycled', (event) => recycled.push(event));
  runtime.on('ready', ({ pid }) => started.push(pid));
  await runtime.start();

  let left = 2_000;
  const answered = new Set<unknown>();
  const caller = async (): Promise<void> => {
    for (; left > 0; left--) answered.add(await pool.call('pid', { seconds: 0.002 }));
  };
  await Promise.all([1, 2, 3, 4].map(caller));

  expect(recycled.length).toBeGreaterThanOrEqual(3);
  expect(recycled.every(({ why }) => why === 'calls')).toBe(true);
  expect(answered.size).toBeGreaterThanOrEqual(4);
  await eventually(() => started.filter(isRunning).length === 2 && pool.workers().length === 2);
  expect(pids(service).sort()).toEqual(started.filter(isRunning).sort());
  expect(service.restarts).toEqual([]);
});

test('B2: the only worker, stopped with SIGSTOP, is replaced, and the pool serves', async () => {
  const service = await running({ heartbeat: { idle: '50ms' } });
  const [stopped = 0] = pids(service);
  process.kill(stopped, 'SIGSTOP');
  await eventually(() => !isRunning(stopped), { what: 'it is found' });
  expect(await service.pool.call('pid', {})).not.toBe(stopped);
  expect(service.crashes).toMatchObject([{ why: 'hung', pid: stopped }]);
});

test('B3: a late beat kills nobody: three in a row have to be missed', async () => {
  const service = await running({ heartbeat: { interval: '200ms', misses: 3 } });
  const [pid = 0] = pids(service);
  const answer = service.pool.call('pid', { seconds: 0.6 });
  process.kill(pid, 'SIGSTOP');
  const since = performance.now();
  await eventually(() => performance.now() - since > 300, { what: 'one beat is missed' });
  process.kill(pid, 'SIGCONT');
  expect(await answer).toBe(pid);
  expect(service.crashes).toEqual([]);
});

test('B8: four calls of half a second on one worker with four threads take about as long as one', async () => {
  const { pool } = await running({ concurrency: 4 }, 'Threaded');
  const naps = (await Promise.all([1, 2, 3, 4].map(() => pool.call('nap', { seconds: 0.5 })))) as [number, number][];
  const [began, ended] = [naps.map(([from]) => from), naps.map(([, to]) => to)];
  const longest = Math.max(...naps.map(([from, to]) => to - from));
  expect(Math.max(...began)).toBeLessThan(Math.min(...ended));
  expect(Math.max(...ended) - Math.min(...began)).toBeLessThan(2 * longest);
});

describe('B9: a stream that is given up frees its worker within 100 ms', () => {
  /** From giving it up until the worker, which has no other place, has answered a call. */
  async function freedAfter({ pool }: Service, give: (stop: AbortController) => void): Promise<number> {
    const stop = new AbortController();
    let since = 0;
    try {
      for await (const chunk of pool.stream('ticks', {}, { signal: stop.signal })) {
        if (chunk !== 3) continue;
        since = performance.now();
        give(stop);
        if (!stop.signal.aborted) break;
      }
    } catch (error) {
      expect(error).toMatchObject({ code: 'VIV_CALL_CANCELLED' });
    }
    await pool.call('pid', {});
    return performance.now() - since;
  }

  test.each<[string, (stop: AbortController) => void]>([
    ['when its consumer leaves the loop', () => {}],
    ['when its signal is aborted', (stop) => stop.abort()],
  ])('%s', async (_, give) => {
    const service = await running();
    // What else runs on this machine can only make it longer: the shortest of several is the worker's own.
    const times: number[] = [];
    while (times.length < 10 && !times.some((ms) => ms < 100)) times.push(await freedAfter(service, give));
    expect(Math.min(...times)).toBeLessThan(100);
  });
});

test('B10: a stream waits its turn as a call does, and is refused as one when the queue is full', async () => {
  const { pool } = await running({ queue: 1 });
  const busy = pool.call('pid', { seconds: 0.3 });
  const stream = pool.stream('ticks', { count: 3 });
  const first = stream.next();
  await eventually(() => pool.waiting === 1);
  expect(await rejection(pool.stream('ticks', { count: 3 }).next())).toBeInstanceOf(PoolSaturated);
  await busy;
  expect(await first).toEqual({ done: false, value: 0 });
  const chunks: unknown[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  expect(chunks).toEqual([1, 2]);
});

test.each([1, 2])('B12: %i that ran out of time and run on take their places until they have ended', async (places) => {
  const { pool } = await running({ concurrency: places });
  const late = Array.from({ length: places }, () => rejection(pool.call('crowd', { seconds: 0.4 }, { timeout: 50 })));
  for (const error of await Promise.all(late)) expect(error).toBeInstanceOf(CallTimeout);
  expect(pool.workers()).toMatchObject([{ inFlight: places }]);
  expect(await pool.call('crowd', { seconds: 0 })).toBe(places);
});

describe('B14: a worker', () => {
  onLinux.each(['unix', 'tcp'] as const)('listens on no port, when its host is reached by %s', async (transport) => {
    const service = serviceOf({ adapter: `${adapter('snakepit')}:Promised` }, transport);
    await service.runtime.start();
    const [pid = 0] = pids(service);
    const listening = ['tcp', 'tcp6'].flatMap(listeners);
    expect(socketsOf(pid).length).toBeGreaterThan(0);
    expect(socketsOf(pid).filter((socket) => listening.includes(socket))).toEqual([]);
  });

  test('loads no pickle, whatever its caller asks for: bytes are bytes', async () => {
    const { pool } = await running();
    const pickle = Buffer.from('cposix\n_exit\n(I7\ntR.');
    const answer = pool.call('echo', { value: pickle }, { metadata: { 'binary_format:value': 'pickle' } });
    expect(await answer).toEqual(new Uint8Array(pickle));
  });
});

onLinux("B15: the memory a worker is recycled for is Python's, not the host's", async () => {
  const service = await running({ recycle: { maxRss: 400e6, interval: 10 } });
  const recycled: RecycledEvent[] = [];
  service.runtime.on('recycled', (event) => recycled.push(event));
  const hosts = Buffer.alloc(500e6, 1);
  expect(process.memoryUsage.rss()).toBeGreaterThan(hosts.length);
  await service.pool.call('pid', { seconds: 0.1 });
  expect(recycled).toEqual([]);
  await service.pool.call('grow', { megabytes: 400 });
  await eventually(() => recycled.length === 1);
  expect(recycled).toMatchObject([{ why: 'rss' }]);
});

/** The inodes of the sockets that listen. */
function listeners(family: string): string[] {
  const rows = readFileSync(`/proc/net/${family}`, 'utf8').trim().split('\n').slice(1);
  return rows.map((row) => row.trim().split(/\s+/)).flatMap((row) => (row[3] === '0A' ? [row[9] ?? ''] : []));
}

/** The inodes of a process's sockets. */
function socketsOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
    return inode === undefined ? [] : [inode];
  });
}
