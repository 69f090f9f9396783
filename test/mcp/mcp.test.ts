/** `vivarium mcp`: asked by the protocol's own client, over stdio and over HTTP, as an assistant would. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { python } from '../support/python.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const config = fileURLToPath(new URL('../fixtures/mcp/config.ts', import.meta.url));
const command = ['--import', import.meta.resolve('tsx'), main, 'mcp'];
const env = { ...process.env, VIVARIUM_PYTHON: python() } as Record<string, string>;

/** What the tests ask, whatever the way. */
function asks(client: () => Client): void {
  test('tools of pools and of the host are listed with their schemas', async () => {
    const { tools } = await client().listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual(['count', 'greet', 'nap', 'odd', 'price']);
    expect(tools.find(({ name }) => name === 'price')).toMatchObject({
      description: 'What so many of a thing cost.',
      inputSchema: { type: 'object', properties: { thing: { type: 'string' } }, required: ['thing'] },
    });
  });

  test('a dict is structured content, and text for those who read that alone', async () => {
    const result = await client().callTool({ name: 'price', arguments: { thing: 'bread', count: 2 } });
    expect(result.structuredContent).toEqual({ thing: 'bread', total: 4 });
    expect(result.content).toEqual([{ type: 'text', text: '{"thing":"bread","total":4}' }]);
  });

  test('a host tool is called like one of Python', async () => {
    const result = await client().callTool({ name: 'greet', arguments: { name: 'Ada' } });
    expect(result.content).toEqual([{ type: 'text', text: 'hello Ada' }]);
  });

  test.each([
    ['price', { thing: 'air' }, /air is not for sale/],
    ['price', { thing: 5 }, /thing.*expected a string/],
    ['greet', {}, /name/],
    ['nothing', {}, /there is no tool nothing: .*price/],
  ])('%s %j is a result that says what went wrong', async (name, args, message) => {
    const result = await client().callTool({ name, arguments: args });
    expect(result.isError).toBe(true);
    expect(JSON.stringify(result.content)).toMatch(message);
  });

  test('each chunk of a generator is progress', async () => {
    const heard: (string | undefined)[] = [];
    const onprogress = ({ message }: { message?: string | undefined }): void => void heard.push(message);
    const result = await client().callTool({ name: 'count', arguments: { to: 3 } }, undefined, { onprogress });
    expect(result.content).toEqual([{ type: 'text', text: '[1,2,3]' }]);
    // What comes together with the result, the client throws away.
    expect(heard[0]).toBe('1');
    expect(['1', '2', '3'].slice(0, heard.length)).toEqual(heard);
  });

  test('what a client gives up is cancelled in Python: the worker is free again', async () => {
    const stop = new AbortController();
    const asked = client().callTool({ name: 'nap', arguments: {} }, undefined, { signal: stop.signal });
    setImmediate(() => stop.abort());
    await expect(asked).rejects.toThrow();
    const next = await client().callTool({ name: 'price', arguments: { thing: 'bread' } });
    expect(next.isError).toBeUndefined();
  });
}

describe('on stdin and stdout', () => {
  const client = new Client({ name: 'test', version: '1' });
  beforeAll(async () => {
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [...command, config], env }));
  });
  afterAll(() => client.close());
  asks(() => client);
});

describe('over HTTP', () => {
  const child = spawn(process.execPath, [...command, config, '--http', '127.0.0.1:0'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  const client = new Client({ name: 'test', version: '1' });
  let url = '';
  let token = '';

  beforeAll(async () => {
    for await (const line of createInterface({ input: child.stderr })) {
      url = /MCP at (\S+)/.exec(line)?.[1] ?? url;
      token = /^token: (\S+)/.exec(line)?.[1] ?? token;
      if (token !== '') break;
    }
    await client.connect(transport({ authorization: `Bearer ${token}` }));
  });
  afterAll(async () => {
    await client.close();
    child.kill('SIGTERM');
    await exited;
  });

  const transport = (headers: Record<string, string>) =>
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });

  asks(() => client);

  test.each([
    ['no token', {}, 401],
    ['a wrong token', { authorization: 'Bearer wrong' }, 401],
    ['a page of another site', { origin: 'https://evil.example' }, 403],
    ['another name for this machine', { host: 'evil.example' }, 403],
  ])('%s is refused', async (_, headers, status) => {
    const { request } = await import('node:http');
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } });
      asked.once('response', (response) => resolve(response.resume().statusCode)).once('error', reject);
      asked.end('{}');
    });
    expect(answer).toBe(status);
  });

  test('two clients have sessions of their own', async () => {
    const other = new Client({ name: 'other', version: '1' });
    await other.connect(transport({ authorization: `Bearer ${token}` }));
    expect((await other.listTools()).tools).toHaveLength(5);
    await other.close();
    expect((await client.listTools()).tools).toHaveLength(5);
  });
});
