/** `dspex.bridge.SnakepitBridge` as a client finds it. */
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import {
  any,
  anys,
  closeAll,
  collect,
  DSPEX,
  messages,
  millis,
  pb,
  type Served,
  serve,
  statusOf,
  unpacked,
} from './support.ts';

const { dspex } = pb;
let served: Served;

beforeEach(async () => {
  served = await serve();
});
afterEach(closeAll);

const call = (method: string) => `/${DSPEX}/${method}`;

function execute(tool: string, kwargs: Record<string, unknown> = {}, more: object = {}, options: object = {}) {
  const request = { sessionId: 's1', toolId: tool, kwargs: anys(kwargs), requestId: 'req_1', ...more };
  return served.client.unary(call('ExecuteTool'), dspex.ToolCallRequest, request, dspex.ToolCallResponse, options);
}

describe('a session', () => {
  const open = (sessionId: string) =>
    served.client.unary(
      call('InitializeSession'),
      dspex.InitializeSessionRequest,
      { sessionId, metadata: { user: 'ada' }, callbackAddress: 'localhost:1' },
      dspex.InitializeSessionResponse,
    );

  test('is opened with metadata, says what it can do, and is known', async () => {
    const opened = await open('s1');
    expect(opened).toMatchObject({ success: true, toolCount: 2, capabilities: ['streaming', 'variables', 'batch'] });
    const info = await served.client.unary(
      call('GetSessionInfo'),
      dspex.GetSessionInfoRequest,
      { sessionId: 's1' },
      dspex.SessionInfo,
    );
    expect(info).toMatchObject({
      sessionId: 's1',
      metadata: { user: 'ada' },
      toolCount: 2,
    });
    expect([millis(info.createdAt), millis(info.lastActivity)]).toEqual([1_500, 2_000]);
  });

  test('that cannot be made says why in the answer', async () => {
    for (const id of ['a', 'b', 'c']) await open(id);
    const refused = await open('d');
    expect(refused.success).toBe(false);
    expect(refused.error).toMatchObject({
      type: 'ResourceExhausted',
      message: expect.stringContaining('there are 3 sessions already'),
      details: { code: 'VIV_SESSION_LIMIT', retryable: 'true', session: 'd', max: '3' },
    });
    expect(Math.abs(millis(refused.error?.timestamp) - Date.now())).toBeLessThan(10_000);
  });

  test('is cleaned up once, and then unknown', async () => {
    await open('s1');
    const clean = () =>
      served.client.unary(
        call('CleanupSession'),
        dspex.CleanupSessionRequest,
        { sessionId: 's1' },
        dspex.StatusResponse,
      );
    expect(await clean()).toMatchObject({ success: true, message: 'session s1 closed' });
    expect(await clean()).toMatchObject({ success: true, message: 'there was no session s1' });
    const info = served.client.unary(
      call('GetSessionInfo'),
      dspex.GetSessionInfoRequest,
      { sessionId: 's1' },
      dspex.SessionInfo,
    );
    expect(await statusOf(info)).toMatchObject({ status: 'NOT_FOUND', details: 'there is no session s1' });
  });

  test('without a name is refused, naming the field', async () => {
    expect(await statusOf(open(''))).toMatchObject({
      status: 'INVALID_ARGUMENT',
      details: expect.stringMatching(/^session_id is empty/),
    });
  });

  test("lists its tools with each argument's name, types, description and default", async () => {
    const { tools } = await served.client.unary(
      call('GetSessionTools'),
      dspex.GetSessionToolsRequest,
      { sessionId: 's1' },
      dspex.GetSessionToolsResponse,
    );
    const [add, count] = tools;
    expect(add).toMatchObject({
      toolId: 'add',
      name: 'add',
      description: 'Adds two numbers',
      metadata: { idempotent: 'true' },
    });
    expect(JSON.parse(add?.metadata?.['parameters'] ?? '')).toMatchObject({ required: ['a'] });
    expect(add?.type).toBe(dspex.ToolType.STANDARD);
    expect(
      add?.arguments?.map(({ name, pythonType, elixirType, required, description }) => [
        name,
        pythonType,
        elixirType,
        required,
        description,
      ]),
    ).toEqual([
      ['a', 'float', 'float', true, 'the first'],
      ['b', 'int', 'integer', false, ''],
    ]);
    expect(unpacked(add?.arguments?.[1]?.defaultValue)).toBe(1);
    expect(count?.type).toBe(dspex.ToolType.STREAMING);
  });
});

describe('a tool', () => {
  test('is run with its arguments, in its session, and its answer is measured', async () => {
    served.plane.toolbox['slow'] = async () => {
      const start = performance.now();
      await eventually(() => performance.now() - start > 20);
      return { sum: 5 };
    };
    const answer = await execute('slow', { a: 2, b: 3 }, { context: { correlation_id: 'c1' } });
    expect(answer).toMatchObject({ success: true, requestId: 'req_1' });
    expect(unpacked(answer.result)).toEqual({ sum: 5 });
    expect(Number(answer.metrics?.durationMs)).toBeGreaterThanOrEqual(20);
    expect(served.plane.last).toMatchObject({
      session: 's1',
      args: { a: 2, b: 3 },
      metadata: { correlation_id: 'c1' },
    });
  });

  test('gets arguments by position too', async () => {
    const answer = await execute('echo', {}, { args: [any([1, 2])] });
    expect(unpacked(answer.result)).toEqual([1, 2]);
  });

  test('that returns nothing gives null', async () => {
    expect(unpacked((await execute('undefined')).result)).toBeNull();
  });

  test.each([
    ['absent', 'ToolNotFound', 'VIV_UNKNOWN_TOOL', /no tool "absent": it has echo/],
    ['wrong', 'ValidationError', 'VIV_BAD_ARGUMENTS', /argument a is missing/],
    ['late', 'TimeoutError', 'VIV_CALL_TIMEOUT', /took longer than 100ms/],
    ['busy', 'ResourceExhausted', 'VIV_POOL_SATURATED', /queue of 10 calls is full/],
    ['date', 'ValidationError', 'VIV_UNSENDABLE', /^date\(\): a Date cannot be sent/],
  ])('that ends as "%s" answers with the type %s', async (tool, type, code, message) => {
    const { success, error } = await execute(tool);
    expect(success).toBe(false);
    expect(error).toMatchObject({ type, message: expect.stringMatching(message), details: { code } });
  });

  test('that throws an error of its own answers with that error', async () => {
    const { success, error } = await execute('fail');
    expect(success).toBe(false);
    expect(error).toMatchObject({ type: 'NotFittedError', message: 'the model is not trained' });
    expect(served.errors).toEqual([]);
  });

  test('of a host that stops is refused with UNAVAILABLE, so that clients retry', async () => {
    expect(await statusOf(execute('stopped'))).toMatchObject({
      status: 'UNAVAILABLE',
      details: 'the runtime is stopping',
      metadata: { 'vivarium-error-code': 'VIV_STOPPED', 'vivarium-error-retryable': 'false' },
    });
  });

  test('whose argument cannot be read is refused, naming it; it has not run', async () => {
    const broken = { type_url: 'some.Type', value: Buffer.from('{') };
    const refused = await statusOf(execute('echo', {}, { kwargs: { query: broken } }));
    expect(refused).toMatchObject({
      status: 'INVALID_ARGUMENT',
      details: expect.stringMatching(/^kwargs\.query has the type some\.Type/),
    });
    expect(await statusOf(execute('echo', {}, { args: [any(1), broken] }))).toMatchObject({
      details: expect.stringMatching(/^args\[1\] has/),
    });
    expect(served.plane.last).toBeUndefined();
  });

  test('without a name is refused', async () => {
    expect(await statusOf(execute(''))).toMatchObject({
      status: 'INVALID_ARGUMENT',
      details: expect.stringMatching(/^tool_id is empty/),
    });
  });

  describe('has the nearer deadline:', () => {
    test("timeout_ms, when the client's own is later", async () => {
      await execute('echo', {}, { timeoutMs: 1_500 }, { deadline: Date.now() + 60_000 });
      expect(served.plane.last?.timeoutMs).toBe(1_500);
    });

    test("the client's, when that is earlier", async () => {
      await execute('echo', {}, { timeoutMs: 60_000 }, { deadline: Date.now() + 5_000 });
      expect(served.plane.last?.timeoutMs).toBeGreaterThan(4_000);
      expect(served.plane.last?.timeoutMs).toBeLessThanOrEqual(5_000);
    });

    test('none, when neither is given', async () => {
      await execute('echo');
      expect(served.plane.last?.timeoutMs).toBe(Infinity);
    });

    test('a negative one is refused', async () => {
      expect(await statusOf(execute('echo', {}, { timeoutMs: -1 }))).toMatchObject({
        status: 'INVALID_ARGUMENT',
        details: expect.stringMatching(/^timeout_ms is -1/),
      });
    });
  });

  test("is aborted when the client's deadline passes", async () => {
    expect(await statusOf(execute('wait', {}, {}, { deadline: Date.now() + 50 }))).toMatchObject({
      status: 'DEADLINE_EXCEEDED',
    });
    await eventually(() => served.plane.last?.signal.aborted);
  });

  test('is aborted when the client cancels', async () => {
    const waiting = served.client.stream(call('StreamTool'), dspex.ToolStreamRequest, {
      sessionId: 's1',
      toolId: 'count',
    });
    await eventually(() => served.plane.streamed.made > 0);
    waiting.cancel();
    await eventually(() => served.plane.streamed.closed);
    expect(served.plane.last?.signal.aborted).toBe(true);
  });
});

describe('a stream', () => {
  const stream = (kwargs: Record<string, unknown>, toolId = 'count') =>
    served.client.stream(call('StreamTool'), dspex.ToolStreamRequest, {
      sessionId: 's1',
      toolId,
      streamId: 'stream_1',
      kwargs: anys(kwargs),
    });
  const all = (call: AsyncIterable<Buffer>) => collect(call, dspex.ToolStreamChunk);

  test('gives each chunk in order, then one end with what was measured', async () => {
    const chunks = await all(stream({ to: 3 }));
    expect(chunks.slice(0, 3).map(({ data }) => unpacked(data))).toEqual([0, 1, 2]);
    expect(chunks.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3]);
    expect(chunks.map(({ streamId }) => streamId)).toEqual(Array(4).fill('stream_1'));
    expect(chunks[3]).toMatchObject({ content: 'complete', complete: { totalChunks: 3 } });
    expect(chunks[3]?.complete?.metrics).toBeDefined();
  });

  test('that fails gives its chunks, then the error', async () => {
    const chunks = await all(stream({ to: 2, fail: true }));
    expect(chunks.map(({ content }) => content)).toEqual(['data', 'data', 'error']);
    expect(chunks[2]?.error).toMatchObject({ type: 'Error', message: 'after the chunks' });
  });

  test('of a tool that is not there is one error', async () => {
    const chunks = await all(stream({}, 'absent'));
    expect(chunks.map(({ error }) => error?.type)).toEqual(['ToolNotFound']);
  });

  test('stops its tool when the reader leaves', async () => {
    const call = stream({});
    await once(call, 'data');
    call.cancel();
    await eventually(() => served.plane.streamed.closed);
  });

  test('waits for a slow reader: 100,000 chunks leave the memory of the host flat', async () => {
    const call = stream({ to: 100_000, size: 4_096 });
    call.once('data', () => call.pause());
    await once(call, 'pause');
    let before = -1;
    await eventually(() => {
      const still = before === served.plane.streamed.made;
      before = served.plane.streamed.made;
      return still;
    });
    // HTTP/2's windows and a few buffers, of the 400 MB that there are
    expect(served.plane.streamed.made).toBeLessThan(100);
    const rss = process.memoryUsage.rss();
    let highest = 0;
    let count = 0;
    for await (const chunk of messages(call, dspex.ToolStreamChunk)) {
      if (chunk.content === 'complete') expect(chunk.complete?.totalChunks).toBe(100_000);
      if (++count % 1_000 === 0) highest = Math.max(highest, process.memoryUsage.rss());
    }
    expect(count).toBe(100_000); // the first was read before the pause, and the end is one more
    expect((highest - rss) / 1024 ** 2).toBeLessThan(120);
  }, 60_000);
});

describe('a batch', () => {
  const batch = (items: readonly (readonly [string, Record<string, unknown>?])[], config?: object) =>
    served.client.unary(
      call('BatchExecuteTools'),
      dspex.BatchToolCallRequest,
      {
        sessionId: 's1',
        batchId: 'batch_1',
        items: items.map(([toolId, kwargs = {}], index) => ({ index, toolId, kwargs: anys(kwargs) })),
        ...(config === undefined ? {} : { config }),
      },
      dspex.BatchToolCallResponse,
    );

  test('answers in the order of its items, failures among the results', async () => {
    const { batchId, results, metrics } = await batch([['add', { a: 1, b: 2 }], ['fail'], ['echo', { value: 'x' }]], {
      parallel: true,
      maxParallel: 10,
    });
    expect(batchId).toBe('batch_1');
    expect(results.map(({ index = 0, success = false }) => [index, success])).toEqual([
      [0, true],
      [1, false],
      [2, true],
    ]);
    expect(unpacked(results[0]?.result)).toBe(3);
    expect(results[1]?.error).toMatchObject({ type: 'NotFittedError' });
    expect(metrics).toMatchObject({ totalItems: 3, successfulItems: 2, failedItems: 1 });
  });

  test.each<[string, object | undefined, number]>([
    ['10 at a time without a config', undefined, 10],
    ['as many at a time as it says', { parallel: true, maxParallel: 3 }, 3],
    ['one after the other when not parallel', { parallel: false, maxParallel: 3 }, 1],
  ])('runs %s', async (_, config, most) => {
    await batch(
      Array.from({ length: 30 }, () => ['pause'] as const),
      config,
    );
    expect(served.plane.most).toBe(most);
  });

  test('with stop_on_error begins nothing after a failure, and says so', async () => {
    const { results, metrics } = await batch([['fail'], ['echo'], ['echo']], { parallel: false, stopOnError: true });
    expect(results.map(({ error }) => error?.type)).toEqual(['NotFittedError', 'Skipped', 'Skipped']);
    expect(metrics).toMatchObject({ totalItems: 3, failedItems: 3 });
  });

  test('of more than 100 items is refused, and nothing of it runs', async () => {
    const refused = batch(Array.from({ length: 101 }, () => ['pause'] as const));
    expect(await statusOf(refused)).toMatchObject({
      status: 'INVALID_ARGUMENT',
      details: expect.stringMatching(/^a batch of 101 items: 100 at most/),
    });
    expect(served.plane.most).toBe(0);
  });

  test('without items is answered without results', async () => {
    expect((await batch([])).results).toEqual([]);
  });
});

describe('variables', () => {
  const set = (variableName: string, value: unknown, more: object = { createIfMissing: true }) =>
    served.client.unary(
      call('SetSessionVariable'),
      dspex.SetVariableRequest,
      { sessionId: 's1', variableName, value: any(value), ...more },
      dspex.StatusResponse,
    );
  const get = (variableName: string, includeMetadata = false) =>
    served.client.unary(
      call('GetSessionVariable'),
      dspex.GetVariableRequest,
      { sessionId: 's1', variableName, includeMetadata },
      dspex.VariableResponse,
    );
  const list = (more: object = {}) =>
    served.client.unary(
      call('ListSessionVariables'),
      dspex.ListVariablesRequest,
      { sessionId: 's1', ...more },
      dspex.ListVariablesResponse,
    );

  test('are set, read with what is known of them, and listed', async () => {
    const metadata = { type: 'dict', createdBy: 'python', tags: { tool: 'search' } };
    expect(await set('config', { n: [1, 2n ** 60n] }, { metadata, createIfMissing: true })).toMatchObject({
      success: true,
    });
    const found = await get('config', true);
    expect(found.exists).toBe(true);
    expect(unpacked(found.value)).toEqual({ n: [1, 2n ** 60n] });
    expect(found.metadata).toMatchObject(metadata);
    expect([millis(found.metadata?.createdAt), millis(found.metadata?.updatedAt)]).toEqual([1_000, 1_500]);
    expect((await get('config')).metadata).toBeNull();
    await set('other', 1);
    expect((await list()).variables).toMatchObject([{ name: 'config', type: 'dict', sizeBytes: 7 }, { name: 'other' }]);
    expect((await list({ prefix: 'oth' })).variables.map(({ name }) => name)).toEqual(['other']);
    expect((await list({ tags: ['tool'] })).variables.map(({ name }) => name)).toEqual(['config']);
    expect((await list({ limit: 1 })).variables).toHaveLength(1);
  });

  test('that are not there do not exist, null exists', async () => {
    expect(await get('none')).toMatchObject({ exists: false });
    await set('null', null);
    expect(await get('null')).toMatchObject({ exists: true });
  });

  test('are not made by a set that must not make them', async () => {
    const answer = await set('none', 1, { createIfMissing: false });
    expect(answer).toMatchObject({ success: false, error: { details: { code: 'VIV_NO_VARIABLE' } } });
    expect(answer.message).toContain("Variable 'none' not found");
  });

  test('are watched: first as they are, then each change', async () => {
    await set('n', 1);
    const watching = served.client.stream(call('WatchSessionVariables'), dspex.WatchVariablesRequest, {
      sessionId: 's1',
      includeInitial: true,
    });
    const updates = messages(watching, dspex.VariableUpdate)[Symbol.asyncIterator]();
    const next = async () => {
      const { value } = await updates.next();
      return [value.name, value.operation, value.operation === 'delete' ? undefined : unpacked(value.value)];
    };
    expect(await next()).toEqual(['n', 'set', 1]);
    await eventually(() => served.plane.watching === 1);
    await set('n', 2);
    expect(await next()).toEqual(['n', 'update', 2]);
    served.plane.deleteVariable('n');
    expect(await next()).toEqual(['n', 'delete', undefined]);
    watching.cancel();
    await eventually(() => served.plane.watching === 0);
  });
});

describe('the host', () => {
  const health = (service: string) =>
    served.client.unary(call('HealthCheck'), dspex.HealthCheckRequest, { service }, dspex.HealthCheckResponse);
  const { SERVING, NOT_SERVING, UNKNOWN } = dspex.HealthCheckResponse.ServingStatus;

  test("says how it is, by the seed's name for all of it, and how its pools are", async () => {
    served.plane.health.set('', 'SERVING');
    served.plane.health.set('pool:ml', 'NOT_SERVING');
    expect(await health('tool_bridge')).toMatchObject({ status: SERVING, dependencies: { 'pool:ml': NOT_SERVING } });
    expect((await health('pool:ml')).status).toBe(NOT_SERVING);
    expect((await health('nobody')).status).toBe(UNKNOWN);
  });

  test('gives its metrics, those of the plane measured', async () => {
    const metrics = (metricNames: string[]) =>
      served.client.unary(call('GetMetrics'), dspex.GetMetricsRequest, { metricNames }, dspex.MetricsResponse);
    await execute('echo');
    await statusOf(execute('stopped'));
    const { metrics: all } = await metrics([]);
    const numbers = Object.fromEntries(
      Object.entries(all).map(([name, { integerValue, doubleValue }]) => [name, Number(integerValue ?? doubleValue)]),
    );
    expect(numbers).toMatchObject({
      calls_total: 3,
      queue_seconds: 0.5,
      rpcs_total: 2,
      rpcs_failed_total: 1,
      rpcs_in_flight: 1,
    });
    const histogram = all['rpc_duration_ms']?.histogram;
    expect(Number(histogram?.count)).toBe(2);
    expect(histogram?.sum).toBeGreaterThan(0);
    expect(histogram?.buckets?.reduce((sum, { count }) => sum + Number(count), 0)).toBe(2);
    expect(Object.keys((await metrics(['calls_total'])).metrics)).toEqual(['calls_total']);
  });
});
