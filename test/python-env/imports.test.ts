/** `imports`: modules that must be there besides what workers need. */
import { expect, test } from 'vitest';
import { ensurePythonEnv } from '../../src/python/index.ts';
import { python } from '../support/python.ts';
import { asked, cacheEntries, offlineUv, realPython, world } from './support.ts';

test('an environment that was built and lacks one is not kept, and Python’s own words are shown', async () => {
  const home = world();
  realPython(home);
  offlineUv(home);
  await expect(ensurePythonEnv({ ...asked(home), imports: ['no_such_module'] })).rejects.toMatchObject({
    reason: 'dependency_install_failed',
    context: expect.stringContaining("No module named 'no_such_module'"),
  });
  expect(cacheEntries(home)).toEqual([]);
});

test('a chosen Python that lacks one is refused, naming it alone', async () => {
  await expect(
    ensurePythonEnv({ ...asked(world()), python: python(), imports: ['json', 'no_such_module'] }),
  ).rejects.toMatchObject({
    reason: 'missing_packages',
    facts: { missing: ['no_such_module'] },
  });
});
