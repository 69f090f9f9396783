/** Streams through a real worker: order, ends, and who waits for whom. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CallCancelled, CallTimeout, StreamOnly, ToolFailed } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { rejection, running, type Service, stopServices } from '../support/service.ts';

let service: Service;
let pool: Service['pool'];

beforeAll(async () => {
  service = await running('streams');
  pool = service.pool;
});
afterEach(() => pool.call('take_closed', {}));
afterAll(stopServices);

async function collect(chunks: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}

/** Its `finally` ran, before the worker took this call. */
async function closedOnce(): Promise<void> {
  expect(await pool.call('take_closed', {})).toEqual(['finally']);
}

/** The worker is free and the pool holds no trace of what was. */
async function servesAgain(): Promise<void> {
  expect(await pool.call('plain', { value: 'again' })).toBe('again');
  expect(pool.workers().map(({ inFlight, incarnation }) => ({ inFlight, incarnation }))).toEqual([
    { inFlight: 0, incarnation: 1 },
  ]);
}

const numbers = (to: number): number[] => Array.from({ length: to }, (_, index) => index);

describe('chunks come in order, each once, and the loop ends', () => {
  test.each(['count', 'count_async'])('from %s, more of them than there are credits', async (tool) => {
    expect(await collect(pool.stream(tool, { to: 3_000 }))).toEqual(numbers(3_000));
    await closedOnce();
  });

  test('from a generator that yields nothing', async () => {
    expect(await collect(pool.stream('count', { to: 0 }))).toEqual([]);
  });

  test('one, from a tool that returns a plain value', async () => {
    expect(await collect(pool.stream('plain', { value: { a: 1 } }))).toEqual([{ a: 1 }]);
  });

  test('up to the one that says it is final', async () => {
    expect(await collect(pool.stream('last_words', {}))).toEqual(['first', 'last']);
    await servesAgain();
  });

  test('from many streams at once, which take turns on their worker', async () => {
    const all = await Promise.all(numbers(20).map((to) => collect(pool.stream('count', { to }))));
    expect(all).toEqual(numbers(20).map(numbers));
  });
});

describe('leaving the loop closes the generator, and the worker serves again', () => {
  test.each(['endless', 'one_then_block', 'one_then_wait'])('of %s', async (tool) => {
    for await (const chunk of pool.stream(tool, {})) if (chunk !== undefined) break;
    await closedOnce();
    await servesAgain();
  });

  test('when the loop is left by a throw', async () => {
    const reading = (async () => {
      for await (const chunk of pool.stream('endless', {})) if (chunk === 5) throw new RangeError('enough');
    })();
    await expect(reading).rejects.toThrow(RangeError);
    await closedOnce();
    await servesAgain();
  });

  test('when it is left before anything was read', async () => {
    const chunks = pool.stream('endless', {});
    await chunks.return?.();
    expect(await chunks.next()).toEqual({ done: true, value: undefined });
    await servesAgain();
  });
});

describe('a stream ends with an error', () => {
  test('of its tool, after the chunks that came before it', async () => {
    const seen: unknown[] = [];
    const error = await rejection(
      (async () => {
        for await (const chunk of pool.stream('fails_midway', { after: 40 })) seen.push(chunk);
      })(),
    );
    expect(error).toBeInstanceOf(ToolFailed);
    expect(error).toMatchObject({ facts: { type: 'ValueError', message: 'midway' } });
    expect(seen).toEqual(numbers(40));
    await servesAgain();
  });

  test.each(['endless', 'one_then_block', 'one_then_wait'])('of its time, and %s is closed', async (tool) => {
    const error = await rejection(collect(pool.stream(tool, {}, { timeout: 150 })));
    expect(error).toBeInstanceOf(CallTimeout);
    expect(error).toMatchObject({ facts: { phase: 'sent', timeoutMs: 150 } });
    await closedOnce();
    await servesAgain();
  });

  test('when its signal is aborted, with the reason as the cause', async () => {
    const abort = new AbortController();
    const reason = new Error('the browser went away');
    const error = await rejection(
      (async () => {
        for await (const chunk of pool.stream('endless', {}, { signal: abort.signal })) {
          if (chunk === 3) abort.abort(reason);
        }
      })(),
    );
    expect(error).toBeInstanceOf(CallCancelled);
    expect(error).toMatchObject({ cause: reason });
    await closedOnce();
    await servesAgain();
  });
});

test('calling a generator is refused with the remedy', async () => {
  const error = await rejection(pool.call('count', { to: 3 }));
  expect(error).toBeInstanceOf(StreamOnly);
  expect(error).toMatchObject({ message: expect.stringContaining("stream('count', …)") });
});

test('a slow consumer stops the generator: neither process fills its memory', async () => {
  const size = 1 << 20;
  const before = { python: Number(await pool.call('peak_megabytes', {})), node: process.memoryUsage() };
  const made = (): number => service.printed.length;
  const chunks = pool.stream('blobs', { size, to: 600 });
  await chunks.next();
  await chunks.next();
  // The generator has run as far as it may: the worker, which has nothing else to do, says no more.
  await eventually(() => made() >= 2);
  const stalledAt = await settled(made);
  expect(stalledAt).toBeLessThan(40);
  const { rss, arrayBuffers } = process.memoryUsage();
  expect(arrayBuffers - before.node.arrayBuffers).toBeLessThan(100 * size);
  expect(rss - before.node.rss).toBeLessThan(150 * size);

  let rest = 2;
  for await (const chunk of chunks) if ((chunk as Uint8Array).length === size) rest += 1;
  expect(rest).toBe(600);
  expect(Number(await pool.call('peak_megabytes', {})) - before.python).toBeLessThan(100);
});

/** The count once it is the same over 20 looks. */
async function settled(count: () => number): Promise<number> {
  let [last, same] = [count(), 0];
  await eventually(() => {
    same = count() === last ? same + 1 : 0;
    last = count();
    return same >= 20;
  });
  return last;
}

test('a stream whose time is over and whose policy is to kill has its worker killed and replaced', async () => {
  const [{ pid } = { pid: 0 }] = pool.workers();
  const stream = pool.stream('one_then_block', {}, { timeout: 300, onTimeout: 'kill' });
  expect((await stream.next()).value).toBe(1);
  expect(await rejection(stream.next())).toBeInstanceOf(CallTimeout);
  await eventually(() => pool.workers().some((worker) => worker.pid !== pid));
  expect(await pool.call('plain', { value: 'again' })).toBe('again');
});

test('a runtime that needs no worker to be ready starts at once', async () => {
  const lazy = await running('streams', { minReady: 0 });
  expect(await lazy.pool.call('plain', { value: 1 })).toBe(1);
});
