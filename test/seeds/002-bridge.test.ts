/** Every Python block of the page about the tool bridge, run in one program against a real host. */
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRuntime, type Runtime } from '../../src/index.ts';
import { clientTools, type Seen } from '../fixtures/client/tools.ts';
import { python } from '../support/python.ts';
import { seed } from './seed.ts';

const page = seed('002');
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const seen: Seen = { calls: [] };
const BLOCKS = 13;

/** What each block has to give; `bridge.py` says how it is run, and which defects of the page's text it goes around. */
const EXPECTED: readonly (readonly [blocks: string, step: string, found: unknown])[] = [
  ['0: the configuration', 'config', [true, true, true]],
  [
    '7: the errors',
    'errors',
    [
      "Tool 'add' failed (ValidationError): a is no number",
      "Communication error for 'add': StatusCode.UNAVAILABLE - gone",
      true,
    ],
  ],
  [
    '1: the client',
    'client',
    [
      ['RuntimeError', 'Session not initialized'],
      true,
      [5, [1, 2, 3]],
      ['ToolExecutionError', expect.stringContaining("Tool 'fail' failed (RangeError): ")],
      'ConnectionError',
    ],
  ],
  [
    '2: the bridge',
    'bridge',
    [['add', 'count', 'echo', 'fail', 'flaky', 'patient', 'times'], 'StreamingGRPCProxyTool', 7, 'Adds two numbers'],
  ],
  [
    '3: the variables',
    'variables',
    [{ top: [3] }, { limits: { top: [3] } }, ['KeyError', `"Variable 'none' not found in session"`]],
  ],
  ['4: the tools that know variables', 'variable_aware', [42, 42]],
  ['5: the batch', 'batch', [3, expect.stringContaining("Tool 'fail' failed (RangeError): "), 2]],
  [
    '6: the agent',
    'agent',
    ['react_bridge_', ['ReAct', ['add'], 5, { type: 'react_agent', signature: 'question -> answer' }]],
  ],
  ['8: the retries', 'retry', [3, 'ToolExecutionError', 'ToolCommunicationError', [10, 20, 1, 2, 4]]],
  [
    '9: the channels',
    'channels',
    [
      [0, 0, 0, 1, 2, 0, 1, 2, 0],
      [0, 0, 0, 1, 2, 0, 1, 2, 0],
    ],
  ],
  ['10: the cache', 'cache', [['x', 'x', 'x'], 60]],
  ['11: the health check', 'health', [true, false]],
  [
    '12: the shutdown',
    'shutdown',
    [
      [true, true],
      [true, true],
      ['ToolBridgeError', expect.stringContaining('shutting down')],
    ],
  ],
];

describe.skipIf(page.missing !== undefined)('the page about the tool bridge', () => {
  let runtime: Runtime;
  let found: Record<string, unknown>;

  beforeAll(async () => {
    runtime = createRuntime({ tools: clientTools(seen), grpc: {}, logger: quiet }) as Runtime;
    await runtime.start();
    const files = Array.from({ length: BLOCKS }, (_, index) => page.write(`block_${index}.py`, page.take(index)));
    const args = [pathOf('../fixtures/seeds/bridge.py'), dirname(files[0] ?? ''), runtime.grpc?.socket ?? ''];
    const env = { ...process.env, PYTHONPATH: pathOf('../../python') };
    found = JSON.parse((await promisify(execFile)(python(), args, { env })).stdout);
  });
  afterAll(() => runtime?.stop({ grace: 0 }));

  test.each(EXPECTED)('%s', (_, step, expected) => {
    expect(found[step]).toEqual(expected);
  });

  test('what was kept was asked for once', () => {
    expect(seen.calls.filter((each) => each === 'echo')).toHaveLength(1);
  });

  test('the session and its metadata are in the host', () => {
    expect(runtime.sessions.get('client').metadata).toEqual({ user: 'ada' });
  });
});
