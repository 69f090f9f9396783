/** Python programs of their own call a real host: the client library, and scripts in Snakepit's way. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRuntime, type Runtime } from '../../src/index.ts';
import { clientTools, type Seen } from '../fixtures/client/tools.ts';
import { eventually } from '../support/eventually.ts';
import { python } from '../support/python.ts';

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const seen: Seen = { calls: [] };
let runtime: Runtime;

beforeAll(async () => {
  runtime = createRuntime({ tools: clientTools(seen), grpc: { listen: '127.0.0.1:0' }, logger: quiet });
  await runtime.start();
});
afterAll(() => runtime.stop({ grace: 0 }));
beforeEach(() => {
  seen.calls = [];
});

async function scenario(name: string, address = runtime.grpc?.socket ?? ''): Promise<unknown> {
  const env = { ...process.env, PYTHONPATH: pathOf('../../python') };
  const args = [pathOf('../fixtures/client/scenarios.py'), name, address];
  const { stdout } = await promisify(execFile)(python(), args, { env });
  return JSON.parse(stdout);
}

const calls = (name: string): number => seen.calls.filter((each) => each === name).length;

describe('a client', () => {
  test('sends and gets every value that Python and Node share', async () => {
    const types = ['NoneType', 'bool', 'int', 'int', 'int', 'float', 'str', 'bytes', 'list', 'dict'];
    const rows = [
      [0, 1, 2],
      [3, 4, 5],
    ];
    expect(await scenario('values')).toEqual([true, types, true, '-inf', [2, 3], rows]);
  });

  test('calls a tool with arguments by position or name, and is told what went wrong and whose fault it was', async () => {
    expect(await scenario('calls')).toEqual([
      5,
      3,
      {
        error: 'ToolExecutionError',
        message: expect.stringMatching(/^Tool 'add' failed \(ValidationError\): .*\ba\b/),
      },
      { error: 'ToolExecutionError', message: expect.stringContaining("Tool 'fail' failed (RangeError): ") },
      { error: 'ToolExecutionError', message: expect.stringMatching(/\(ToolNotFound\): .*Available tools: add, /) },
      { value: expect.objectContaining({ __ffi_unserializable__: true }) },
    ]);
  });

  test('streams, and a stream that is left ends the tool', async () => {
    const ended = 'ended while this program lives';
    expect(await scenario('stream')).toEqual([[1, 2, 3], [1, 2, 3], ended]);
  });

  test('sends its deadline, which ends the tool', async () => {
    expect(await scenario('deadline')).toEqual({
      error: 'ToolCommunicationError',
      code: 'DEADLINE_EXCEEDED',
      message: expect.stringMatching(/patient .*200/),
    });
    await eventually(() => calls('patient aborted') === 1);
  });

  test('calls many at once: values in their order, failures in their places', async () => {
    expect(await scenario('batch')).toEqual([
      3,
      { error: 'ToolExecutionError', message: expect.stringContaining('RangeError') },
      6,
    ]);
  });

  test('tries again what may pass, waits as long as it says, and nothing else', async () => {
    expect(await scenario('retry')).toEqual([
      3,
      'ToolExecutionError',
      'ToolCommunicationError',
      'UNAVAILABLE',
      [10, 20, 1, 2],
    ]);
    expect([calls('flaky'), calls('fail')]).toEqual([3, 1]);
  });

  test('shares variables with Node', async () => {
    expect(await scenario('variables')).toEqual([
      { top: 3 },
      { error: 'KeyError', message: `"Variable 'none' not found in session"` },
      { name: 'limits', type: 'dict', created_by: 'python', tags: { unit: 'items' } },
      { name: 'limits', value: { top: 3 }, operation: 'set' },
    ]);
    expect(await runtime.sessions.get('variables').get('limits')).toEqual({ top: 3 });
  });

  test('asks once for what it keeps, whatever the arguments are', async () => {
    const value = [1, { b: 2, a: 1 }];
    expect(await scenario('cache')).toEqual([[value, value, value], [1]]);
    expect(calls('echo')).toBe(2);
  });

  test('has tools as callables with their true signatures', async () => {
    expect(await scenario('proxies')).toEqual([
      ['AsyncGRPCProxyTool', 'StreamingGRPCProxyTool'],
      '(a: int, b: int = 1)',
      true,
      'Adds two numbers',
      5,
      [1, 2],
      { error: 'TypeError', message: expect.stringMatching(/^Tool 'add': .*'a'.*; it is add\(a: int, b: int = 1\)$/) },
      42,
      42,
    ]);
    expect((await runtime.sessions.get('proxies').read('last_add_result'))?.metadata.tags).toMatchObject({
      tool: 'add',
    });
  });

  test('knows whether a host is there, and uses its channels in turns', async () => {
    expect(await scenario('health')).toEqual([true, [0, 0, 0, 3], false, 'ConnectionError']);
  });

  test('ends its session once, and needs one to call', async () => {
    expect(await scenario('session')).toEqual([
      { error: 'SessionError', message: expect.stringContaining('Session not initialized') },
      true,
      false,
      null,
    ]);
    expect(runtime.sessions.has('session')).toBe(false);
  });

  test('is refused what is too large, and goes on', async () => {
    expect(await scenario('large')).toEqual(['ToolCommunicationError', 'RESOURCE_EXHAUSTED', 'next']);
  });

  test('shows the token that a host on TCP asks for', async () => {
    const { tcp, token } = runtime.grpc ?? {};
    expect(await scenario('guarded', `${tcp} ${token}`)).toEqual([
      2,
      [1, 2],
      { error: 'ConnectionError', message: expect.stringContaining('UNAUTHENTICATED') },
    ]);
  });

  test('exists without await, for any number of threads, and leaves no thread behind', async () => {
    expect(await scenario('waiting')).toEqual([[1, 2, 3, 4, 5, 6, 7, 8], 1, [1, 2, 3], [2], []]);
    await eventually(() => calls('count ended') === 1);
  });
});

test('a script in the way of Snakepit lists and calls tools, and a host that is not there is an error', async () => {
  expect(await scenario('script')).toEqual([
    ['add', 'count', 'echo', 'fail', 'flaky', 'patient', 'times'],
    5,
    5,
    [1, 2],
    6,
    ['HostToolNotFound', 'unknown_tool'],
    ['HostArgumentsError', 'bad_arguments'],
    ['HostCallTimeout', 'timeout'],
    ['HostCallError', 'unsupported'],
    ['UNAVAILABLE', 'UNAVAILABLE', true],
    ['UNAVAILABLE', 'UNAVAILABLE', true],
  ]);
});
