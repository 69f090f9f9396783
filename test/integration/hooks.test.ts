/** An adapter's life around each request: a new instance, its session, initialize, the tool, cleanup. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adapter, rejection, type Service, serviceOf, stopServices } from '../support/service.ts';

afterAll(stopServices);

async function runningClass(name: string): Promise<Service['pool']> {
  const { runtime, pool } = serviceOf({ adapter: `${adapter('hooks')}:${name}` });
  await runtime.start();
  return pool;
}

const LIFE = ['new', 'session None', 'initialize', 'tool', 'cleanup'];

describe.each(['Plain', 'Asynchronous'])('around a request to %s the hooks run in order', (name) => {
  let pool: Service['pool'];
  const story = async (): Promise<unknown> => {
    const told = (await pool.call('take_story', {})) as string[];
    // the request that asked for the story before this one ended after it was told
    return told[0] === 'cleanup' ? told.slice(1) : told;
  };
  beforeAll(async () => {
    pool = await runningClass(name);
  });

  test('that returns', async () => {
    expect(await pool.call('good', {})).toBe('good');
    expect(await story()).toEqual(LIFE);
  });

  test('that raises', async () => {
    await rejection(pool.call('bad', {}));
    expect(await story()).toEqual(LIFE);
  });

  test('that is cancelled', async () => {
    await rejection(pool.call('slow', {}, { timeout: 100 }));
    expect(await story()).toEqual(LIFE);
  });

  test('that streams', async () => {
    for await (const chunk of pool.stream('numbers', {})) expect(chunk).toBeTypeOf('number');
    expect(await story()).toEqual(LIFE);
  });

  test('of which each has an instance of its own', async () => {
    await Promise.all([pool.call('good', {}), pool.call('good', {})]);
    expect(await story()).toEqual([...LIFE, ...LIFE]);
  });

  test('that belongs to a session', async () => {
    await pool.call('good', {}, { session: 'user-42' });
    expect(await story()).toContain('session user-42');
  });
});

test('a tool reads its session, its metadata and the time it has left', async () => {
  const pool = await runningClass('Plain');
  const metadata = { trace: 'abc', tags: [1, { deep: true }] };
  const seen = await pool.call('request', {}, { session: 'user-42', metadata, timeout: '5s' });
  expect(seen).toMatchObject({ session: 'user-42', metadata });
  const { remaining } = seen as { remaining: number };
  expect(remaining).toBeGreaterThan(3);
  expect(remaining).toBeLessThanOrEqual(5);
  expect(await pool.call('request', {}, { timeout: 'infinity' })).toEqual({
    session: null,
    metadata: { correlation_id: expect.stringMatching(/^ml\/\d+$/) },
    remaining: null,
  });
});

test('an initialize that fails fails the call, as the tool would', async () => {
  const pool = await runningClass('Unready');
  expect(await rejection(pool.call('good', {}))).toMatchObject({
    code: 'VIV_TOOL_FAILED',
    facts: { type: 'ConnectionError', message: 'no database' },
  });
});
