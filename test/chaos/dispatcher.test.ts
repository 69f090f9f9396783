/**
 * A bug in the dispatcher, which is our own code: it dies of it and is restarted, and no model is loaded again.
 * The bug is made with a clock that throws when the dispatcher reads it.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRuntime, type LifecycleEvent, type Runtime, SupervisorGaveUp } from '../../src/index.ts';
import { type Clock, realClock } from '../../src/model/clock.ts';
import { silentLog } from '../../src/model/log.ts';
import { python } from '../support/python.ts';
import { adapter, rejection } from '../support/service.ts';

let runtime: Runtime;
/** How many times the dispatcher will still fail. */
let bugs = 0;
let ends: LifecycleEvent[];

const clock: Clock = {
  ...realClock,
  now() {
    if (bugs > 0 && new Error('who asks?').stack?.includes('/pool/dispatcher.ts')) {
      bugs -= 1;
      throw new Error('a bug in the dispatcher');
    }
    return realClock.now();
  },
};

beforeEach(async () => {
  ends = [];
  runtime = createRuntime({
    logger: silentLog,
    clock,
    pools: { ml: { adapter: adapter('stubborn'), python: python() } },
  });
  runtime.on('exit', (event) => ends.push(event));
  runtime.on('start_failed', (event) => ends.push(event));
  await runtime.start();
});
afterEach(async () => {
  bugs = 0;
  await runtime.stop({ grace: 0 });
});

/** Of those that ended otherwise than normally. */
const deaths = (): string[] => ends.filter(({ reason }) => reason !== 'normal').map(({ id }) => id);

describe('when the dispatcher throws', () => {
  test('the call it was about to send is answered all the same, by the worker that was there', async () => {
    const pool = runtime.pool('ml');
    const pid = await pool.call('pid', {});
    bugs = 1;
    expect(await pool.call('pid', {})).toBe(pid);
    expect(bugs).toBe(0);
    expect(deaths()).toEqual(['dispatcher']);
    expect(pool.workers()).toMatchObject([{ pid, incarnation: 1 }]);
  });

  test('calls that wait are offered again, in order, and each is answered once', async () => {
    const pool = runtime.pool('ml');
    const order: number[] = [];
    const first = pool.call('nap', { seconds: 0.1 });
    const rest = [1, 2, 3, 4, 5].map(async (number) => {
      expect(await pool.call('add', { a: number, b: 0 })).toBe(number);
      order.push(number);
    });
    bugs = 2;
    await Promise.all([first, ...rest]);
    expect(order).toEqual([1, 2, 3, 4, 5]);
    expect(deaths()).toEqual(['dispatcher', 'dispatcher']);
  });

  test('a stream it was about to send comes all the same', async () => {
    const seen: unknown[] = [];
    bugs = 1;
    for await (const chunk of runtime.pool('ml').stream('add', { a: 1, b: 1 })) seen.push(chunk);
    expect(seen).toEqual([2]);
    expect(deaths()).toEqual(['dispatcher']);
  });

  test('again and again, its pool gives up: calls are refused instead of waiting for ever', async () => {
    const pool = runtime.pool('ml');
    bugs = Number.POSITIVE_INFINITY;
    expect(await rejection(pool.call('add', { a: 1, b: 1 }))).toBeInstanceOf(SupervisorGaveUp);
    expect(pool.status).toBe('failed');
    bugs = 0;
    await pool.restart();
    expect(await pool.call('add', { a: 1, b: 1 })).toBe(2);
  });
});
