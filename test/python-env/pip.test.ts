/** The way without uv: a real venv and a real pip, which cannot reach the index. */
import { expect, test } from 'vitest';
import { ensurePythonEnv } from '../../src/python/index.ts';
import { asked, cacheEntries, program, realPython, type World, world } from './support.ts';

/** Nothing listens on port 9, and the machine's own pip settings do not count. */
function withoutIndex(): World & { env: { PIP_INDEX_URL: string } } {
  const home = world();
  realPython(home);
  const env = { ...home.env, PIP_INDEX_URL: 'http://127.0.0.1:9/', PIP_CONFIG_FILE: '/dev/null' };
  return { ...home, env };
}

test('an index that cannot be reached is index_unreachable, and nothing half made is left', async () => {
  const home = withoutIndex();
  const progress: string[] = [];
  await expect(ensurePythonEnv({ ...asked(home), onProgress: (line) => progress.push(line) })).rejects.toMatchObject({
    reason: 'index_unreachable',
    retryable: true,
    message: expect.stringContaining('installing with pip failed: the Python package index cannot be reached'),
    remedy: expect.stringContaining('PIP_INDEX_URL'),
  });
  expect(progress).toContainEqual(expect.stringMatching(/^making an environment with pip for Python 3\./));
  expect(cacheEntries(home)).toEqual([]);
});

test('a uv that does not run is no uv: pip is used', async () => {
  const home = withoutIndex();
  program(home, 'uv', 'exit 127');
  const stop = new AbortController();
  const progress: string[] = [];
  const onProgress = (line: string) => {
    progress.push(line);
    if (line.startsWith('making')) stop.abort();
  };
  await expect(ensurePythonEnv({ ...asked(home), onProgress, signal: stop.signal })).rejects.toMatchObject({
    reason: 'cancelled',
  });
  expect(progress.at(-1)).toContain('with pip');
  expect(cacheEntries(home)).toEqual([]);
});

test('a requirements file that is not there is bad config that names the field', async () => {
  const home = withoutIndex();
  const requirements = [home.path('missing.txt')];
  await expect(ensurePythonEnv({ ...asked(home), requirements })).rejects.toMatchObject({
    code: 'VIV_BAD_CONFIG',
    message: expect.stringContaining('requirements[1]'),
  });
});

test('a failure of no known kind is told in the tool’s own words', async () => {
  const home = withoutIndex();
  program(home, 'uv', 'case "$1" in pip) echo "error: the tool is tired" >&2; exit 2 ;; esac');
  await expect(ensurePythonEnv(asked(home))).rejects.toMatchObject({
    reason: 'dependency_install_failed',
    context: 'error: the tool is tired',
  });
  expect(cacheEntries(home)).toEqual([]);
});

test.each([
  ['by the option', { offline: true }, {}],
  ['by VIVARIUM_OFFLINE', {}, { VIVARIUM_OFFLINE: '1' }],
])('offline %s, what has not been downloaded before is named, and the index is not asked', async (_, option, said) => {
  const home = world();
  realPython(home);
  await expect(ensurePythonEnv({ ...asked(home), ...option, env: { ...home.env, ...said } })).rejects.toMatchObject({
    reason: 'offline',
    retryable: false,
    facts: { lacking: expect.stringMatching(/^[a-z]+==\d/) },
    remedy: expect.stringContaining('VIVARIUM_WHEELS'),
  });
  expect(cacheEntries(home)).toEqual([]);
});

test('a project without a pyproject.toml, and an extra that there is not, are bad config', async () => {
  const home = world();
  await expect(ensurePythonEnv({ ...asked(home), project: home.bin })).rejects.toMatchObject({
    code: 'VIV_BAD_CONFIG',
    message: expect.stringContaining('pyproject.toml'),
  });
  // @ts-expect-error: JavaScript's users have no types
  await expect(ensurePythonEnv({ ...asked(home), extras: ['cake'] })).rejects.toMatchObject({
    code: 'VIV_BAD_CONFIG',
    message: expect.stringContaining('agents, dspy'),
  });
});
