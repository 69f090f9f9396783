/** `vivarium env`: makes an environment, finds it again, lists it and removes it. */
import { existsSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { builds, offlineUv, realPython, type World, world } from '../python-env/support.ts';
import { type Ended, isOneLine, start } from './cli.ts';

let home: World;

beforeEach(() => {
  home = world();
  realPython(home);
  offlineUv(home);
});

function env(...words: string[]): Promise<Ended> {
  // The shell of the world's programs is the only thing of the machine's that they need.
  const PATH = [home.bin, dirname('/bin/sh')].join(delimiter);
  const cache = { VIVARIUM_CACHE_DIR: home.cacheDir, VIVARIUM_PYTHON: '' };
  return start(['env', ...words], { ...cache, PATH, HOME: home.env.HOME }, home.bin).ended;
}

test('prints the interpreter of an environment that is made once', async () => {
  const made = await env();
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(existsSync(made.stdout.trim())).toBe(true);
  expect(JSON.parse((await env('--json')).stdout)).toMatchObject({ python: made.stdout.trim(), origin: 'cached' });
  expect(builds(home)).toBe(1);
});

test('an extra is another environment; both are listed, and one can be removed', async () => {
  const plain = (await env()).stdout.trim();
  const agents = (await env('--extra', 'agents')).stdout.trim();
  expect(agents).not.toBe(plain);
  const listed: { name: string; python: string }[] = JSON.parse((await env('list', '--json')).stdout);
  expect(listed.map(({ python }) => python).sort()).toEqual([agents, plain].sort());
  const { name = '' } = listed.find(({ python }) => python === plain) ?? {};
  expect(await env('remove', name)).toEqual({ code: 0, stdout: `removed ${name}\n`, stderr: '' });
  expect([existsSync(plain), existsSync(agents)]).toEqual([false, true]);
  expect((await env('list')).stdout).toMatch(/^\S+ {2}Python 3\.\d+\.\d+, by uv\n$/);
});

test('what is not there is not removed, and a path is no name', async () => {
  for (const name of ['nothing', '..', '../..', '']) {
    const ended = await env('remove', name);
    expect([ended.code, isOneLine(ended.stderr)]).toEqual([1, true]);
  }
  expect(existsSync(home.bin)).toBe(true);
});

test('an extra that there is not, and words too many, are bad usage', async () => {
  expect(await env('--extra', 'cake')).toMatchObject({ code: 2, stderr: expect.stringContaining('agents, dspy') });
  expect(await env('list', 'all')).toMatchObject({ code: 2 });
});
