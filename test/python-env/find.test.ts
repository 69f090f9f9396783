/** Which Python on PATH is taken, and what is said when none will do. */
import { describe, expect, test } from 'vitest';
import { findPython } from '../../src/python/find.ts';
import { ensurePythonEnv, listPythons } from '../../src/python/index.ts';
import { answering, asked, cacheEntries, program, realPython, world } from './support.ts';

const SHIM = 'echo "pyenv: python3: command not found" >&2; exit 127';

describe('finding Python', () => {
  test('a version manager’s shim that runs nothing is passed over', async () => {
    const home = world();
    program(home, 'python3.13', SHIM);
    realPython(home);
    const found = await findPython(true, { env: home.env });
    expect(found.path).toBe(`${home.bin}/python3`);
    expect(found.version).toMatch(/^3\.\d+\.\d+$/);
  });

  test('an old python3 does not hide a newer one of another name', async () => {
    const home = world();
    answering(home, 'python3', '3.8.18');
    answering(home, 'python3.11', '3.11.7');
    expect((await findPython(false, { env: home.env })).version).toBe('3.11.7');
  });

  test('the newest is taken when there are several', async () => {
    const home = world();
    for (const version of ['3.10', '3.13', '3.11']) answering(home, `python${version}`, `${version}.1`);
    expect((await findPython(false, { env: home.env })).version).toBe('3.13.1');
  });

  test('a Python that cannot make environments will do where uv makes them', async () => {
    const home = world();
    answering(home, 'python3', '3.11.2', false);
    expect((await findPython(true, { env: home.env })).version).toBe('3.11.2');
  });

  test('everything that was found is listed, also what does not run', async () => {
    const home = world();
    answering(home, 'python3.12', '3.12.1');
    program(home, 'python3', SHIM);
    program(home, 'python', 'echo hello');
    expect(await listPythons({ env: home.env })).toMatchObject([
      { version: '3.12.1' },
      { path: `${home.bin}/python3`, why: 'exits with code 127: pyenv: python3: command not found' },
      { path: `${home.bin}/python`, why: expect.stringContaining('answers nonsense') },
    ]);
  });
});

describe('when no Python will do', () => {
  test('an empty PATH is no_python, and the remedy names VIVARIUM_PYTHON', async () => {
    const home = world();
    await expect(ensurePythonEnv(asked(home))).rejects.toMatchObject({
      code: 'VIV_PYTHON_ENV',
      reason: 'no_python',
      retryable: false,
      message: expect.stringContaining('there is no Python on PATH'),
      remedy: expect.stringContaining('VIVARIUM_PYTHON'),
    });
    expect(cacheEntries(home)).toEqual([]);
  });

  test('only a broken shim is no_python, with what the shim says', async () => {
    const home = world();
    program(home, 'python3', SHIM);
    await expect(ensurePythonEnv(asked(home))).rejects.toMatchObject({
      reason: 'no_python',
      context: expect.stringContaining('pyenv: python3: command not found'),
    });
  });

  test('only Python 3.8 is python_too_old, with its path and version', async () => {
    const home = world();
    const old = answering(home, 'python3', '3.8.18');
    await expect(ensurePythonEnv(asked(home))).rejects.toMatchObject({
      reason: 'python_too_old',
      context: `${old}: Python 3.8.18`,
      facts: { found: [`  ${old}: Python 3.8.18`] },
    });
  });

  test('a Debian Python without venv is no_ensurepip, with the command that installs it', async () => {
    const home = world();
    answering(home, 'python3', '3.11.2', false);
    await expect(ensurePythonEnv(asked(home))).rejects.toMatchObject({
      reason: 'no_ensurepip',
      remedy: expect.stringContaining('sudo apt install python3.11-venv'),
      context: expect.stringContaining('without ensurepip'),
    });
  });
});
