import { describe, expect, test } from 'vitest';
import { stage } from './support.ts';

/** A session whose calls answer when they are let go; `running` and `most` count them. */
async function busy() {
  const calls: { tool: string; pool: string; end: (error?: unknown) => void }[] = [];
  const seen = { running: 0, most: 0 };
  const call = (pool: string, tool: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      seen.running += 1;
      seen.most = Math.max(seen.most, seen.running);
      const end = (error?: unknown): void => {
        seen.running -= 1;
        if (error === undefined) resolve(`${pool}.${tool}`);
        else reject(error);
      };
      calls.push({ pool, tool, end });
    });
  const here = await stage(
    {},
    { call: (_, pool, tool) => call(pool, tool), hostTool: (_, tool) => call('host', tool) },
  );
  return { here, session: here.sessions.get('user-42'), calls, seen };
}

const items = (count: number) => Array.from({ length: count }, (_, i) => ({ pool: 'ml', tool: `t${i}` }));

describe('a batch', () => {
  test('runs at most so many at once, and keeps the order of its items whatever ends first', async () => {
    const { here, session, calls, seen } = await busy();
    const batch = session.batch(items(20), { maxParallel: 3 });
    for (let ended = 0; ended < 20; ) {
      await here.settle();
      for (const { end } of calls.splice(0).reverse()) {
        end();
        ended += 1;
      }
    }
    expect(await batch).toEqual(items(20).map(({ tool }) => ({ ok: true, value: `ml.${tool}` })));
    expect(seen).toEqual({ running: 0, most: 3 });
  });

  test('runs ten at once when nobody says otherwise', async () => {
    const { here, session, calls, seen } = await busy();
    void session.batch(items(20));
    await here.settle();
    expect([calls.length, seen.most]).toEqual([10, 10]);
  });

  test('gives failures as values, and goes on', async () => {
    const { here, session, calls } = await busy();
    const batch = session.batch(items(3), { maxParallel: 1 });
    const error = new Error('raised');
    for (const failure of [undefined, error, undefined]) {
      await here.settle();
      calls.pop()?.end(failure);
    }
    expect(await batch).toEqual([
      { ok: true, value: 'ml.t0' },
      { ok: false, error, skipped: false },
      { ok: true, value: 'ml.t2' },
    ]);
  });

  test('with stopOnError skips what has not begun, and lets end what has', async () => {
    const { here, session, calls } = await busy();
    const batch = session.batch(items(5), { maxParallel: 2, stopOnError: true });
    await here.settle();
    const error = new Error('raised');
    calls[0]?.end(error);
    await here.settle();
    calls[1]?.end();
    const skipped = { ok: false, error, skipped: true };
    expect(await batch).toEqual([
      { ok: false, error, skipped: false },
      { ok: true, value: 'ml.t1' },
      skipped,
      skipped,
      skipped,
    ]);
    expect(calls).toHaveLength(2);
  });

  test('calls host tools by name, and keeps its session in use meanwhile', async () => {
    const { here, session, calls } = await busy();
    const batch = session.batch([{ tool: 'validate' }]);
    await here.settle();
    await here.pass(1_000_000);
    expect([session.inFlight, session.state]).toEqual([1, 'active']);
    calls[0]?.end();
    expect(await batch).toEqual([{ ok: true, value: 'host.validate' }]);
  });

  test.each<[string, unknown, string]>([
    ['nothing at all', null, 'batch(items)[1]: expected a call, such as { tool, args }, got null'],
    ['no tool', { pool: 'ml' }, 'batch(items)[1].tool: expected the name of a tool, got undefined'],
    ['a pool that is no name', { tool: 't', pool: 5 }, 'batch(items)[1].pool: expected the name of a pool'],
    ['arguments without names', { tool: 't', args: [1] }, 'batch(items)[1].args: expected the arguments, an object by'],
    ['a misspelt part', { tool: 't', arg: {} }, 'batch(items)[1]: expected args (there is no such option)'],
  ])('with an item that has %s runs none', async (_, item, message) => {
    const { here, session, calls } = await busy();
    const batch = session.batch([...items(1), item as { tool: string }]);
    await expect(batch).rejects.toMatchObject({ code: 'VIV_BAD_CONFIG', message: expect.stringContaining(message) });
    await here.settle();
    expect(calls).toEqual([]);
  });

  test('of nothing is nothing; one without end, or without room to run, is refused', async () => {
    const { session } = await busy();
    expect(await session.batch([])).toEqual([]);
    await expect(session.batch(items(10_001))).rejects.toMatchObject({ code: 'VIV_BAD_CONFIG' });
    await expect(session.batch(items(1), { maxParallel: 0 })).rejects.toMatchObject({ code: 'VIV_BAD_CONFIG' });
  });
});
