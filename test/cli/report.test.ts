/** Which line of a Python traceback is shown first. */
import { expect, test } from 'vitest';
import { usersFrame } from '../../src/cli/report.ts';

const at = (file: string) => ({ file, line: 1, function: 'f', code: '' });
const user = at('/home/me/app.py');

test.each([
  ['that raised', [at('/home/me/main.py'), user], user],
  ['that called an installed package', [user, at('/venv/lib/python3.11/site-packages/numpy/core.py')], user],
  ["that called Debian's packages", [user, at('/usr/lib/python3/dist-packages/yaml.py')], user],
  ["that called Python's library", [user, at('/usr/lib/python3.12/json/decoder.py')], user],
  ['that called the importer', [user, at('<frozen importlib._bootstrap>')], user],
])('the innermost line of the user, %s', (_, frames, shown) => {
  expect(usersFrame(frames)).toBe(shown);
});

test('else the innermost', () => {
  const [outer, inner] = [at('/usr/lib/python3.12/a.py'), at('/usr/lib/python3.12/b.py')];
  expect(usersFrame([outer, inner])).toBe(inner);
  expect(usersFrame([])).toBeUndefined();
});
