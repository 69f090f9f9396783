import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tensor } from '../../src/bridge/values.ts';
import { cacheKey } from '../../src/tools/cache.ts';
import { ToolRegistry } from '../../src/tools/registry.ts';
import { tool } from '../../src/tools/tool.ts';
import { rejection } from '../support/service.ts';
import { aRequest, aSession, hostTools } from './support.ts';

function counted(cache: { ttl?: number; max?: number } = {}, result: (n: number) => unknown = (n) => ({ n })) {
  const runs: unknown[] = [];
  const made = tool({
    description: 'x',
    idempotent: true,
    cache,
    execute: (args) => {
      runs.push(args);
      return result(runs.length);
    },
  });
  return { runs, ...hostTools({ tools: { made } }) };
}

describe('a host tool with a cache', () => {
  test('runs once for equal arguments, in whatever order their keys are, lists and maps included', async () => {
    const { host, runs } = counted();
    expect(await host.run(aRequest('made', { a: [1, { x: 1, y: 2 }], b: 'b' }))).toEqual({ n: 1 });
    expect(await host.run(aRequest('made', { b: 'b', a: [1, { y: 2, x: 1 }] }))).toEqual({ n: 1 });
    expect(await host.run(aRequest('made', { a: [{ x: 1, y: 2 }, 1], b: 'b' }))).toEqual({ n: 2 });
    expect(runs).toHaveLength(2);
  });

  test('keeps a result for its time, 5 minutes by default', async () => {
    const { host, clock, runs } = counted();
    await host.run(aRequest('made'));
    clock.advance(299_999);
    await host.run(aRequest('made'));
    expect(runs).toHaveLength(1);
    clock.advance(1);
    await host.run(aRequest('made'));
    expect(runs).toHaveLength(2);
  });

  test('keeps no more than so many, the one not used longest goes', async () => {
    const { host, runs } = counted({ max: 2 });
    for (const n of [1, 2, 1, 3, 1, 2]) await host.run(aRequest('made', { n }));
    expect(runs).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 2 }]);
  });

  test('keeps each session’s results apart', async () => {
    const { host, clock, runs } = counted();
    for (const id of ['a', 'b', 'a']) {
      const session = aSession(id, new ToolRegistry(id, clock));
      await host.run(aRequest('made', {}, { session }));
    }
    await host.run(aRequest('made'));
    expect(runs).toHaveLength(3);
  });

  test('keeps nothing for a session that begins anew under the name of one that is over', async () => {
    const { host, clock, runs } = counted();
    for (const createdAt of [1_000, 2_000, 2_000]) {
      const session = { ...aSession('a', new ToolRegistry('a', clock)), createdAt };
      await host.run(aRequest('made', {}, { session }));
    }
    expect(runs).toHaveLength(2);
  });

  test('gives everybody a copy: nobody changes what the next one gets', async () => {
    const { host } = counted({}, () => ({ list: [1] }));
    const first = (await host.run(aRequest('made'))) as { list: number[] };
    first.list.push(2);
    expect(await host.run(aRequest('made'))).toEqual({ list: [1] });
  });

  test('keeps no failures', async () => {
    const { host, runs } = counted({}, (n) => {
      if (n === 1) throw new Error('once');
      return n;
    });
    await rejection(host.run(aRequest('made')));
    expect(await host.run(aRequest('made'))).toBe(2);
    expect(runs).toHaveLength(2);
  });
});

describe('the key of arguments', () => {
  test('is the same for equal values and differs for others', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const equal = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
        expect(cacheKey('s', a) === cacheKey('s', b)).toBe(equal);
        expect(cacheKey('s', sorted(a))).toBe(cacheKey('s', a));
      }),
    );
  });

  test.each<[unknown, unknown]>([
    [1, '1'],
    [1, 1n],
    [0, -0],
    [null, Number.NaN],
    [{ a: null }, {}],
    [[], {}],
    [['a,b'], ['a', 'b']],
  ])('tells %o from %o', (a, b) => {
    expect(cacheKey('s', a)).not.toBe(cacheKey('s', b));
  });

  test('tells sessions apart, also no session from one that is called null', () => {
    expect(new Set([undefined, 'null', 'a', ''].map((session) => cacheKey(session, {}))).size).toBe(4);
  });

  test.each([new Uint8Array(2), tensor(new Float32Array(2)), new Date(0), Symbol('x')])(
    'is none for %o: it is not cached',
    (value) => {
      expect(cacheKey('s', { deep: [value] })).toBeUndefined();
    },
  );
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
