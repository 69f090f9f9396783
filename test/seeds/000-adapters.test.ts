/** Every Python block of the page about adapters, run by real workers against a real host. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRuntime, type Runtime, tool } from '../../src/index.ts';
import { python } from '../support/python.ts';
import { FRAMES } from './adapter-blocks.ts';
import { seed } from './seed.ts';

const page = seed('000');
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const stored: unknown[] = [];
let runtime: Runtime;

/** A host tool that is called with `key`. */
const taking = (key: string, answer: (value: unknown) => unknown) =>
  tool({
    description: `Takes ${key}`,
    parameters: [{ name: key, type: 'any', required: true }],
    execute: (input) => answer((input as Record<string, unknown>)[key]),
  });

const valid = (data: unknown) => ({ valid: Object.keys(data as object).length > 0, errors: ['empty'] });

const tools = {
  backend: taking('input', (data) => ({ got: data })),
  validate: taking('data', valid),
  validate_input: taking('data', valid),
  validate_schema: tool({
    description: 'Validate data against schema',
    parameters: [
      { name: 'data', type: 'map', required: true },
      { name: 'schema_name', type: 'string', required: true },
    ],
    execute: (input) => valid((input as { data: unknown }).data),
  }),
  store_predictions: taking('predictions', (predictions) => {
    stored.push(predictions);
    return { id: `p${stored.length}` };
  }),
  store_result: taking('result', (result) => {
    stored.push(result);
    return true;
  }),
};

const pool = (index: number): string => `block${index}`;
const call = (index: number, name: string, args: Record<string, unknown> = {}, options: object = {}) =>
  runtime.sessions.get('user-42').call(pool(index), name, args, options);
async function stream(index: number, name: string, args: Record<string, unknown>): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const item of runtime.sessions.get('user-42').stream(pool(index), name, args)) items.push(item);
  return items;
}

describe.skipIf(page.missing !== undefined)('the page about adapters', () => {
  beforeAll(async () => {
    const pools = FRAMES.map(({ index, adapter }) => {
      const file = page.write(`block_${index}.py`, adapter(page.take(index)));
      const adapterName = index === 1 ? `${file}:MyAdapter` : `${file}:Shown`;
      return [pool(index), { adapter: adapterName, python: python(), config: { model_name: 'm' } }];
    });
    runtime = createRuntime({ pools: Object.fromEntries(pools), tools, logger: quiet }) as Runtime;
    await runtime.start();
  }, 60_000);
  afterAll(() => runtime?.stop({ grace: 0 }));

  const title = (index: number): string => FRAMES[index]?.about ?? '';

  test(`0: ${title(0)}`, async () => {
    expect(await call(0, 'whose')).toBe('user-42');
  });

  test(`1: ${title(1)}`, async () => {
    expect(await call(1, 'add', { a: 1.5, b: 2 })).toBe(3.5);
    await expect(call(1, 'search', { query: 'q' })).rejects.toThrow(/api_key/);
    await runtime.sessions.get('user-42').set('api_key', 'k');
    expect(await call(1, 'search', { query: 'q' })).toEqual({ results: [], query: 'q' });
    expect(await stream(1, 'search', { query: 'q' })).toEqual([{ results: [], query: 'q' }]);
  });

  test(`2: ${title(2)}`, async () => {
    expect(await call(2, 'model_of')).toEqual(['my-model', 1]);
    expect(await call(2, 'model_of')).toEqual(['my-model', 1]);
  });

  test(`3: ${title(3)}`, async () => {
    expect(await call(3, 'get_session_info', {}, { metadata: { user: 'ada' } })).toEqual({
      session_id: 'user-42',
      metadata: { user: 'ada', correlation_id: expect.stringMatching(/^block3\/\d+$/) },
    });
  });

  test(`4: ${title(4)}`, async () => {
    expect(await call(4, 'call_backend_tool', { operation: 'backend', data: { a: [1] } })).toEqual({ got: { a: [1] } });
    await expect(call(4, 'call_backend_tool', { operation: 'nope', data: {} })).rejects.toThrow(
      "Tool 'nope' not found",
    );
  });

  test(`5: ${title(5)}`, async () => {
    const listed = (await call(5, 'listed')) as Record<string, [string, { required: string[] }]>;
    expect(Object.keys(listed).sort()).toEqual(Object.keys(tools).sort());
    expect(listed['validate_schema']?.[0]).toBe('validate_schema');
    expect(listed['validate_schema']?.[1]).toMatchObject({ required: ['data', 'schema_name'] });
  });

  test(`6: ${title(6)}`, async () => {
    expect(await stream(6, 'stream_data', { count: 2 })).toEqual([
      { index: 1, total: 2 },
      { index: 2, total: 2 },
    ]);
  });

  test(`7: ${title(7)}`, async () => {
    const steps = [50, 100].map((progress) => ({ progress, status: 'processing' }));
    expect(await stream(7, 'long_operation', { steps: 2 })).toEqual([...steps, { status: 'complete' }]);
  });

  test(`8: ${title(8)}`, async () => {
    const chunks = (await stream(8, 'generate_dataset', { rows: 250, chunk_size: 100 })) as { data: number[][] }[];
    expect(chunks.map(({ data }) => [data.length, data[0]?.length])).toEqual([
      [100, 10],
      [100, 10],
      [50, 10],
    ]);
  });

  test(`9: ${title(9)}`, async () => {
    expect(await call(9, 'note', { what: 'a' })).toEqual([1, ['a']]);
    expect(await call(9, 'note', { what: 'b' })).toEqual([1, ['a', 'b']]);
  });

  test(`10: ${title(10)}`, async () => {
    expect(await call(10, 'predict', { input_data: 'x' })).toBe('X');
    expect(await call(10, 'predict', { input_data: 'x' })).toBe('X');
    expect(await call(10, 'log')).toEqual([1, ['X']]);
  });

  test(`11: ${title(11)}`, async () => {
    expect(await call(11, 'stored')).toEqual([{}, null]);
  });

  test(`12: ${title(12)}`, async () => {
    expect(await call(12, 'add', { item: 'a' })).toEqual([1, ['a']]);
    expect(await call(12, 'add', { item: 'b' })).toEqual([2, ['a', 'b']]);
  });

  test(`13: ${title(13)}`, async () => {
    expect(await call(13, 'process_with_validation', { data: { b: 1, a: 2 } })).toEqual({
      success: true,
      result: ['a', 'b'],
    });
    expect(await call(13, 'process_with_validation', { data: {} })).toEqual({
      error: 'Validation failed',
      details: ['empty'],
    });
  });

  test(`14: ${title(14)}`, async () => {
    stored.length = 0;
    expect(await call(14, 'run_pipeline', { input_data: { features: [1, 2] } })).toEqual({
      success: true,
      prediction_id: 'p1',
    });
    expect(stored).toEqual([[2, 4]]);
    expect(await call(14, 'run_pipeline', { input_data: {} })).toEqual({ error: 'Invalid input' });
  });

  test(`15: ${title(15)}`, async () => {
    stored.length = 0;
    expect(await call(15, 'echo', { message: 'hi' })).toBe('Echo: hi');
    expect(await call(15, 'add', { a: 1, b: 2.5 })).toBe(3.5);
    expect(await call(15, 'predict', { input_data: { features: [1, 2] } })).toEqual({ prediction: [2, 4] });
    expect(await stream(15, 'process_with_progress', { items: 2 })).toEqual([
      { item: 1, progress: 50 },
      { item: 2, progress: 100 },
    ]);
    expect(await call(15, 'validate_and_process', { data: { a: 1, b: 2 } })).toEqual({ success: true, result: 2 });
    expect(stored).toEqual([2]);
    expect(await call(15, 'validate_and_process', { data: {} })).toEqual({ error: 'Validation failed' });
  });
});
