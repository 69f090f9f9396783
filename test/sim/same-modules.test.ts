/** What is simulated is what runs in production: the simulator has models of processes and lanes, and nothing else twice. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

function sources(folder: string): string[] {
  return readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(src, folder, file));
}

const classesIn = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^export (?:abstract )?class (\w+)/gm)].map(([, name = '']) => name);

test('there is no second kernel, dispatcher, ledger, session or stream under testing', () => {
  const production = ['kernel', 'pool', 'session', 'stream', 'worker', 'tools'].flatMap(sources).flatMap(classesIn);
  const models = ['Process']; // of the operating system's
  const testing = sources('testing').flatMap(classesIn);
  expect(production).toEqual(expect.arrayContaining(['RunQueue', 'Dispatcher', 'Ledger', 'SessionCore', 'Channel']));
  expect(testing.filter((name) => production.some((real) => !models.includes(real) && name.endsWith(real)))).toEqual(
    [],
  );
});

test('the simulator builds the runtime itself, and imports no part of it to put it together otherwise', () => {
  const imports = sources('testing/simulate').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^import (?!type)[^;]* from '(?:\.\.\/)+([^']+)'/gm)].map(
      ([, name]) => name,
    ),
  );
  expect(imports).toContain('runtime/runtime.ts');
  expect(imports.filter((name) => /^(pool|worker|stream|kernel)\//.test(name ?? '')).sort()).toEqual([
    'kernel/index.ts',
    'pool/call-session.ts',
  ]);
});
