/** Where environments are kept. */
import { expect, test } from 'vitest';
import { cacheDirectory } from '../../src/python/index.ts';

test.each([
  ['where VIVARIUM_CACHE_DIR says', { VIVARIUM_CACHE_DIR: '/a', XDG_CACHE_HOME: '/x', HOME: '/h' }, 'linux', '/a'],
  ['where XDG_CACHE_HOME says', { XDG_CACHE_HOME: '/x', HOME: '/h' }, 'linux', '/x/vivarium'],
  ['in ~/.cache on Linux', { HOME: '/h' }, 'linux', '/h/.cache/vivarium'],
  ['in ~/Library/Caches on macOS', { HOME: '/h' }, 'darwin', '/h/Library/Caches/vivarium'],
] as const)('the cache is %s', (_, env, platform, folder) => {
  expect(cacheDirectory(env, platform)).toBe(folder);
});
