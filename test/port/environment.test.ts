import { describe, expect, test } from 'vitest';
import { workerEnvironment } from '../../src/port/environment.ts';

describe('a worker’s environment', () => {
  test('has what every program needs', () => {
    const host = {
      PATH: '/bin',
      HOME: '/home/u',
      LC_ALL: 'C',
      XDG_CACHE_HOME: '/c',
      SSL_CERT_FILE: '/f',
      PYTHONPATH: '/p',
      VIVARIUM_LOG_LEVEL: 'error',
    };
    expect(workerEnvironment(host)).toMatchObject(host);
  });

  test('has the proxies in either spelling', () => {
    const host = { http_proxy: 'http://a', HTTPS_PROXY: 'http://b', no_proxy: 'c' };
    expect(workerEnvironment(host)).toMatchObject(host);
  });

  test('has none of the host’s secrets', () => {
    const secrets = { AWS_SECRET_ACCESS_KEY: 's', DATABASE_URL: 's', NPM_TOKEN: 's', MY_PATH: 's', PATH_EXTRA: 's' };
    expect(Object.values(workerEnvironment(secrets))).not.toContain('s');
  });

  test('has the variables that a tool requires, and only those the host has', () => {
    const environment = workerEnvironment({ API_KEY: 'k', OTHER: 'o' }, { required: ['API_KEY', 'MISSING'] });
    expect(environment).toMatchObject({ API_KEY: 'k' });
    expect(Object.keys(environment)).not.toContain('OTHER');
    expect(Object.keys(environment)).not.toContain('MISSING');
  });

  test.each(['LD_PRELOAD', 'DYLD_INSERT_LIBRARIES', 'PYTHONSTARTUP'])(
    'never inherits %s, even when a tool names it',
    (name) => {
      expect(workerEnvironment({ [name]: '/evil' }, { required: [name] })).not.toHaveProperty(name);
    },
  );

  test('makes Python print at once and keep to its own packages', () => {
    expect(workerEnvironment({ PYTHONUNBUFFERED: '' }, { required: ['PYTHONUNBUFFERED'] })).toEqual({
      PYTHONNOUSERSITE: '1',
      PYTHONUNBUFFERED: '1',
      PYTHONIOENCODING: 'utf-8:backslashreplace',
    });
  });

  test('lets the pool’s own values win', () => {
    const environment = workerEnvironment(
      { PATH: '/bin' },
      { env: { PATH: '/opt', PYTHONIOENCODING: 'latin-1', X: '1' } },
    );
    expect(environment).toMatchObject({ PATH: '/opt', PYTHONIOENCODING: 'latin-1', X: '1' });
  });

  test('is no way to set a prototype', () => {
    const host = JSON.parse('{"__proto__": "x"}') as NodeJS.ProcessEnv;
    expect(Object.getPrototypeOf(workerEnvironment(host, { required: ['__proto__'] }))).toBe(Object.prototype);
  });
});
