/** The whole way without uv, from the package index, by hash. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ensurePythonEnv } from '../../src/python/index.ts';
import { asked, realPython, world } from './support.ts';

const PROJECT = `[build-system]
requires = ["setuptools>=68"]
build-backend = "setuptools.build_meta"

[project]
name = "shop"
version = "1.0"

[tool.setuptools]
py-modules = ["shop"]
`;

test('venv and pip make an environment that workers can run on, with a project in place', {
  timeout: 120_000,
}, async () => {
  const home = world();
  const project = home.path('shop');
  mkdirSync(project);
  writeFileSync(join(project, 'pyproject.toml'), PROJECT);
  const sell = (what: string) => writeFileSync(join(project, 'shop.py'), `SELLS = "${what}"\n`);
  sell('bread');
  realPython(home);
  // The machine's mirrors, proxies and certificates count here.
  const env = { ...process.env, ...home.env, VIVARIUM_PYTHON: '' };
  const built = await ensurePythonEnv({ ...asked(home), env, project });
  expect(built.origin).toBe('built');
  expect(await ensurePythonEnv({ ...asked(home), python: built.python })).toMatchObject({ origin: 'given' });
  sell('cake');
  expect(await ensurePythonEnv({ ...asked(home), env, project })).toMatchObject({
    origin: 'cached',
    python: built.python,
  });
  const sold = execFileSync(built.python, ['-I', '-B', '-c', 'import shop; print(shop.SELLS)'], { encoding: 'utf8' });
  expect(sold).toBe('cake\n');
});
