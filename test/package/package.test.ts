/** The package as a stranger gets it: packed, installed into an empty project, used from there. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { python } from '../support/python.ts';
import { follow } from './newcomer.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'vivarium-package-'));
const project = join(scratch, 'project');
const env = { ...process.env, VIVARIUM_PYTHON: python() };
const execute = promisify(execFile);

const tarball = (): string => join(scratch, readdirSync(scratch).find((name) => name.endsWith('.tgz')) ?? 'no tarball');

/** What a build needs, and no more: in a copy, so that the clone's own dist/ stays as it is. */
const NEEDED = [
  'src',
  'machines',
  'proto',
  'python',
  'scripts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'CHANGELOG.md',
];

beforeAll(async () => {
  const clone = join(scratch, 'clone');
  const isSource = (path: string): boolean => !['__pycache__', '.venv', '.cache'].includes(basename(path));
  for (const name of NEEDED) cpSync(join(root, name), join(clone, name), { recursive: true, filter: isSource });
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'));
  await execute('npm', ['pack', '--pack-destination', scratch], { cwd: clone, env });
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  writeFileSync(join(project, 'adapter.py'), 'def add(a: int, b: int) -> int:\n    return a + b\n');
  await execute('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball()], {
    cwd: project,
    env,
  });
}, 90_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('three lines call a Python function', async () => {
  writeFileSync(
    join(project, 'three-lines.js'),
    `import { python } from 'vivarium';
const py = await python('./adapter.py');
console.log(await py.call('add', { a: 2, b: 3 }), await py.stop());
`,
  );
  const { stdout, stderr } = await execute(process.execPath, ['three-lines.js'], { cwd: project, env });
  expect({ stdout, stderr }).toEqual({ stdout: '5 undefined\n', stderr: '' });
});

test("a model's arguments are checked against a tool's schema, of either draft", async () => {
  writeFileSync(
    join(project, 'schemas.js'),
    `import { createRuntime, tool } from 'vivarium';
const schema = { type: 'object', properties: { a: { type: 'integer' } } };
const draft7 = { ...schema, $schema: 'http://json-schema.org/draft-07/schema#' };
const double = (input) => tool({ description: 'Twice', input, execute: ({ a }) => 2 * a });
const runtime = createRuntime({ pools: {}, tools: { old: double(draft7), now: double(schema) } });
const { old, now } = runtime.toolSet();
const check = async (tool, a) => (await tool.inputSchema['~standard'].validate({ a })).issues?.[0].message ?? 'fits';
for (const tool of [old, now]) console.log(await check(tool, 1), '|', await check(tool, 'one'));
`,
  );
  const { stdout } = await execute(process.execPath, ['schemas.js'], { cwd: project, env });
  expect(stdout).toBe('fits | arguments.a: expected an integer, got string "one"\n'.repeat(2));
});

test('npx vivarium calls it without any code', async () => {
  const call = ['--no-install', 'vivarium', 'call', './adapter.py', 'add', 'a=2', 'b=3'];
  const { stdout, stderr } = await execute('npx', call, { cwd: project, env });
  expect(stdout).toBe('5\n');
  expect(stderr.replace(/^npm warn .*\n/gm, '')).toBe('');
});

test('who follows "Embed it in ten minutes" in an empty folder gets there', async () => {
  const guide = readFileSync(join(root, 'docs/guides/embed.md'), 'utf8');
  const folder = join(scratch, 'newcomer');
  mkdirSync(folder);
  const replaced = (command: string): string =>
    command.replace('npm install vivarium', `npm install --prefer-offline --no-audit --no-fund ${tarball()}`);
  const done = await follow(guide, folder, { env, replaced });
  const told = done.filter(({ expected }) => expected !== undefined);
  expect(told.map(({ command, printed }) => [command, printed])).toEqual(
    told.map(({ command, expected }) => [command, expected]),
  );
  expect(told).toHaveLength(6);
}, 60_000);

test('a TypeScript config names tsx as its remedy where tsx is not installed', async () => {
  writeFileSync(join(project, 'config.ts'), 'export default { pools: { ml: { adapter: "./adapter.py" } } };\n');
  const up = execute(
    process.execPath,
    [join('node_modules', 'vivarium', 'dist', 'src', 'cli', 'main.js'), 'up', 'config.ts'],
    {
      cwd: project,
      env,
    },
  );
  await expect(up).rejects.toMatchObject({
    code: 2,
    stderr: 'vivarium: config.ts needs tsx: npm install --save-dev tsx, or write it as .mjs\n',
  });
});

test('nothing but what it needs is in it', async () => {
  const { stdout } = await execute('tar', ['-tzf', tarball()]);
  const files = stdout.trim().split('\n');
  const folders = new Set(files.map((file) => file.split('/').slice(1, 3).join('/')));
  expect([...folders].sort()).toEqual([
    'CHANGELOG.md',
    'dist/machines',
    'dist/page',
    'dist/src',
    'package.json',
    'proto/dspex_bridge.proto',
    'proto/grpc',
    'proto/snakepit_bridge.proto',
    'proto/vivarium',
    'python/__main__.py',
    'python/dspex_bridge_pb2.py',
    'python/dspex_bridge_pb2.pyi',
    'python/dspex_bridge_pb2_grpc.py',
    'python/grpc_tool_bridge.py',
    'python/requirements',
    'python/snakepit_bridge',
    'python/snakepit_bridge_pb2.py',
    'python/snakepit_bridge_pb2.pyi',
    'python/snakepit_bridge_pb2_grpc.py',
    'python/templates',
    'python/vivarium_worker',
  ]);
  expect(files.filter((file) => /__pycache__|\.pyc$|\btests?\b|tsbuildinfo/.test(file))).toEqual([]);
});
