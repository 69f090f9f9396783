/** `vivarium types`: what it writes is for the compiler, so the compiler is asked. */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { typesCommand } from '../../src/cli/types.ts';
import { declarations, interfaceName } from '../../src/cli/typescript/declarations.ts';
import { UsageError } from '../../src/cli/usage.ts';
import type { ToolSpec } from '../../src/tools/spec.ts';
import { vivarium } from './cli.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.cache/types');
const written = join(folder, 'typed.ts');

const USE = `import { createRuntime, pool } from 'vivarium';
import type { TypedTools } from './typed.ts';

const runtime = createRuntime({ pools: { ml: pool<TypedTools>({ adapter: './typed.py' }) } });
const { ml } = runtime.pools;

export async function right(): Promise<void> {
  const sum: number = await ml.call('add', { a: 2 });
  const nothing: null = await ml.call('plain', {});
  const { label } = await ml.call('nearest', { points: [{ x: 1, y: 2 }], origin: [0, 0], options: { depth: 2n } });
  const { shape, dtype } = await ml.call('double', { numbers: new Float32Array(2) });
  await ml.call('double', { numbers: [[1, 2], [3, 4]] });
  await ml.call('choose', { mode: 'fast', either: 'x' });
  const { size } = await ml.call('size', { blob: new Uint8Array(2) });
  await ml.call('anything', { value: 1, what: 'ever' });
  for await (const chunk of ml.stream('count', { to: 3 })) chunk.toFixed(1);
  for await (const { letter } of ml.stream('letters', { text: 'abc' })) letter?.toUpperCase();
  void [sum, nothing, label, shape, dtype, size];
}

export async function wrong(): Promise<void> {
  // @ts-expect-error a typo in a tool's name
  await ml.call('ad', { a: 2 });
  // @ts-expect-error a typo in an argument's name
  await ml.call('add', { a: 2, bb: 3 });
  // @ts-expect-error an argument of the wrong type
  await ml.call('add', { a: '2' });
  // @ts-expect-error a missing argument
  await ml.call('add', {});
  // @ts-expect-error an argument of a tool that takes none
  await ml.call('plain', { a: 1 });
  // @ts-expect-error none of the choices
  await ml.call('choose', { mode: 'slow' });
  // @ts-expect-error a part that is missing
  await ml.call('nearest', { points: [{ x: 1 }], origin: [0, 0] });
  // @ts-expect-error bytes are no array of numbers
  await ml.call('double', { numbers: 'numbers' });
  // @ts-expect-error the result is a number
  const text: string = await ml.call('add', { a: 2 });
  // @ts-expect-error a chunk is a number
  for await (const chunk of ml.stream('count', { to: 3 })) chunk.toUpperCase();
  void text;
}
`;

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const ended = await vivarium('types', './typed.py', '-o', written);
  expect(ended).toEqual({ code: 0, stdout: '', stderr: `${written}: TypedTools, 9 tools\n` });
});

test('right calls compile, and each wrong one is an error', async () => {
  writeFileSync(join(folder, 'use.ts'), USE);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.check.json',
      compilerOptions: { paths: { vivarium: ['../../src/index.ts'] } },
      include: ['*.ts'],
    }),
  );
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', folder], { cwd: root }).catch(
    (error: { readonly stdout: string }) => error, // which has it, too
  );
  expect(stdout.split('\n').filter((line: string) => line.startsWith('.cache'))).toEqual([]);
});

test('the same adapter gives the same text, and --check says so', async () => {
  expect((await vivarium('types', './typed.py')).stdout).toBe(readFileSync(written, 'utf8'));
  expect(await vivarium('types', './typed.py', '-o', written, '--check')).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('--check fails with the command that mends it', async () => {
  const stale = join(folder, 'stale.txt');
  writeFileSync(stale, 'of yesterday');
  const ended = await vivarium('types', './typed.py', '-o', stale, '--check');
  expect(ended.stderr).toBe(`vivarium: ${stale} is out of date: run \`vivarium types ./typed.py -o ${stale}\`\n`);
  expect([ended.code, readFileSync(stale, 'utf8')]).toEqual([1, 'of yesterday']);
  const missing = await vivarium('types', './typed.py', '-o', join(folder, 'none.ts'), '--check');
  expect(missing.stderr).toMatch(/none\.ts is not there: run /);
});

test.each<[string[], RegExp]>([
  [[], /types takes one ADAPTER/],
  [['./typed.py', '--check'], /--check needs -o FILE/],
])('%j is no command line', async (words, message) => {
  const refusal = await typesCommand.run(words, new AbortController().signal).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(UsageError);
  expect(String(refusal)).toMatch(message);
});

describe('the interface', () => {
  const tool = (name: string, parameters: ToolSpec['parameters'] = {}): ToolSpec => ({
    name,
    description: '',
    parameters: { type: 'object', properties: {}, required: [], additionalProperties: false, ...parameters },
    returns: {},
    streaming: false,
    idempotent: false,
    requiredVariables: [],
  });

  test.each([
    ['./models/iris.py', 'IrisTools'],
    ['./adapter.py:Iris', 'IrisTools'],
    ['package.module.my_adapter', 'MyAdapterTools'],
    ['statistics', 'StatisticsTools'],
    ['./2nd-try.py', 'T2ndTryTools'],
  ])('of %s is %s', (adapter, name) => {
    expect(interfaceName(adapter)).toBe(name);
  });

  test('quotes what is no name in TypeScript', () => {
    const text = declarations({
      adapter: 'a',
      from: 'vivarium',
      tools: [tool('new'), tool('größe', { properties: { 'x y': {} } })],
    });
    expect(text).toContain("  'new'(args: Record<string, never>): unknown;\n");
    expect(text).toContain("  'größe'(args: { 'x y'?: unknown }): unknown;\n");
  });

  test('of an adapter that judges names itself takes any name', () => {
    const text = declarations({ adapter: 'a', from: '../index.ts', tools: [tool('*')] });
    expect(text).toContain("import type { Args } from '../index.ts';");
    expect(text).toContain('  [tool: string]: (args: Args) => unknown;\n');
  });
});
