/** The whole way without uv, from the package index, by hash. */
import { expect, test } from 'vitest';
import { ensurePythonEnv } from '../../src/python/index.ts';
import { realPython, world } from './support.ts';

test('venv and pip make an environment that workers can run on', { timeout: 120_000 }, async () => {
  const home = world();
  realPython(home);
  // The machine's mirrors, proxies and certificates count here.
  const env = { ...process.env, ...home.env, VIVARIUM_PYTHON: '' };
  const built = await ensurePythonEnv({ ...home, env });
  expect(built.origin).toBe('built');
  expect(await ensurePythonEnv({ ...home, python: built.python })).toMatchObject({ origin: 'given' });
});
