/** The easy way: what Python has already is an adapter, without a line of Python. */
import { afterEach, expect, test } from 'vitest';
import { createRuntime, type Pool, python } from '../../src/index.ts';
import { python as interpreter } from '../support/python.ts';
import { rejection, serviceOf, stopServices } from '../support/service.ts';

afterEach(stopServices);

const names = (pool: Pool): string[] => pool.specs().map(({ name }) => name);

test('an importable module serves the names that are listed, and no others', async () => {
  await using py = await python('statistics', { expose: ['mean', 'median'], python: interpreter() });
  expect(await py.call('mean', { data: [1, 2, 6] })).toBe(3);
  expect(await py.call('median', { data: [1, 2, 6] })).toBe(2);
  expect(await rejection(py.call('stdev', { data: [1, 2] }))).toMatchObject({
    code: 'VIV_UNKNOWN_TOOL',
    message: expect.stringContaining('it has mean, median'),
  });
});

test('a name that is not there is told when the pool starts, with those that are', async () => {
  const { runtime, crashes } = serviceOf({ adapter: 'statistics', expose: ['average'], intensity: 0 });
  await rejection(runtime.start());
  expect(crashes[0]?.message).toMatch(/statistics has no 'average' to expose \(there are: .*\bmean\b/);
});

test("a pool takes an adapter in Snakepit's words", async () => {
  const { runtime, pool } = serviceOf({ adapterArgs: ['--adapter', 'statistics'], expose: ['mean'] });
  await runtime.start();
  expect(names(pool)).toEqual(['mean']);
});

test('a pool without an adapter is refused where it is written down', () => {
  expect(() => createRuntime({ pools: { ml: {} } })).toThrow('pools.ml.adapter: expected a Python file or class');
});
