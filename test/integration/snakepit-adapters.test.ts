/** What Snakepit 0.13 promises to adapters and breaks, by the numbers of our list: sessions, host tools, types, imports. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Tensor } from '../../src/bridge/values.ts';
import { tool } from '../../src/index.ts';
import { pythonHome } from '../../src/python/index.ts';
import { python } from '../support/python.ts';
import { adapter, type Service, serviceOf, stopServices } from '../support/service.ts';

let pool: Service['pool'];
const seen: unknown[] = [];
const keep = tool({
  description: 'Gives back what it is given',
  execute: (args) => {
    seen.push(args);
    return args;
  },
});

beforeAll(async () => {
  const service = serviceOf({ adapter: `${adapter('snakepit')}:Promised`, tools: { keep } });
  await service.runtime.start();
  pool = service.pool;
});
afterAll(stopServices);

describe('B4: the session that Python sees', () => {
  test("is the caller's, in each call its own", async () => {
    const ids = ['user_42', 'user_43', 'user_42'];
    const sessions = ids.map((session) => pool.call('session', {}, { session }));
    expect(await Promise.all(sessions)).toEqual(ids);
  });
});

describe('B5: text, lists, maps and None reach host tools as they are, and come back', () => {
  const args = {
    text: 'grüß',
    list: [1, 'two', [3]],
    map: { a: { b: null } },
    none: null,
    int: 7,
    float: 0.5,
    yes: true,
  };

  test.each([
    ['by keyword', 'by_keyword'],
    ['in a single dict', 'by_dict'],
    ['through the proxy `elixir_tools["keep"](…)`', 'by_proxy'],
  ])('%s', async (_, way) => {
    seen.length = 0;
    expect(await pool.call(way, { args })).toEqual(args);
    expect(seen).toEqual([args]);
  });

  test('with options, which are no argument of the tool', async () => {
    seen.length = 0;
    expect(await pool.call('with_timeout', { args, timeout: 5_000 })).toEqual(args);
    expect(seen).toEqual([args]);
  });
});

describe('B6: an adapter of nothing but @tool methods', () => {
  test('serves calls and streams, and describes them', async () => {
    expect(await pool.call('echo', { value: 'hello' })).toBe('hello');
    const chunks: unknown[] = [];
    for await (const chunk of pool.stream('ticks', { count: 3 })) chunks.push(chunk);
    expect(chunks).toEqual([0, 1, 2]);
    expect(pool.specs().find(({ name }) => name === 'ticks')).toMatchObject({ streaming: true });
  });
});

describe("B7: what Snakepit's pages import is there", () => {
  test.each([
    'from snakepit_bridge import BaseAdapter, tool, ThreadSafeAdapter, StreamChunk, thread_safe_method',
    'from snakepit_bridge.base_adapter import BaseAdapter, tool, StreamChunk',
    'from snakepit_bridge.base_adapter_threaded import ThreadSafeAdapter, thread_safe_method',
    'from snakepit_bridge.adapters.showcase.tool import StreamChunk',
    'from snakepit_bridge.session_context import SessionContext',
    'from snakepit_bridge_pb2_grpc import BridgeServiceStub',
  ])('%s', (line) => {
    execFileSync(python(), ['-c', line], { env: { PYTHONPATH: pythonHome() }, stdio: 'pipe' });
  });
});

describe('B13: a value keeps its type', () => {
  test('on the way from Python', async () => {
    const values = (await pool.call('values', {})) as Record<string, unknown>;
    expect(values).toMatchObject({ int: 7, large: 2n ** 62n + 1n, none: null, tuple: [1, 2] });
    expect(values['bytes']).toEqual(new Uint8Array([0, 255]));
    expect(values['array']).toBeInstanceOf(Tensor);
    expect(values['array']).toMatchObject({ dtype: 'int32', shape: [3] });
  });

  test.each([[7], [2n ** 62n + 1n], [0.5], [null], [true], ['7'], [[1, [2]]]])('there and back: %o', async (value) => {
    expect(await pool.call('echo', { value })).toStrictEqual(value);
  });
});
