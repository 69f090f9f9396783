/** `snakepit.bridge.BridgeService` as a client finds it. */
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PlaneEvent } from '../../../src/bridge/plane/types.ts';
import { eventually } from '../../support/eventually.ts';
import {
  anys,
  closeAll,
  collect,
  messages,
  millis,
  pb,
  type Served,
  SNAKEPIT,
  serve,
  statusOf,
  unpacked,
} from './support.ts';

const { snakepit } = pb;
let served: Served;

beforeEach(async () => {
  served = await serve();
});
afterEach(closeAll);

const call = (method: string) => `/${SNAKEPIT}/${method}`;

function execute(toolName: string, parameters: Record<string, unknown> = {}, more: object = {}) {
  const request = { sessionId: 's1', toolName, parameters: anys(parameters), ...more };
  return served.client.unary(call('ExecuteTool'), snakepit.ExecuteToolRequest, request, snakepit.ExecuteToolResponse);
}

test('a ping is answered, with the time', async () => {
  const { message, serverTime } = await served.client.unary(
    call('Ping'),
    snakepit.PingRequest,
    { message: 'hi' },
    snakepit.PingResponse,
  );
  expect(message).toBe('pong: hi');
  expect(Math.abs(millis(serverTime) - Date.now())).toBeLessThan(10_000);
});

test('a session is opened with the tools it has, kept alive, looked at and cleaned up', async () => {
  const session = { sessionId: 's1' };
  const opened = await served.client.unary(
    call('InitializeSession'),
    snakepit.InitializeSessionRequest,
    { ...session, metadata: { user: 'ada' } },
    snakepit.InitializeSessionResponse,
  );
  expect(opened.success).toBe(true);
  expect(opened.availableTools['count']).toMatchObject({ name: 'count', supportsStreaming: true });
  const { parameters } = opened.availableTools['add'] ?? {};
  expect(parameters?.map(({ name, type, required }) => [name, type, required])).toEqual([
    ['a', 'float', true],
    ['b', 'integer', false],
  ]);
  expect(JSON.parse(parameters?.[1]?.validationJson ?? '')).toEqual({ type: 'integer', default: 1 });
  const beat = () =>
    served.client.unary(call('Heartbeat'), snakepit.HeartbeatRequest, session, snakepit.HeartbeatResponse);
  expect((await beat()).sessionValid).toBe(true);
  const found = await served.client.unary(
    call('GetSession'),
    snakepit.GetSessionRequest,
    session,
    snakepit.GetSessionResponse,
  );
  expect(found).toMatchObject({ ...session, metadata: { user: 'ada' }, toolCount: 2 });
  expect(millis(found.createdAt)).toBe(1_500);
  const cleaned = await served.client.unary(
    call('CleanupSession'),
    snakepit.CleanupSessionRequest,
    session,
    snakepit.CleanupSessionResponse,
  );
  expect(cleaned).toMatchObject({ success: true, resourcesCleaned: 1 });
  expect((await beat()).sessionValid).toBe(false);
  const gone = served.client.unary(
    call('GetSession'),
    snakepit.GetSessionRequest,
    session,
    snakepit.GetSessionResponse,
  );
  expect(await statusOf(gone)).toMatchObject({ status: 'NOT_FOUND' });
});

describe('a tool', () => {
  test('gets strings, lists, maps and None intact, integers as integers', async () => {
    const value = { text: '5', list: [1, [2.5]], map: { none: null }, big: 2n ** 60n };
    const { success, result } = await execute('echo', { value });
    expect(success).toBe(true);
    expect(unpacked(result)).toEqual(value);
  });

  test('gets the JSON that Snakepit packs into a StringValue', async () => {
    const json = Buffer.from('{"n": [1, "x"]}');
    const packed = {
      type_url: 'type.googleapis.com/google.protobuf.StringValue',
      value: Buffer.concat([Buffer.of(0x0a, json.length), json]),
    };
    const { result } = await execute('echo', {}, { parameters: { value: packed } });
    expect(unpacked(result)).toEqual({ n: [1, 'x'] });
  });

  test('gets binary parameters as bytes, and gives bytes as they are', async () => {
    const { success, result, binaryResult } = await execute(
      'echo',
      {},
      { binaryParameters: { value: Buffer.of(0, 255) } },
    );
    expect(success).toBe(true);
    expect(result).toBeNull();
    expect([...binaryResult]).toEqual([0, 255]);
  });

  test("has the metadata's timeout; the rest of the metadata reaches it", async () => {
    await execute('echo', {}, { metadata: { timeout_ms: '250', correlation_id: 'c1' } });
    expect(served.plane.last).toMatchObject({ timeoutMs: 250, metadata: { correlation_id: 'c1' } });
    expect(served.plane.last?.metadata).not.toHaveProperty('timeout_ms');
    const refused = execute('echo', {}, { metadata: { timeout_ms: 'soon' } });
    expect(await statusOf(refused)).toMatchObject({
      status: 'INVALID_ARGUMENT',
      details: expect.stringMatching(/^metadata\.timeout_ms is "soon"/),
    });
  });

  test('that raises answers with JSON, as a worker of Snakepit does', async () => {
    const { success, errorMessage, metadata } = await execute('fail');
    expect(success).toBe(false);
    expect(JSON.parse(errorMessage)).toMatchObject({
      type: 'NotFittedError',
      message: 'the model is not trained',
      context: {},
    });
    expect(metadata).toMatchObject({ type: 'NotFittedError' });
  });

  test('of the host that raises answers with the sentence, and the type beside it', async () => {
    const answer = await served.client.unary(
      call('ExecuteElixirTool'),
      snakepit.ExecuteElixirToolRequest,
      { sessionId: 's1', toolName: 'absent' },
      snakepit.ExecuteElixirToolResponse,
    );
    expect(answer.success).toBe(false);
    expect(answer.errorMessage).toMatch(/^pool ml has no tool "absent": it has echo/);
    expect(answer.metadata).toMatchObject({ type: 'ToolNotFound', code: 'VIV_UNKNOWN_TOOL', retryable: 'false' });
  });

  test('whose argument cannot be read is refused, naming it', async () => {
    const refused = execute('echo', {}, { parameters: { x: { type_url: 'a.B', value: Buffer.from('{') } } });
    expect(await statusOf(refused)).toMatchObject({
      status: 'INVALID_ARGUMENT',
      details: expect.stringMatching(/^parameters\.x has/),
    });
  });
});

test('the exposed tools are listed, in a session and without', async () => {
  for (const sessionId of ['s1', '']) {
    const { tools } = await served.client.unary(
      call('GetExposedElixirTools'),
      snakepit.GetExposedElixirToolsRequest,
      { sessionId },
      snakepit.GetExposedElixirToolsResponse,
    );
    expect(tools.map(({ name }) => name)).toEqual(['add', 'count']);
  }
});

test('tools of Python are not registered: the refusal says where they belong', async () => {
  const refused = served.client.unary(
    call('RegisterTools'),
    snakepit.RegisterToolsRequest,
    {},
    snakepit.RegisterToolsResponse,
  );
  expect(await statusOf(refused)).toMatchObject({
    status: 'UNIMPLEMENTED',
    details: expect.stringContaining("a pool's adapter"),
  });
});

describe('a stream', () => {
  const stream = (parameters: Record<string, unknown>) =>
    served.client.stream(call('ExecuteStreamingTool'), snakepit.ExecuteToolRequest, {
      sessionId: 's1',
      toolName: 'count',
      parameters: anys(parameters),
    });

  test('gives each chunk as JSON and exactly one final one', async () => {
    const chunks = await collect(stream({ to: 2 }), snakepit.ToolChunk);
    expect(
      chunks.map(({ chunkId, isFinal, data, metadata }) => [
        chunkId,
        isFinal,
        Buffer.from(data).toString(),
        metadata['encoding'],
      ]),
    ).toEqual([
      ['count-0', false, '0', 'json'],
      ['count-1', false, '1', 'json'],
      ['count-2', true, '', undefined],
    ]);
  });

  test('gives bytes as they are', async () => {
    const [chunk] = await collect(stream({ to: 1, size: 3 }), snakepit.ToolChunk);
    expect([...(chunk?.data ?? [])]).toEqual([0, 0, 0]);
    expect(chunk?.metadata).toEqual({ encoding: 'binary' });
  });

  test('that fails ends with a status, after its chunks', async () => {
    const call = stream({ to: 1, fail: true });
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { chunkId } of messages(call, snakepit.ToolChunk)) seen.push(chunkId);
    })();
    expect(await statusOf(reading)).toMatchObject({
      status: 'INTERNAL',
      details: 'after the chunks',
      metadata: { 'vivarium-error-type': 'Error' },
    });
    expect(seen).toEqual(['count-0']);
  });
});

describe('telemetry', () => {
  const control = (fields: Parameters<typeof snakepit.TelemetryControl.encode>[0]) =>
    snakepit.TelemetryControl.encode(fields).finish() as Buffer;

  async function read(...controls: Buffer[]) {
    const call = served.client.bidi(call_('StreamTelemetry'));
    const seen: string[] = [];
    call.on('data', (bytes: Buffer) => seen.push(snakepit.TelemetryEvent.decode(bytes).eventParts.join('.')));
    for (const each of controls) call.write(each);
    await eventually(() => served.plane.reading === 1);
    return { call, seen };
  }
  const call_ = call;

  /** Emits until the reader's wishes have arrived: then nothing more comes between the marks. */
  async function settled(seen: string[]): Promise<void> {
    await eventually(() => {
      served.plane.emit('mark');
      return seen.includes('mark');
    });
  }

  test('comes as it happens, with measurements of their own types', async () => {
    const call = served.client.bidi(call_('StreamTelemetry'));
    await eventually(() => served.plane.reading === 1);
    served.plane.emit('python.call.stop');
    const [bytes] = (await once(call, 'data')) as [Buffer];
    const event = snakepit.TelemetryEvent.decode(bytes);
    expect(event).toMatchObject({
      eventParts: ['python', 'call', 'stop'],
      metadata: { pool: 'ml' },
      correlationId: 'c1',
    });
    expect(Number(event.measurements['duration']?.intValue)).toBe(5);
    expect(event.measurements['ratio']?.floatValue).toBe(0.5);
    expect(event.measurements['kind']?.stringValue).toBe('x');
    expect(Math.abs(Number(event.timestampNs) / 1e6 - Date.now())).toBeLessThan(10_000);
    call.cancel();
    await eventually(() => served.plane.reading === 0);
  });

  test('is filtered by patterns', async () => {
    const { seen } = await read(control({ filter: { allow: ['python.*', 'mark'], deny: ['*.start'] } }));
    await settled(seen);
    for (const event of ['python.call.start', 'pool.ready', 'python.call.stop']) served.plane.emit(event);
    await eventually(() => seen.includes('python.call.stop'));
    expect(new Set(seen)).toEqual(new Set(['mark', 'python.call.stop']));
  });

  test('is thinned out by a rate, for the events it names', async () => {
    const { seen } = await read(control({ sampling: { samplingRate: 0.25, eventPatterns: ['noisy'] } }));
    await settled(seen);
    for (let n = 0; n < 100; n++) served.plane.emit('noisy');
    served.plane.emit('last');
    await eventually(() => seen.includes('last'));
    const noisy = seen.filter((event) => event === 'noisy').length;
    expect(noisy).toBeGreaterThanOrEqual(25);
    expect(noisy).toBeLessThan(100);
  });

  test('still comes when the reader has said all it will', async () => {
    const { call, seen } = await read();
    call.end();
    await settled(seen);
  });

  test('drops the oldest for a reader that does not read', async () => {
    const call = served.client.bidi(call_('StreamTelemetry'));
    const seen: PlaneEvent[] = [];
    await eventually(() => served.plane.reading === 1);
    for (let n = 0; n < 5_000; n++) served.plane.emit(`event.${n}`);
    call.on('data', (bytes: Buffer) =>
      seen.push({ event: snakepit.TelemetryEvent.decode(bytes).eventParts.join('.') } as PlaneEvent),
    );
    await eventually(() => seen.at(-1)?.event === 'event.4999');
    expect(seen.length).toBeLessThan(1_200);
  });
});
