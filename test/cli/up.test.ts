/** `vivarium up`: a config file's pools, until a signal or until nothing serves. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { isRunning } from '../support/processes.ts';
import { isOneLine, type Running, start } from './cli.ts';

let folder: string;
const running: Running[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vivarium-up-'));
  writeFileSync(join(folder, 'adapter.py'), 'def add(a: int, b: int) -> int:\n    return a + b\n');
});
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function up(config: string, content: string, ...options: string[]): Running {
  writeFileSync(join(folder, config), content);
  const command = start(['up', join(folder, config), ...options]);
  running.push(command);
  return command;
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let all = '';
  stream?.on('data', (chunk: Buffer) => {
    all += chunk;
  });
  return () => all;
}

const POOLS = `{ "ml": { "adapter": "./adapter.py", "size": 2 } }`;

test.each([
  ['a JSON file', 'config.json', `{ "pools": ${POOLS} }`],
  ['a JavaScript module', 'config.mjs', `export default { pools: ${POOLS} };`],
  [
    'a TypeScript module',
    'config.mts',
    `interface Pool { adapter: string }\nexport default { pools: ${POOLS} satisfies Record<string, Pool> };`,
  ],
  ['TypeScript in a folder without a package', 'config.ts', `export default { pools: ${POOLS} } as object;`],
])('%s is served, its paths starting at its folder, until SIGTERM', async (_, name, content) => {
  const { child, ended } = up(name, content);
  const stderr = collect(child.stderr);
  await eventually(() => stderr().includes('serving'), { timeout: 15_000 });
  const pids = [...stderr().matchAll(/worker:ml\/\d#1 {2}ready {2}pid (\d+)/g)].map(([, pid]) => Number(pid));
  expect(pids.map(isRunning)).toEqual([true, true]);
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
  expect(pids.map(isRunning)).toEqual([false, false]);
});

test('with --json the tree is a line on stdout', async () => {
  const { child, ended } = up('config.json', `{ "pools": ${POOLS} }`, '--json');
  const stdout = collect(child.stdout);
  await eventually(() => stdout().endsWith('\n'), { timeout: 15_000 });
  expect(JSON.parse(stdout())).toMatchObject({
    ready: { id: 'runtime', children: [{ id: 'bridge' }, { id: 'sessions' }, { id: 'pools' }] },
  });
  child.kill('SIGINT');
  expect((await ended).code).toBe(0);
});

test('says of a crash what its supervisor makes of it', async () => {
  const { child, ended } = up('config.json', `{ "pools": ${POOLS} }`);
  const stderr = collect(child.stderr);
  await eventually(() => stderr().includes('serving'), { timeout: 15_000 });
  process.kill(Number(/worker:ml\/2#1 {2}ready {2}pid (\d+)/.exec(stderr())?.[1]), 'SIGKILL');
  await eventually(() => /restart 1 of \d+ in \d+ s of `worker:ml\/2`: crash .*killed/.test(stderr()));
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
});

test('ends with exit code 1 when its last pool has given up', async () => {
  const pools = `{ "ml": { "adapter": "./adapter.py", "intensity": 0 } }`;
  const { child, ended } = up('config.json', `{ "pools": ${pools} }`);
  const stderr = collect(child.stderr);
  await eventually(() => stderr().includes('serving'), { timeout: 15_000 });
  process.kill(Number(/worker:ml\/1#1 .*pid (\d+)/.exec(stderr())?.[1]), 'SIGKILL');
  const { code } = await ended;
  expect(stderr()).toMatch(/vivarium: pool ml gave up after too many restarts/);
  expect(code).toBe(1);
});

test('serves the agents of its config, and ends with exit code 1 when the last has given up', async () => {
  const folder = join(import.meta.dirname, '../fixtures/agents');
  const agents = { shouter: { pythonModule: 'plain:shout', cwd: folder, auth: false, intensity: 0 } };
  const { child, ended } = up('config.json', JSON.stringify({ agents }));
  const stderr = collect(child.stderr);
  await eventually(() => stderr().includes('serving; Ctrl-C'), { timeout: 15_000 });
  const [, pid, port] = /agent:shouter\/1 {2}ready {2}pid (\d+), port (\d+), 0 in flight/.exec(stderr()) ?? [];
  const answer = await fetch(`http://127.0.0.1:${port}/agents/shouter/run_sync`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"prompt": "hello"}',
  });
  expect(await answer.json()).toMatchObject({ result: 'HELLO' });
  process.kill(Number(pid), 'SIGKILL');
  expect((await ended).code).toBe(1);
  expect(stderr()).toMatch(
    /vivarium: agent shouter gave up after too many restarts; the last crash: killed by SIGKILL/,
  );
});

describe('a config that is wrong is named in one line', () => {
  test.each<[string, string, string, RegExp]>([
    ['no object', 'config.mjs', 'export default 5', /its default export: expected an object .*, got number 5/],
    [
      'no default export',
      'config.mjs',
      'export const pools = {}',
      /its default export: expected an object .*, got undef/,
    ],
    ['a misspelt option', 'config.json', '{ "pool": {} }', /config\.json: pool: expected one of pools, /],
    ['no pools', 'config.json', '{}', /pools: expected at least one pool/],
    ['a bad pool', 'config.json', '{ "pools": { "ml": { "adapter": "./a.py", "size": 0 } } }', /pools\.ml\.size/],
    ['broken JSON', 'config.json', '{', /config\.json could not be loaded: /],
    ['a module that throws', 'config.mjs', 'throw new Error("no database")', /could not be loaded: no database/],
    ['an unknown kind of file', 'config.yaml', 'pools:', /config\.yaml is no config: it ends in \.json, /],
  ])('%s', async (_, name, content, message) => {
    const ended = await up(name, content).ended;
    expect(ended.stderr).toMatch(message);
    expect(ended.stderr).toSatisfy(isOneLine);
    expect(ended.code).toBe(2);
  });
});
