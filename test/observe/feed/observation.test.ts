/** Looking on at a real runtime: what lives, what changes and why, bounded, without its secrets and without harming it. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Observation } from '../../../src/observe/feed/observation.ts';
import type { ObserverDelta, ObserverMessage } from '../../../src/observe/feed/types.ts';
import { eventually } from '../../support/eventually.ts';
import { rejection, running, service, stopServices } from '../../support/service.ts';

afterEach(stopServices);

/** All that an observation tells from now on. */
function heard(observation: Observation): ObserverMessage[] {
  const messages: ObserverMessage[] = [];
  void (async () => {
    for await (const message of observation) messages.push(message);
  })();
  return messages;
}

const of = <Type extends ObserverDelta['type']>(messages: readonly ObserverMessage[], type: Type) =>
  messages.filter((message): message is Extract<ObserverDelta, { type: Type }> => message.type === type);

test('a snapshot has the tree with supervisors, machines, workers, pools and what was decided', async () => {
  const { runtime, pool } = await running('crasher', { size: 2, intensity: 4 });
  await rejection(pool.call('segfault', {}));
  await eventually(() => runtime.crashes()[0]?.decision && pool.workers().length === 2);
  using observation = runtime.observe();
  const { actors, machines, workers, pools, crashes, decisions, version } = observation.snapshot();
  const byId = new Map(actors.map((row) => [row.id, row]));
  expect(byId.get('workers')).toMatchObject({
    parent: byId.get('pool:ml')?.key,
    type: 'supervisor',
    supervisor: { strategy: 'one_for_one', intensity: 4, periodMs: 30_000, hidden: 0 },
  });
  expect(byId.get('workers')?.supervisor?.restartsAt).toHaveLength(1);
  expect(byId.get('worker:ml/2')).toMatchObject({ machine: 'worker', value: 'ready', restart: 'transient' });
  expect(machines['worker']?.states.map(({ path }) => path)).toContain('dumping');
  expect(workers.map(({ id }) => id)).toEqual(['worker:ml/1', 'worker:ml/2']);
  expect(workers[1]).toMatchObject({ pool: 'ml', state: 'ready', accepting: true, node: 'local' });
  expect(workers[1]?.python).toMatch(/^3\.\d+\.\d+/);
  expect(pools[0]).toMatchObject({ name: 'ml', opened: 1, settled: 1, open: 0, calls: { VIV_WORKER_CRASHED: 1 } });
  expect(crashes[0]).toMatchObject({ signal: 'SIGSEGV', pool: 'ml' });
  expect(decisions.at(-1)?.sentence).toMatch(/^restart 1 of 4/);
  expect(version).toMatch(/^\d+\.\d+\.\d+/);
});

test('a crash is told step by step: the transitions, the end, the decision, the report, the life that follows', async () => {
  const { runtime, pool } = await running('crasher');
  using observation = runtime.observe();
  const messages = heard(observation);
  await rejection(pool.call('segfault', {}));
  await eventually(() => of(messages, 'crash').length > 0);
  await eventually(() => of(messages, 'transition').some(({ to, incarnation }) => to === 'ready' && incarnation === 2));
  const [snapshot, ...deltas] = messages;
  expect(snapshot?.type).toBe('snapshot');
  const seqs = deltas.flatMap((delta) => ('seq' in delta ? [delta.seq] : []));
  expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
  const steps = of(messages, 'transition').filter(({ machine }) => machine === 'worker');
  expect(steps[0]).toMatchObject({ from: 'ready', incarnation: 1 });
  expect(steps.map(({ to }) => to)).toEqual(expect.arrayContaining(['reporting', 'exited', 'loading']));
  const ends = of(messages, 'lifecycle').filter(({ departed }) => departed !== undefined);
  expect(ends[0]?.departed).toMatchObject({ id: 'worker:ml/1', incarnation: 1, ordered: false });
  const decided = of(messages, 'lifecycle').find(({ what }) => what === 'restarting');
  expect(decided?.says).toMatch(/^restart 1 of/);
  expect(of(messages, 'crash')[0]?.crash).toMatchObject({
    worker: 'worker:ml/1',
    signal: 'SIGSEGV',
    decision: decided?.says,
  });
  expect(of(messages, 'decision').map(({ decision }) => decision.outcome)).toContain('restart');
});

test('a worker that is silent and cannot be explained is told as suspected, until it gives a sign of life', async () => {
  const { runtime, pool } = await running('stubborn', { lane: 'socket' });
  using observation = runtime.observe();
  const told = heard(observation);
  const held = pool.call('call_c', { milliseconds: 3_000 });
  const worker = await eventually(() => {
    return of(told, 'workers')
      .flatMap(({ rows }) => rows)
      .find(({ suspected }) => suspected);
  });
  expect(worker).toMatchObject({ suspected: true, lane: 'socket', state: 'ready' });
  await held;
  await eventually(() => observation.snapshot().workers.every(({ suspected }) => suspected === undefined));
});

test('each thing names the message that caused it', async () => {
  const { runtime, pool } = await running('crasher');
  using observation = runtime.observe();
  const messages = heard(observation);
  await rejection(pool.call('segfault', {}));
  await eventually(() => of(messages, 'lifecycle').some(({ what }) => what === 'restarting'));
  const told = new Map(of(messages, 'message').map((message) => [message.seq, message]));
  // the lane's end and the process's are a race: whichever comes first
  const lost = of(messages, 'transition').find(({ machine, from }) => machine === 'worker' && from === 'ready');
  expect(told.get(lost?.cause ?? 0)).toMatchObject({ event: lost?.event, to: expect.stringMatching(/worker:ml\/1$/) });
  const fence = [...told.values()].find(({ event }) => event === 'FENCE');
  expect(fence).toMatchObject({ cause: lost?.cause, to: expect.stringMatching(/worker:ml\/1>port$/) });
});

test('calls are told as rows with their times, and percentiles of their workers', async () => {
  const { runtime, pool } = await running('calc');
  using observation = runtime.observe();
  const messages = heard(observation);
  for (let n = 0; n < 5; n++) await pool.call('add', { a: n, b: 1 });
  await rejection(pool.call('fail', { reason: 'no' }));
  const row = await eventually(() => {
    return of(messages, 'calls')
      .flatMap(({ rows }) => rows)
      .find(({ outcome, tool }) => tool === 'fail' && outcome !== undefined);
  });
  expect(row).toMatchObject({ pool: 'ml', worker: 'worker:ml/1', incarnation: 1, outcome: 'VIV_TOOL_FAILED' });
  expect([row?.queuedAt ?? 0, row?.sentAt ?? 0, row?.endedAt ?? 0].toSorted((a, b) => a - b)[1]).toBe(row?.sentAt);
  const [worker] = observation.snapshot().workers;
  expect(worker?.p50Ms).toBeGreaterThan(0);
  expect(worker?.answered).toBe(6);
  const measured = await eventually(() => of(messages, 'workers').at(-1)?.rows[0]);
  expect(measured?.rssBytes).toBeGreaterThan(1_000_000);
  expect([measured?.process, (measured?.threads ?? 0) > 0, (measured?.fds ?? 0) > 0]).toEqual(['S', true, true]);
});

describe('one actor in detail', () => {
  test('has its context, its process, its timers, its messages and what was decided about it', async () => {
    const { runtime, pool } = await running('calc');
    using observation = runtime.observe();
    await pool.recycle('worker:ml/1');
    const { actors } = observation.snapshot();
    const worker = actors.find(({ id, value }) => id.startsWith('worker:ml/') && value === 'ready');
    const detail = observation.detail(worker?.key ?? '');
    expect(detail?.context).toMatchObject({ worker: worker?.id, incarnation: 1 });
    expect(detail?.children).toEqual([{ id: 'port', state: 'active' }]);
    expect(detail?.messages.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['SPAWNING', 'ATTACHED', 'READY']),
    );
    expect(detail?.unhandled).toBe(0);
    expect(observation.detail('nobody')).toBeUndefined();
  });
});

test('a worker that starts has its deadline among its timers', async () => {
  const { runtime } = service('slow_start', { zygote: false });
  using observation = runtime.observe();
  const started = runtime.start().catch(() => {});
  const key = await eventually(() => observation.snapshot().actors.find(({ id }) => id === 'worker:ml/1')?.key);
  const timer = await eventually(() => {
    return observation.detail(key ?? '')?.timers.find(({ what }) => what === 'start deadline');
  });
  expect((timer?.dueAt ?? 0) > observation.snapshot().at).toBe(true);
  await runtime.stop({ grace: 0 });
  await started;
});

test('the ring forgets the oldest, and says how much; a reader who comes back gets what is remembered', async () => {
  const { runtime, pool } = await running('crasher');
  using observation = runtime.observe({ events: 20 });
  await rejection(pool.call('segfault', {}));
  await eventually(() => observation.snapshot().counts.dropped > 0);
  const { seq } = observation;
  expect(observation.since(seq - 5)?.map(({ delta }) => delta.seq)).toEqual([seq - 4, seq - 3, seq - 2, seq - 1, seq]);
  expect([observation.since(0), observation.since(seq + 1)]).toEqual([undefined, undefined]);
});

test('when the last observer leaves, or the runtime ends, nothing is looked at any more', async () => {
  const { runtime, pool } = await running('calc');
  const observation = runtime.observe();
  const messages = heard(observation);
  await pool.call('add', { a: 1, b: 1 });
  observation.close();
  const before = observation.seq;
  await pool.call('add', { a: 1, b: 1 });
  expect(observation.seq).toBe(before);
  const another = runtime.observe();
  const loop = (async () => {
    let last: ObserverMessage | undefined;
    for await (const message of another) last = message;
    return last?.type;
  })();
  await runtime.stop();
  expect(typeof (await loop)).toBe('string');
  expect(messages.length).toBeGreaterThan(0);
});

test('options that are none are refused by name', async () => {
  const { runtime } = await running('calc');
  expect(() => runtime.observe({ events: 0 })).toThrow(/events/);
  expect(() => runtime.observe({ evnts: 1 } as object)).toThrow(/evnts/);
});
