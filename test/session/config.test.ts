import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/index.ts';
import type { SessionsOptions } from '../../src/session/options.ts';

test('runtime.config says what holds when nobody says otherwise, and nothing that may be a secret', () => {
  const pools = { ml: { adapter: 'statistics', env: { KEY: 'secret' }, config: { password: 'secret' } } };
  const { config } = createRuntime({ pools, sessions: { timeout: '1m' } });
  expect(config.sessions).toEqual({
    timeoutMs: 60_000,
    parkMs: 30_000,
    max: 1_000,
    evict: 'never',
    affinity: 'prefer',
    maxVariables: 1_000,
    maxVariableBytes: 10_485_760,
  });
  expect(config.tools).toEqual({ timeoutMs: 30_000, streamTimeoutMs: 900_000 });
  expect(config.batch).toEqual({ maxParallel: 10 });
  expect(config.grpc).toEqual({
    listen: undefined,
    maxMessageBytes: 10_485_760,
    keepaliveMs: 30_000,
    keepaliveTimeoutMs: 10_000,
    maxConcurrentRpcs: 100,
  });
  expect(config.pools['ml']).toMatchObject({ timeoutMs: 30_000, queue: 1_000, size: 1 });
  expect(JSON.stringify(config)).not.toContain('secret');
});

describe('options of sessions that are wrong are refused by name:', () => {
  test.each<[object, string]>([
    [{ timout: '1m' }, 'timeout'],
    [{ timeout: 0 }, 'sessions.timeout'],
    [{ timeout: 'soon' }, 'sessions.timeout'],
    [{ parkAfter: -1 }, 'sessions.parkAfter'],
    [{ max: 0 }, 'sessions.max'],
    [{ max: 1.5 }, 'sessions.max'],
    [{ evict: 'oldest' }, "'never' or 'idlest'"],
    [{ affinity: 'hint' }, 'sessions.affinity'],
    [{ maxVariables: '5' }, 'sessions.maxVariables'],
    [{ maxVariableBytes: 0 }, 'sessions.maxVariableBytes'],
    [{ store: { load() {} } }, 'sessions.store'],
    [{ store: './folder' }, 'sessions.store'],
  ])('%j', (sessions, named) => {
    expect(() => createRuntime({ sessions: sessions as SessionsOptions })).toThrow(
      expect.objectContaining({ code: 'VIV_BAD_CONFIG', message: expect.stringContaining(named) }),
    );
  });
});

test('without a running runtime there are no sessions', () => {
  const runtime = createRuntime();
  expect(() => runtime.sessions.get('user-42')).toThrow(expect.objectContaining({ code: 'VIV_STOPPED' }));
  expect(runtime.sessions.list()).toEqual([]);
});
