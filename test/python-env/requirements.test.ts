/** Requirements files: what is locked, what is not, and the hash that names an environment. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pythonHome } from '../../src/python/index.ts';
import { pinsOf, readRequirements } from '../../src/python/requirements.ts';
import { world } from './support.ts';

const LOCK = `grpcio==1.85.1 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
numpy==2.2.6 ; python_full_version < "3.11" \\
    --hash=sha256:cc
`;

function file(name: string, text: string): string {
  const path = world().path(name);
  writeFileSync(path, text);
  return path;
}

test('a file without hashes is held to the versions of the locked ones', () => {
  const [loose, locked] = [file('loose.txt', 'requests\n'), file('some.lock', LOCK)];
  expect(readRequirements([loose, locked])).toMatchObject({
    locked: [locked],
    loose: [loose],
    pins: ['grpcio==1.85.1', 'numpy==2.2.6 ; python_full_version < "3.11"'],
  });
});

test('equal content has an equal hash wherever it lies; other content, or another order, has another', () => {
  const [one, copy, more] = [file('one', LOCK), file('copy', LOCK), file('more', `${LOCK}# more\n`)];
  const hashOf = (...paths: string[]) => readRequirements(paths).hash;
  expect(hashOf(one)).toBe(hashOf(copy));
  expect(new Set([hashOf(one), hashOf(more), hashOf(one, more), hashOf(more, one)]).size).toBe(4);
});

test('an environment that was looked at for other imports has another hash', () => {
  const lock = file('imports', LOCK);
  const hashes = [[], ['torch'], ['numpy'], ['numpy', 'torch']].map(
    (imports) => readRequirements([lock], imports).hash,
  );
  expect(new Set(hashes).size).toBe(4);
  expect(hashes[0]).toBe(readRequirements([lock]).hash);
});

test('what is not pinned gives no pin', () => {
  expect(pinsOf('# grpcio==1\nrequests>=2\n    --hash=sha256:aa==\n')).toEqual([]);
});

test.each(['runtime', 'examples', 'dev'])('the %s lock of this repository has hashes for what workers need', (name) => {
  const { locked, pins } = readRequirements([join(pythonHome(), 'requirements', `${name}.lock`)]);
  expect(locked).toHaveLength(1);
  expect(pins.map((pin) => pin.split('==')[0])).toEqual(expect.arrayContaining(['grpcio', 'msgpack', 'protobuf']));
});
