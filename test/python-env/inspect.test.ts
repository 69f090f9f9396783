/** What an interpreter says of itself, and what is made of other answers. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isNewEnough } from '../../src/python/find.ts';
import { inspectPython, listPythons } from '../../src/python/index.ts';
import { VirtualClock } from '../../src/testing/virtual-clock.ts';
import { answering, program, realPython, world } from './support.ts';

test('a Python says its version, its own path, and what it cannot import', async () => {
  const home = world();
  const answer = await inspectPython(realPython(home), { env: home.env, imports: ['json', 'no_such.module'] });
  expect(answer).toMatchObject({
    path: join(home.bin, 'python3'),
    executable: expect.not.stringContaining(home.bin),
    version: expect.stringMatching(/^3\.\d+\.\d+$/),
    abi: expect.stringMatching(/^cpython-3/),
    missing: ['no_such.module'],
  });
});

test('a program that answers something else is no Python', async () => {
  const home = world();
  const path = program(home, 'python3', 'echo hello');
  expect(await inspectPython(path, { env: home.env })).toMatchObject({ why: expect.stringContaining('nonsense') });
});

test('a program that says nothing is given up after 15 seconds', async () => {
  const home = world();
  const path = program(home, 'python3', 'exec /bin/sleep 60');
  const clock = new VirtualClock();
  const answer = inspectPython(path, { env: home.env, clock });
  clock.advance(15_000);
  expect(await answer).toEqual({ path, why: 'does not answer' });
});

test('a Python with two names on PATH is listed once', async () => {
  const home = world();
  symlinkSync(answering(home, 'python3.10', '3.10.1'), join(home.bin, 'python3'));
  expect(await listPythons({ env: home.env })).toHaveLength(1);
});

test.each([
  ['3.10.0', true],
  ['3.14.1', true],
  ['4.0.0', true],
  ['3.9.18', false],
  ['2.7.18', false],
])('whether Python %s is new enough: %s', (version, answer) => {
  expect(isNewEnough(version)).toBe(answer);
});
