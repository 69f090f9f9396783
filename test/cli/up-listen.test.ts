/** `vivarium up --listen`: clients from outside, with a token and without. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anys, closeAll, pb, SNAKEPIT, statusOf, TestClient, unpacked } from '../bridge/plane/support.ts';
import { eventually } from '../support/eventually.ts';
import { isOneLine, type Running, start, vivarium } from './cli.ts';

const { snakepit } = pb;
const tool = new URL('../../src/tools/tool.ts', import.meta.url).href;
const running: Running[] = [];
let folder: string;
let tools: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vivarium-up-'));
  tools = join(folder, 'tools.mjs');
  const add = `tool({ description: 'Adds', execute: ({ a, b }) => a + b })`;
  writeFileSync(tools, `import { tool } from ${JSON.stringify(tool)};\nexport const tools = { add: ${add} };\n`);
});
afterEach(async () => {
  // In order: without Python there is no guardian that would clear its sockets away.
  for (const { child } of running) child.kill('SIGTERM');
  await Promise.all(running.splice(0).map(({ ended }) => ended));
  await closeAll();
  rmSync(folder, { recursive: true });
});

/** Started, with what it said up to `serving`. */
async function up(options: readonly string[], env: Record<string, string> = {}) {
  const command = start(['up', ...options], env);
  running.push(command);
  let said = '';
  command.child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  await eventually(() => said.includes('serving; Ctrl-C'), { timeout: 15_000, what: 'it serves' });
  const listening = /^listening on (127\.0\.0\.1:\d+) and unix:\/.*plane\.sock$/m;
  expect(said).toMatch(listening);
  const [, address = ''] = listening.exec(said) ?? [];
  const stop = async () => {
    command.child.kill('SIGTERM');
    return (await command.ended).code;
  };
  return { said, client: new TestClient(address), stop };
}

function add(client: TestClient, metadata: Record<string, string> = {}) {
  const request = { sessionId: 's1', toolName: 'add', parameters: anys({ a: 2, b: 3 }) };
  const path = `/${SNAKEPIT}/ExecuteElixirTool`;
  return client.unary(path, snakepit.ExecuteElixirToolRequest, request, snakepit.ExecuteElixirToolResponse, {
    metadata,
  });
}

test('tools alone are served on the loopback without a token; it warns once, and stops in order', async () => {
  const { said, client, stop } = await up(['--tools', tools, '--listen', '127.0.0.1:0', '--no-auth']);
  expect(unpacked((await add(client)).result)).toBe(5);
  expect(said).not.toContain('token:');
  expect(said.match(/every user of this machine can call tools/g)).toHaveLength(1);
  expect(await stop()).toBe(0);
});

test('a token is made and printed once', async () => {
  const { said, client } = await up(['--tools', tools, '--listen', '127.0.0.1:0']);
  const [, token, ...more] = /^token: ([\w-]{43})$/m.exec(said) ?? [];
  expect(more).toEqual([]);
  expect(unpacked((await add(client, { authorization: `Bearer ${token}` })).result)).toBe(5);
  expect(await statusOf(add(client))).toMatchObject({ status: 'UNAUTHENTICATED' });
});

test('the token is the one of VIVARIUM_TOKEN_FILE, which is not printed', async () => {
  const file = join(folder, 'token');
  writeFileSync(file, 'open-sesame\n');
  const { said, client } = await up(['--tools', tools, '--listen', '127.0.0.1:0'], { VIVARIUM_TOKEN_FILE: file });
  expect(said).not.toContain('sesame');
  expect(unpacked((await add(client, { authorization: 'Bearer open-sesame' })).result)).toBe(5);
});

test('with --json the addresses are in the line that says ready', async () => {
  const config = join(folder, 'config.json');
  writeFileSync(config, '{ "grpc": { "listen": "127.0.0.1:0", "noAuth": true } }');
  const command = start(['up', '--tools', tools, '--listen', '127.0.0.1:0', '--no-auth', '--json']);
  running.push(command);
  let line = '';
  command.child.stdout?.on('data', (chunk: Buffer) => {
    line += chunk;
  });
  await eventually(() => line.endsWith('\n'), { timeout: 15_000 });
  expect(JSON.parse(line)).toMatchObject({ ready: { id: 'runtime' }, grpc: { tcp: expect.stringMatching(/^127/) } });
});

describe('what cannot be meant is told in one line', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['neither a config nor tools', ['--listen', '127.0.0.1:0'], /up takes one CONFIG, or --tools FILE/],
    ['no token and nowhere to listen', ['--tools', 'TOOLS', '--no-auth'], /--no-auth goes with --listen HOST:PORT/],
    [
      'a token and none',
      ['--tools', 'TOOLS', '--listen', '127.0.0.1:0', '--no-auth', '--token', 'x'],
      /exclude each other/,
    ],
    [
      'everybody, without a token',
      ['--tools', 'TOOLS', '--listen', '0.0.0.0:0', '--no-auth'],
      /grpc\.noAuth: expected false, or a loopback address/,
    ],
    ['an address that is none', ['--tools', 'TOOLS', '--listen', '50051'], /grpc\.listen: expected a host and a port/],
  ])('%s', async (_, options, message) => {
    const ended = await vivarium('up', ...options.map((option) => (option === 'TOOLS' ? tools : option)));
    expect(ended.stderr).toMatch(message);
    expect(ended.stderr).toSatisfy(isOneLine);
    expect(ended.code).toBe(2);
  });

  test('a port that is taken', async () => {
    const first = await up(['--tools', tools, '--listen', '127.0.0.1:0', '--no-auth']);
    const address = /listening on (\S+) and/.exec(first.said)?.[1] ?? '';
    const ended = await vivarium('up', '--tools', tools, '--listen', address, '--token', 'open-sesame');
    expect(ended.stderr).toMatch(
      /^vivarium: the session plane cannot listen on 127\.0\.0\.1:\d+: listen EADDRINUSE.*; choose another `grpc\.listen`$/m,
    );
    expect(ended.code).toBe(1);
  });
});
