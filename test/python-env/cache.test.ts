/** Environments are built once, found again without running anything, and replaced when they are no longer whole. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { environmentName, halfMade, publish } from '../../src/python/cache.ts';
import { ensurePythonEnv, inspectPython, runtimeLock } from '../../src/python/index.ts';
import { ownerId } from '../../src/python/owner.ts';
import { readRequirements } from '../../src/python/requirements.ts';
import { asked, builds, cacheEntries, offlineUv, realPython, type World, world } from './support.ts';

function ready(): World {
  const home = world();
  realPython(home);
  offlineUv(home);
  return home;
}

const folderOf = (python: string) => dirname(dirname(python));

describe('a cached environment', () => {
  test('is built on first use and has what workers need', async () => {
    const home = ready();
    const progress: string[] = [];
    const built = await ensurePythonEnv({ ...asked(home), onProgress: (line) => progress.push(line) });
    expect(built.origin).toBe('built');
    expect(await inspectPython(built.python)).toMatchObject({ version: built.version, missing: [] });
    expect(progress[0]).toBe('looking for Python');
    expect(progress.at(-1)).toBe('trying it');
  });

  test('leaves nothing in the cache but itself', async () => {
    const home = ready();
    const { python } = await ensurePythonEnv(asked(home));
    expect(cacheEntries(home).map((name) => join(home.cacheDir, 'python', name))).toEqual([folderOf(python)]);
  });

  test('is found again without running any program: PATH may be empty', async () => {
    const home = ready();
    const built = await ensurePythonEnv(asked(home));
    const calls = readFileSync(home.path('calls'), 'utf8');
    const again = await ensurePythonEnv({ cacheDir: home.cacheDir, env: { PATH: '' } });
    expect(again).toEqual({ ...built, origin: 'cached' });
    expect(readFileSync(home.path('calls'), 'utf8')).toBe(calls);
  });

  test('is found at once, though another builder holds the lock', async () => {
    const home = ready();
    await ensurePythonEnv(asked(home));
    const { hash } = readRequirements([runtimeLock()]);
    writeFileSync(join(home.cacheDir, 'python', `${hash}.lock`), ownerId());
    const progress: string[] = [];
    const again = await ensurePythonEnv({ ...asked(home), onProgress: (line) => progress.push(line) });
    expect(again.origin).toBe('cached');
    expect(progress).toEqual([]);
  });

  test('of other requirements is another environment', async () => {
    const home = ready();
    const extra = home.path('extra.txt');
    writeFileSync(extra, 'numpy\n');
    const plain = await ensurePythonEnv(asked(home));
    const other = await ensurePythonEnv({ ...asked(home), requirements: [extra] });
    writeFileSync(extra, 'numpy>2\n');
    const changed = await ensurePythonEnv({ ...asked(home), requirements: [extra] });
    expect(new Set([plain.python, other.python, changed.python])).toHaveLength(3);
    expect(builds(home)).toBe(3);
  });

  test('is built again when it was left without its manifest', async () => {
    const home = ready();
    const { python } = await ensurePythonEnv(asked(home));
    rmSync(join(folderOf(python), 'vivarium.json'));
    expect(await ensurePythonEnv(asked(home))).toMatchObject({ origin: 'built', python });
    expect(cacheEntries(home)).toHaveLength(1);
  });

  test('is built again when the Python it stands on has gone', async () => {
    const home = ready();
    const { python } = await ensurePythonEnv(asked(home));
    rmSync(python);
    expect(await ensurePythonEnv(asked(home))).toMatchObject({ origin: 'built', python });
  });

  test('is asked for twice in one process and built once', async () => {
    const home = ready();
    const both = await Promise.all([ensurePythonEnv(asked(home)), ensurePythonEnv(asked(home))]);
    expect(both.map(({ origin }) => origin).sort()).toEqual(['built', 'cached']);
    expect(builds(home)).toBe(1);
  });

  test('stays when a second builder comes late: workers may be running on it', async () => {
    const home = ready();
    const { python, version } = await ensurePythonEnv(asked(home));
    const folder = folderOf(python);
    writeFileSync(join(folder, 'in-use'), '');
    const late = await ensurePythonEnv({ ...asked(home), cacheDir: home.path('elsewhere') });
    publish(folderOf(late.python), folder, { version, executable: python, installer: 'uv' });
    expect(readFileSync(join(folder, 'in-use'), 'utf8')).toBe('');
  });
});

test('the name of an environment tells platform, Python and ABI apart', () => {
  const python = { path: '', executable: '', version: '3.11.7', abi: 'cpython-311', canMakeVenv: true, missing: [] };
  const name = environmentName('00ff', python);
  expect(name).toMatch(new RegExp(`^${process.platform}-${process.arch}-00ff-3\\.11\\.7-[0-9a-f]{8}$`));
  expect(environmentName('00ff', { ...python, abi: 'cpython-311d' })).not.toBe(name);
  expect(halfMade(name)).toMatch(new RegExp(`^${name}\\.tmp-${process.pid}-\\d+$`));
});

test('a cache folder that is a file is cache_not_writable, and the remedy names VIVARIUM_CACHE_DIR', async () => {
  const home = ready();
  writeFileSync(home.cacheDir, '');
  await expect(ensurePythonEnv(asked(home))).rejects.toMatchObject({
    reason: 'cache_not_writable',
    message: expect.stringContaining(home.cacheDir),
    remedy: expect.stringContaining('VIVARIUM_CACHE_DIR'),
  });
  expect(builds(home)).toBe(0);
});
