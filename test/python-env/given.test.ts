/** The interpreter a user chooses is checked, said to be wrong in words that help, and never modified. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ensurePythonEnv, runtimeLock } from '../../src/python/index.ts';
import { python } from '../support/python.ts';
import { answering, asked, cacheEntries, realPython, world } from './support.ts';

test('VIVARIUM_PYTHON is used as it is when it has what workers need', async () => {
  const home = world();
  const given = await ensurePythonEnv({ ...asked(home), env: { ...home.env, VIVARIUM_PYTHON: python() } });
  expect(given).toMatchObject({ origin: 'given', version: expect.stringMatching(/^3\./) });
  expect(cacheEntries(home)).toEqual([]);
});

test('the option `python` wins over VIVARIUM_PYTHON', async () => {
  const home = world();
  const env = { ...home.env, VIVARIUM_PYTHON: '/nowhere/python' };
  await expect(ensurePythonEnv({ ...asked(home), env, python: realPython(home) })).resolves.toMatchObject({
    origin: 'given',
  });
});

test('VIVARIUM_PYTHON that is not there is broken_interpreter', async () => {
  const home = world();
  const env = { ...home.env, VIVARIUM_PYTHON: home.path('nothing') };
  await expect(ensurePythonEnv({ ...asked(home), env })).rejects.toMatchObject({
    reason: 'broken_interpreter',
    message: expect.stringContaining(`${home.path('nothing')}, the Python you chose, does not run: does not start`),
  });
});

test('a path through a file, and a folder that is no environment, are broken_interpreter that do not start', async () => {
  const home = world();
  writeFileSync(home.path('file'), '');
  mkdirSync(home.path('folder'));
  for (const given of [home.path('file/python'), home.path('folder')]) {
    await expect(ensurePythonEnv({ ...asked(home), python: given })).rejects.toMatchObject({
      reason: 'broken_interpreter',
      message: expect.stringContaining('does not start'),
    });
  }
});

test('a chosen Python 3.8 is python_too_old', async () => {
  const home = world();
  await expect(ensurePythonEnv({ ...asked(home), python: answering(home, 'python3', '3.8.18') })).rejects.toMatchObject(
    {
      reason: 'python_too_old',
      message: expect.stringContaining('is 3.8.18; 3.10 or newer is needed'),
    },
  );
});

test('a chosen environment without packages is missing_packages, with the command, and stays empty', async () => {
  const home = world();
  const venv = home.path('venv');
  execFileSync(python(), ['-m', 'venv', '--without-pip', venv]);
  const before = readdirSync(venv, { recursive: true });
  await expect(
    ensurePythonEnv({ ...asked(home), python: venv, imports: ['json', 'no_such_module'] }),
  ).rejects.toMatchObject({
    reason: 'missing_packages',
    facts: { missing: ['grpc', 'google.protobuf', 'msgpack', 'no_such_module'] },
    remedy: `Run: "${venv}/bin/python" -m pip install -r "${runtimeLock()}"`,
  });
  expect(readdirSync(venv, { recursive: true })).toEqual(before);
});

test('a misspelt option is refused with the nearest right name', async () => {
  // @ts-expect-error: JavaScript's users have no types
  await expect(ensurePythonEnv({ pyhton: 'python3' })).rejects.toThrow(/ensurePythonEnv: expected python .*"pyhton"/);
});
