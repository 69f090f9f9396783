import { describe, expect, test } from 'vitest';
import { type PoolOptions, poolSettings } from '../../src/pool/options.ts';

const settings = (options: Partial<PoolOptions> = {}) => poolSettings('ml', { adapter: 'pkg.Adapter', ...options });

describe('a wrong option of a pool is refused by its name:', () => {
  test.each<[string, unknown, string]>([
    ['adapter', '', "a Python file or class such as './adapter.py' or 'package.module.Class', got string \"\""],
    ['adapter', undefined, "a Python file or class such as './adapter.py' or 'package.module.Class', got undefined"],
    ['size', 0, 'a whole number, 1 to 1000, got number 0'],
    ['size', 2.5, 'a whole number, 1 to 1000, got number 2.5'],
    ['size', '4', 'a whole number, 1 to 1000, got string "4"'],
    ['concurrency', 0, 'a whole number, 1 to 1000, got number 0'],
    ['window', 65, 'a whole number, 1 to 64, got number 65'],
    ['queue', -1, 'a whole number, 0 or more, got number -1'],
    ['restart', 'always', "'permanent' or 'transient', got string \"always\""],
    ['intensity', Number.NaN, 'a whole number, 0 or more, got number NaN'],
    ['period', '30', "a duration such as 500, '500ms', '5s', '2m' or 'infinity', got string \"30\""],
    ['timeout', -5, "a duration such as 500, '500ms', '5s', '2m' or 'infinity', got number -5"],
    ['streamTimeout', {}, "a duration such as 500, '500ms', '5s', '2m' or 'infinity', got object"],
    ['startTimeout', [60], "a duration such as 500, '500ms', '5s', '2m' or 'infinity', got array of 1"],
    ['period', 0, 'more than 0 ms, got number 0'],
    ['startTimeout', '0s', 'more than 0 ms, got string "0s"'],
    ['onTimeout', 'abort', "'cancel' or 'kill', got string \"abort\""],
    ['restart', 'temporary', "'permanent' or 'transient', got string \"temporary\""],
    ['minReady', 2, 'a whole number, 0 to 1, got number 2'],
    ['memory', -1, 'a whole number, 0 or more, got number -1'],
  ])('%s: %j', (option, value, rest) => {
    const given = { adapter: 'pkg.Adapter', [option]: value } as PoolOptions;
    expect(() => poolSettings('ml', given)).toThrow(`pools.ml.${option}: expected ${rest}`);
  });

  test('an environment variable that is no text', () => {
    expect(() => settings({ env: { PORT: 80 as never } })).toThrow('pools.ml.env.PORT: expected a string');
  });

  test('a configuration that cannot travel to a worker', () => {
    expect(() => settings({ config: { since: new Date(0) } })).toThrow('pools.ml.config.since');
  });

  test('one that does not exist, so that a typo is no default', () => {
    const typo = { adapter: 'pkg.Adapter', sise: 4 } as PoolOptions;
    expect(() => poolSettings('ml', typo)).toThrow(
      'pools.ml: expected size (there is no such option), got string "sise"',
    );
  });

  test.each<[string, object]>([
    ['heartbeat', { heartbeat: { intervall: 1 } }],
    ['backoff', { backoff: { intial: 1 } }],
    ['python', { python: { requirement: [] } }],
    ['retry', { retry: { maxAttempts: 2 } }],
    ['recycle', { recycle: { maxCals: 2 } }],
  ])('one that does not exist inside %s', (option, options) => {
    expect(() => settings(options)).toThrow(`pools.ml.${option}: expected `);
  });

  test.each<[string, Partial<PoolOptions>]>([
    ['backoff.initial', { backoff: { initial: -1 } }],
    ['backoff.max', { backoff: { max: 'soon' as '1s' } }],
    ['backoff.factor', { backoff: { factor: 0.5 } }],
    ['backoff.jitter', { backoff: { jitter: 1.5 } }],
    ['backoff.healthyAfter', { backoff: { healthyAfter: Number.NaN } }],
    ['heartbeat.interval', { heartbeat: { interval: -1 } }],
    ['heartbeat.interval', { heartbeat: { interval: '0ms' } }],
    ['heartbeat.idle', { heartbeat: { idle: 0 } }],
    ['heartbeat.idle', { heartbeat: { idle: '1 s' as '1s' } }],
    ['heartbeat.misses', { heartbeat: { misses: 0 } }],
  ])('%s', (option, options) => {
    expect(() => settings(options)).toThrow(`pools.ml.${option}: expected `);
  });
});

describe('the settings of a pool', () => {
  test('are complete when only the adapter is named', () => {
    expect(settings()).toMatchObject({
      name: 'ml',
      adapter: 'pkg.Adapter',
      size: 1,
      concurrency: 1,
      window: 64,
      queue: 1_000,
      restart: 'permanent',
      intensity: 5,
      periodMs: 30_000,
      backoff: { initial: 200, max: 10_000, factor: 2, jitter: 0.2, healthyAfter: 10_000 },
      timeoutMs: 30_000,
      streamTimeoutMs: 900_000,
      onTimeout: 'cancel',
      startMs: 60_000,
      minReady: 1,
      heartbeat: { busyMs: 50, idleMs: 1_000, misses: 3 },
      memory: 0,
    });
  });

  test('wait for all workers unless told how many', () => {
    expect(settings({ size: 4 }).minReady).toBe(4);
    expect(settings({ size: 4, minReady: 0 }).minReady).toBe(0);
  });

  test('keep what backoff names and fill in the rest; false is none', () => {
    expect(settings({ backoff: { initial: '1s' } }).backoff).toMatchObject({ initial: 1_000, max: 10_000 });
    expect(settings({ backoff: false }).backoff).toBe(false);
  });

  test.each([
    ['./adapter.py', '/srv/app/adapter.py'],
    ['../ml/adapter.py:Model', '/srv/ml/adapter.py:Model'],
    ['adapter.py', '/srv/app/adapter.py'],
    ['/opt/adapter.py:Model', '/opt/adapter.py:Model'],
    ['package.module.Model', 'package.module.Model'],
    ['package.pyramid', 'package.pyramid'],
  ])('find the adapter %s from the folder the pool names, as %s', (adapter, found) => {
    expect(settings({ adapter, cwd: '/srv/app' }).adapter).toBe(found);
  });

  test('part the environment into values and names of what the host passes on', () => {
    const { env, inherit } = settings({ env: { OMP_NUM_THREADS: '1', API_KEY: true } });
    expect([env, inherit]).toEqual([{ OMP_NUM_THREADS: '1' }, ['API_KEY']]);
  });
});
