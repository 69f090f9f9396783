/** `runtime.metrics()` and its Prometheus text: of a runtime with real workers, some of which crash. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { type Metrics, type PoolMetrics, prometheusText } from '../../src/index.ts';
import { FAMILIES } from '../../src/observe/families.ts';
import { eventually } from '../support/eventually.ts';
import { running, type Service, service, stopServices } from '../support/service.ts';
import { parsed, sampleOf } from './parsed.ts';

afterEach(stopServices);

async function ofPool({ runtime }: Service): Promise<PoolMetrics> {
  const { pools } = await runtime.metrics();
  return pools['ml'] as PoolMetrics;
}

const swallow = (): void => {};

describe('the metrics of a pool', () => {
  test('count calls by how they ended, those refused before they were sent too', async () => {
    const made = await running('trouble');
    const { pool } = made;
    await pool.call('add', { a: 1 });
    await pool.call('add', { a: 2 });
    await pool.call('parse', { text: 'x' }).catch(swallow);
    await pool.call('no_such_tool', {}).catch(swallow);
    await pool.call('add', { a: 1 }, { signal: AbortSignal.abort() }).catch(swallow);
    const { calls, callSeconds, queueSeconds, inFlight, waiting } = await ofPool(made);
    expect(calls).toEqual({ ok: 2, VIV_TOOL_FAILED: 1, VIV_UNKNOWN_TOOL: 1, VIV_CALL_CANCELLED: 1 });
    expect([callSeconds.count, queueSeconds.count]).toEqual([3, 3]);
    expect([inFlight, waiting]).toEqual([0, 0]);
  });

  test('have the time of a call in the bucket where it belongs, and its wait for a worker apart', async () => {
    const made = await running('calc');
    await Promise.all([made.pool.call('sleep', { seconds: 0.3 }), made.pool.call('sleep', { seconds: 0.3 })]);
    const { callSeconds, queueSeconds } = await ofPool(made);
    const below = ({ bounds, counts }: PoolMetrics['callSeconds'], bound: number) => counts[bounds.indexOf(bound)];
    expect([0.25, 0.5, 1].map((bound) => below(callSeconds, bound))).toEqual([0, 1, 2]);
    expect([0.25, 0.5].map((bound) => below(queueSeconds, bound))).toEqual([1, 2]);
    expect(callSeconds.sum).toBeGreaterThan(0.9);
  });

  test('show what waits and what runs while it does', async () => {
    const made = await running('calc', { size: 1 });
    const end = new AbortController();
    const calls = [1, 2, 3].map(() => made.pool.call('sleep', { seconds: 60 }, { signal: end.signal }).catch(swallow));
    expect(await ofPool(made)).toMatchObject({ waiting: 2, inFlight: 1 });
    end.abort();
    await Promise.all(calls);
    expect(await ofPool(made)).toMatchObject({ waiting: 0, calls: { VIV_CALL_CANCELLED: 3 } });
  });

  test('count streams apart from calls, with the chunks that came', async () => {
    const made = await running('streams');
    for await (const _ of made.pool.stream('count', { to: 5 })) await Promise.resolve();
    const open = made.pool.stream('endless', {});
    await open.next();
    expect(await ofPool(made)).toMatchObject({ openStreams: 1, streams: { ok: 1 }, calls: {} });
    await open.return?.();
    const after = await ofPool(made);
    expect(after).toMatchObject({ openStreams: 0, streams: { ok: 1, VIV_CALL_CANCELLED: 1 } });
    expect(after.streamMessages).toBeGreaterThanOrEqual(6);
  });

  test('count the attempts of a call that is tried again', async () => {
    const made = await running('calc', { queue: 0, retry: { maximumAttempts: 3, initialInterval: '1ms' } });
    const end = new AbortController();
    const busy = made.pool.call('sleep', { seconds: 60 }, { signal: end.signal }).catch(swallow);
    await made.pool.call('add', { a: 1, b: 1 }).catch(swallow);
    expect(await ofPool(made)).toMatchObject({ retries: 2, calls: { VIV_POOL_SATURATED: 3 } });
    end.abort();
    await busy;
  });

  test('count crashes and planned replacements, and restarts by supervisor, with the delays before them', async () => {
    const made = await running('trouble', { backoff: { initial: '20ms', jitter: 0 } });
    for (let life = 1; life <= 2; life++) {
      await made.pool.call('die', { code: 1 }).catch(swallow);
      await eventually(() => made.pool.workers().length === 1);
    }
    await made.pool.recycle('worker:ml/1');
    const { pools, supervisors } = await made.runtime.metrics();
    expect(pools['ml']).toMatchObject({ crashes: 2, recycled: { asked: 1 } });
    expect(supervisors).toEqual({
      'runtime/pools/pool:ml/workers': { restarts: { crash: 2 }, backoffSeconds: 0.02 },
    });
  });

  test('tell memory and CPU of each worker, read again only after a second', async () => {
    const made = await running('trouble', { size: 2, zygote: false }); // a forked worker has used no CPU yet
    const { workers, size } = await ofPool(made);
    expect(size).toBe(2);
    expect(workers.map(({ id, incarnation, accepting }) => ({ id, incarnation, accepting }))).toEqual([
      { id: 'worker:ml/1', incarnation: 1, accepting: true },
      { id: 'worker:ml/2', incarnation: 1, accepting: true },
    ]);
    for (const { process } of workers) {
      expect(process?.rssBytes).toBeGreaterThan(5_000_000);
      expect(process?.cpuSeconds).toBeGreaterThan(0);
    }
    const again = await ofPool(made);
    expect(again.workers[0]?.process).toBe(workers[0]?.process);
  });

  test('are there before the runtime starts and after it has stopped', async () => {
    const made = service('trouble');
    expect(await ofPool(made)).toMatchObject({ status: 'idle', workers: [], calls: {} });
    await made.runtime.start();
    await made.pool.call('add', { a: 1 });
    await made.runtime.stop();
    expect(await ofPool(made)).toMatchObject({ status: 'stopped', workers: [], calls: { ok: 1 } });
  });
});

test('sessions are counted by whether they are in use', async () => {
  const { runtime } = await running('trouble');
  await runtime.sessions.get('one').set('a', 1);
  const { sessions } = await runtime.metrics();
  expect(sessions).toEqual({ active: 1, parked: 0 });
});

test('what readers of an observer were too slow for is counted', async () => {
  const { runtime, pool } = await running('trouble');
  const observation = runtime.observe();
  const before = observation.seq;
  const reader = observation.subscribe(2);
  await pool.call('die', { code: 1 }).catch(swallow);
  await eventually(() => observation.seq - before > 10);
  observation.close();
  const { inspector } = await runtime.metrics();
  expect(inspector).toEqual({ dropped: observation.seq - before - reader.size });
});

describe('the Prometheus text', () => {
  test("is read by Prometheus' own parser, name by name as declared, with the numbers of the metrics", async () => {
    const made = await running('trouble', { size: 2 });
    await made.pool.call('add', { a: 1 });
    await made.pool.call('parse', { text: 'x' }).catch(swallow);
    await made.pool.call('die', { code: 1 }).catch(swallow);
    await eventually(() => made.restarts.length === 1);
    const metrics = await made.runtime.metrics();
    const families = parsed(prometheusText(metrics));
    expect(families.map(({ name, type, help }) => ({ name, type, help }))).toEqual(
      FAMILIES.map(({ name, type, help }) => ({ name: name.replace(/_total$/, ''), type, help })),
    );
    const pool = { pool: 'ml' };
    expect(sampleOf(families, 'vivarium_calls_total', { ...pool, outcome: 'ok' })).toBe(1);
    expect(sampleOf(families, 'vivarium_calls_total', { ...pool, outcome: 'VIV_TOOL_FAILED' })).toBe(1);
    expect(sampleOf(families, 'vivarium_call_seconds_count', pool)).toBe(3);
    expect(sampleOf(families, 'vivarium_call_seconds_bucket', { ...pool, le: '+Inf' })).toBe(3);
    expect(sampleOf(families, 'vivarium_call_seconds_bucket', { ...pool, le: '60' })).toBe(3);
    expect(sampleOf(families, 'vivarium_call_seconds_sum', pool)).toBe(metrics.pools['ml']?.callSeconds.sum);
    expect(sampleOf(families, 'vivarium_pool_status', { ...pool, status: 'ready' })).toBe(1);
    expect(sampleOf(families, 'vivarium_pool_status', { ...pool, status: 'failed' })).toBe(0);
    expect(sampleOf(families, 'vivarium_restarts_total', { reason: 'crash' })).toBe(1);
    const rss = metrics.pools['ml']?.workers[0]?.process?.rssBytes;
    const worker = metrics.pools['ml']?.workers[0]?.id ?? '';
    expect(sampleOf(families, 'vivarium_worker_rss_bytes', { ...pool, worker })).toBe(rss);
  });

  test('says of each worker of the pool whether it takes calls', () => {
    const worker = { incarnation: 1, inFlight: 0, process: undefined, spare: false };
    const workers = [
      { ...worker, id: 'worker:ml/1', accepting: true },
      { ...worker, id: 'worker:ml/2', accepting: false },
      { ...worker, id: 'worker:ml/3', accepting: true, spare: true },
    ];
    const families = parsed(prometheusText(metricsOf({ size: 5, spares: 2, workers })));
    const states = ['ready', 'spare', 'draining', 'down'];
    expect(states.map((state) => sampleOf(families, 'vivarium_workers', { state }))).toEqual([1, 1, 1, 4]);
  });

  test('keeps a label whole, whatever is in it', () => {
    const supervisor = 'a "quoted" \\ path\nof two lines';
    const families = parsed(
      prometheusText({ ...metricsOf({}), supervisors: { [supervisor]: { restarts: {}, backoffSeconds: 1.5 } } }),
    );
    expect(sampleOf(families, 'vivarium_backoff_seconds_total', { supervisor })).toBe(1.5);
  });
});

test('the reference page lists each name with its type, labels and meaning, and no other', () => {
  const page = readFileSync(new URL('../../docs/reference/metrics.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((row) => row.startsWith('| `vivarium_'));
  expect(rows).toEqual(
    FAMILIES.map(({ name, type, labels, help }) => {
      const named = labels.map((label) => `\`${label}\``).join(', ');
      return `| \`${name}\` | ${type} | ${named} | ${help} |`;
    }),
  );
});

function metricsOf(pool: Partial<PoolMetrics>): Metrics {
  const none = { bounds: [], counts: [], count: 0, sum: 0 };
  const ml: PoolMetrics = {
    status: 'ready',
    size: 1,
    spares: 0,
    zygote: 'off',
    workers: [],
    waiting: 0,
    inFlight: 0,
    openStreams: 0,
    calls: {},
    streams: {},
    retries: 0,
    streamMessages: 0,
    callSeconds: none,
    queueSeconds: none,
    crashes: 0,
    recycled: {},
    ...pool,
  };
  const [sessions, hostTools, inspector] = [{ active: 0, parked: 0 }, { inFlight: 0 }, { dropped: 0 }];
  return { pools: { ml }, supervisors: {}, sessions, hostTools, agents: {}, llm: {}, workflows: {}, inspector };
}
