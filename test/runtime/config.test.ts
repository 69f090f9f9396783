/** `runtime.config.options`: what is in force, and who said so. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  type CallOptions,
  type ConfigEntry,
  createRuntime,
  formatConfig,
  type RuntimeOptions,
} from '../../src/index.ts';
import { silentLog } from '../../src/model/log.ts';
import { running, stopServices } from '../support/service.ts';

afterEach(stopServices);

function entriesOf(options: RuntimeOptions): Map<string, Omit<ConfigEntry, 'option'>> {
  const { config } = createRuntime(options);
  return new Map(config.options.map(({ option, ...entry }) => [option, entry]));
}

describe('each option tells its value and where it came from:', () => {
  test('from the option where one is written, from the default otherwise', () => {
    const entries = entriesOf({
      pools: { ml: { adapter: 'pkg.Adapter', timeout: '5s', backoff: { max: '1m' } } },
      sessions: { max: 5 },
    });
    expect(entries.get('pools.ml.timeout')).toEqual({ value: 5_000, from: 'option' });
    expect(entries.get('pools.ml.streamTimeout')).toEqual({ value: 900_000, from: 'default' });
    expect(entries.get('pools.ml.backoff.max')).toEqual({ value: 60_000, from: 'option' });
    expect(entries.get('pools.ml.backoff.initial')).toEqual({ value: 200, from: 'default' });
    expect(entries.get('sessions.max')).toEqual({ value: 5, from: 'option' });
    expect(entries.get('sessions.timeout')).toEqual({ value: 300_000, from: 'default' });
    expect(entries.get('transport')).toEqual({ value: 'unix', from: 'default' });
    expect(entries.get('grpc.maxMessageBytes')).toEqual({ value: 10_485_760, from: 'default' });
    expect(entriesOf({ grpc: { maxMessageBytes: 2_048 } }).get('grpc.maxMessageBytes')).toEqual({
      value: 2_048,
      from: 'option',
    });
  });

  test('what is switched off is said of each of its parts', () => {
    const entries = entriesOf({ pools: { ml: { adapter: 'pkg.Adapter', backoff: false } } });
    expect(entries.get('pools.ml.backoff.initial')).toEqual({ value: false, from: 'option' });
  });

  test('from the environment where a variable stands in for the option, and the option is not written', () => {
    vi.stubEnv('VIVARIUM_PYTHON', '/opt/venv');
    vi.stubEnv('VIVARIUM_LOG_LEVEL', 'warn');
    const ml = { adapter: 'pkg.Adapter' };
    const entries = entriesOf({ pools: { ml, own: { ...ml, python: '/usr/bin/python3' } } });
    expect(entries.get('pools.ml.python')).toEqual({ value: '/opt/venv', from: 'VIVARIUM_PYTHON' });
    expect(entries.get('pools.own.python')).toEqual({ value: '/usr/bin/python3', from: 'option' });
    expect(entries.get('logger')).toEqual({ value: 'warn', from: 'VIVARIUM_LOG_LEVEL' });
    expect(entriesOf({ logger: silentLog }).get('logger')).toEqual({ value: "the service's own", from: 'option' });
  });

  test('of the lane the one that is dialled, whoever chose it', () => {
    const pools = { ml: { adapter: 'pkg.Adapter' }, own: { adapter: 'pkg.Adapter', lane: 'grpc' as const } };
    vi.stubEnv('VIVARIUM_LANE', 'auto');
    const chosen = entriesOf({ pools });
    for (const option of ['lane', 'pools.ml.lane'])
      expect(chosen.get(option)).toEqual({ value: 'socket', from: 'VIVARIUM_LANE' });
    expect(chosen.get('pools.own.lane')).toEqual({ value: 'grpc', from: 'option' });
    vi.stubEnv('VIVARIUM_LANE', '');
    const own = entriesOf({ pools, lane: 'auto' });
    expect(own.get('lane')).toEqual({ value: 'socket', from: 'option' });
    expect(own.get('pools.ml.lane')).toEqual({ value: 'socket', from: 'option' });
    expect(entriesOf({ pools }).get('lane')?.from).toBe('default');
  });

  test('of what may be a secret only the name', () => {
    const ml = {
      adapter: 'pkg.Adapter',
      env: { API_KEY: 's3cret', HOME: true as const },
      config: { password: 's3cret' },
    };
    const entries = entriesOf({ pools: { ml }, grpc: { listen: '127.0.0.1:0', token: 's3cret-token' } });
    expect(entries.get('pools.ml.env')).toEqual({ value: ['API_KEY', 'HOME'], from: 'option' });
    expect(entries.get('pools.ml.config')).toEqual({ value: ['password'], from: 'option' });
    expect(JSON.stringify([...entries])).not.toContain('s3cret');
  });
});

test('printed, what was chosen comes first, in columns', () => {
  const text = formatConfig([
    { option: 'pools.ml.size', value: 1, from: 'default' },
    { option: 'pools.ml.timeout', value: Number.POSITIVE_INFINITY, from: 'option' },
    { option: 'pools.ml.expose', value: undefined, from: 'default' },
  ]);
  expect(text.split('\n')).toEqual([
    'pools.ml.timeout  "infinity"  option',
    'pools.ml.size     1           default',
    'pools.ml.expose   -           default',
  ]);
});

test('an option of the runtime that does not exist is refused with the one that was meant', () => {
  expect(() => createRuntime({ pool: {} } as RuntimeOptions)).toThrow(
    'createRuntime: expected pools (there is no such option), got string "pool"',
  );
});

test('an option of a call that does not exist is refused, and nothing is sent', async () => {
  const { runtime, pool } = await running('trouble');
  const typo = { timout: '5s' } as CallOptions;
  await expect(pool.call('add', { a: 1 }, typo)).rejects.toThrow('options: expected timeout');
  expect(() => pool.stream('add', {}, typo)).toThrow('options: expected timeout');
  expect((await runtime.metrics()).pools['ml']?.queueSeconds.count).toBe(0);
});
