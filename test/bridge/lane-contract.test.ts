/** What a lane promises, asked of a real Python worker on each: whoever uses a pool cannot tell them apart. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Tensor } from '../../src/bridge/tensor.ts';
import { tool, WorkerCrashed } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { isRunning } from '../support/processes.ts';
import { pids, printedLine, rejection, running, type Service, stopServices } from '../support/service.ts';

const MB = 2 ** 20;
const double = tool({ description: 'Doubles', execute: ({ value }) => 2 * Number(value) });

afterAll(stopServices);

describe.each(['grpc', 'socket'] as const)('on the %s lane', (lane) => {
  let service: Service;
  let pool: Service['pool'];
  beforeAll(async () => {
    service = await running('contract', { lane, tools: { double } });
    pool = service.pool;
  });

  test('the lane in use is named where workers are told of', () => {
    expect(pool.workers()).toMatchObject([{ lane }]);
    expect(JSON.stringify(service.runtime.tree())).toContain(`"lane":"${lane}"`);
    expect(service.runtime.config.options).toContainEqual({ option: 'pools.ml.lane', value: lane, from: 'option' });
  });

  test('a hundred calls at once come back, each to its caller', async () => {
    const numbers = Array.from({ length: 100 }, (_, i) => i);
    expect(await Promise.all(numbers.map((value) => pool.call('echo', { value })))).toEqual(numbers);
  });

  test.each([0, 1_000, 40_000, 200_000, 3 * MB])('%d bytes come back as they were', async (size) => {
    const value = new Uint8Array(size).map((_, i) => i % 251);
    expect(Buffer.compare(Buffer.from((await pool.call('echo', { value })) as Uint8Array), value)).toBe(0);
  });

  test('a long text, which has no segment of its own, comes back as it was', async () => {
    const value = 'ä'.repeat(300_000);
    expect(await pool.call('echo', { value })).toBe(value);
  });

  test('a tensor keeps its type, its shape and its numbers', async () => {
    const ramp = (await pool.call('ramp', { size: MB })) as Tensor;
    expect(ramp).toBeInstanceOf(Tensor);
    expect([ramp.dtype, ramp.shape, ramp.data[MB - 1]]).toEqual(['float32', [MB], MB - 1]);
  });

  test('a call that is small overtakes one that is large', async () => {
    const own = await running('contract', { lane, concurrency: 2 });
    const order: string[] = [];
    const large = own.pool.call('echo', { value: new Uint8Array(32 * MB) }).then(() => order.push('large'));
    const small = own.pool.call('echo', { value: 1 }).then(() => order.push('small'));
    await Promise.all([large, small]);
    expect(order).toEqual(['small', 'large']);
  });

  test('an error in Python has its type, its message and its traceback', async () => {
    expect(await rejection(pool.call('fail', { reason: 'so it is' }))).toMatchObject({
      code: 'VIV_TOOL_FAILED',
      facts: { type: 'ValueError', message: 'so it is', traceback: expect.stringContaining('in fail') },
    });
  });

  test('a stream comes in order, at the pace of its consumer', async () => {
    const chunks: unknown[] = [];
    for await (const chunk of pool.stream('count', { to: 500 })) chunks.push(chunk);
    expect(chunks).toEqual(Array.from({ length: 500 }, (_, i) => i));
  });

  test('a consumer that leaves ends the generator', async () => {
    const before = ((await pool.call('left', {})) as unknown[]).length;
    for await (const chunk of pool.stream('count', { to: 1_000_000 })) if (chunk === 5) break;
    await eventually(async () => ((await pool.call('left', {})) as unknown[]).length === before + 1);
  });

  test('a tool that sleeps is interrupted when its caller leaves', async () => {
    const [pid] = pids(service);
    service.printed.length = 0;
    const abort = new AbortController();
    const call = rejection(pool.call('sleep', { seconds: 30 }, { signal: abort.signal }));
    await printedLine(service, 'asleep');
    abort.abort();
    expect(await call).toMatchObject({ code: 'VIV_CALL_CANCELLED' });
    expect(await pool.call('echo', { value: 1 }, { timeout: '5s' })).toBe(1);
    expect(pids(service)).toEqual([pid]);
  });

  test('Python calls its host, many times in one call', async () => {
    for (let value = 0; value < 20; value++) expect(await pool.call('ask', { value })).toBe(2 * value);
  });

  test('what Python logs arrives before the call that logged it has ended', async () => {
    await pool.call('note', { text: `written on the ${lane} lane` });
    expect(service.log).toContainEqual(expect.objectContaining({ message: `written on the ${lane} lane` }));
  });

  test('a tool that is inline answers like any other, and is refused what it would wait for ever for', async () => {
    expect(await pool.call('quick', { value: [1] })).toEqual([1]);
    expect(await rejection(pool.call('quick_ask', { value: 1 }))).toMatchObject({
      message: expect.stringMatching(/inline=True runs where the answer would be heard/),
    });
  });

  test('a worker that is killed is mourned by its calls and replaced', async () => {
    const [pid = 0] = pids(service);
    service.printed.length = 0;
    const lost = rejection(pool.call('sleep', { seconds: 30 }));
    await printedLine(service, 'asleep');
    process.kill(pid, 'SIGKILL');
    expect(await lost).toBeInstanceOf(WorkerCrashed);
    expect(await pool.call('echo', { value: 'again' })).toBe('again');
    expect(pool.workers()).toMatchObject([{ incarnation: 2, lane }]);
  });

  test('calls one after another come back while both sides stay awake for them', async () => {
    const own = await running('contract', { lane, spin: '200us', tools: { double } });
    for (let value = 0; value < 200; value++) expect(await own.pool.call('echo', { value })).toBe(value);
    expect(await own.pool.call('ask', { value: 4 })).toBe(8);
  });

  test('a runtime that stops leaves no process behind', async () => {
    const own = await running('contract', { lane, size: 2 });
    const workers = pids(own);
    await own.runtime.stop();
    expect(workers.filter(isRunning)).toEqual([]);
    expect(own.crashes).toEqual([]);
  });
});

test('a worker on the socket lane has imported no gRPC; one on the gRPC lane has', async () => {
  const modules = async (lane: 'grpc' | 'socket'): Promise<string[]> => {
    const { pool } = await running('contract', { lane });
    return (await pool.call('modules', {})) as string[];
  };
  expect((await modules('socket')).filter((name) => name.startsWith('grpc') || name === 'uvloop')).toEqual([]);
  expect(await modules('grpc')).toContain('grpc');
});

test('`auto` is the socket for workers on this machine', async () => {
  const { pool } = await running('contract', { lane: 'auto' });
  expect(pool.workers()).toMatchObject([{ lane: 'socket' }]);
});
