/** The session plane over a real runtime: host tools, Python's tools, sessions, health, and where it listens. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { grpc } from '../../src/bridge/generated/plane.js';
import { createRuntime, type Log, type Runtime, type RuntimeOptions, tool } from '../../src/index.ts';
import {
  any,
  anys,
  closeAll,
  collect,
  DSPEX,
  messages,
  millis,
  pb,
  SNAKEPIT,
  statusOf,
  TestClient,
  unpacked,
} from '../bridge/plane/support.ts';
import { eventually } from '../support/eventually.ts';
import { python } from '../support/python.ts';
import { adapter } from '../support/service.ts';

const { dspex, snakepit } = pb;
const { HealthCheckRequest, HealthCheckResponse } = grpc.health.v1;
const { SERVING, NOT_SERVING } = HealthCheckResponse.ServingStatus;

const warnings: string[] = [];
const log: Log = { debug() {}, info() {}, error() {}, warn: (_, message) => warnings.push(message) };
const runtimes: Runtime[] = [];

function make(options: RuntimeOptions): Runtime {
  const runtime = createRuntime({ logger: log, ...options }) as Runtime;
  runtimes.push(runtime);
  return runtime;
}

const call = (method: string) => `/${DSPEX}/${method}`;
function execute(
  client: TestClient,
  toolId: string,
  kwargs: Record<string, unknown> = {},
  more: object = {},
  options: object = {},
) {
  const request = { sessionId: 's1', toolId, kwargs: anys(kwargs), ...more };
  return client.unary(call('ExecuteTool'), dspex.ToolCallRequest, request, dspex.ToolCallResponse, options);
}
const health = async (client: TestClient, service: string): Promise<number> =>
  (await client.unary('/grpc.health.v1.Health/Check', HealthCheckRequest, { service }, HealthCheckResponse)).status;

const description = 'A tool of the tests';
const object = { type: 'object', properties: { a: { type: 'integer' }, b: { type: 'integer' } }, required: ['a', 'b'] };
let aborted = false;

const tools = {
  multiply: tool({
    description,
    input: object,
    execute: (input) => (input as { a: number; b: number }).a * (input as { a: number; b: number }).b,
  }),
  whose: tool({
    description,
    execute: (_, { session, caller, metadata }) => ({ session: session?.id, caller, metadata }),
  }),
  hidden: tool({ description, exposedToPython: false, execute: () => 'secret' }),
  patient: tool({
    description,
    execute: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          aborted = true;
          reject(signal.reason);
        });
      }),
  }),
  until: tool({
    description,
    streaming: true,
    async *execute() {
      yield 1;
      yield 2;
    },
  }),
};

afterEach(async () => {
  await closeAll();
});

describe('over a runtime with a pool', () => {
  let runtime: Runtime;
  let client: TestClient;

  beforeAll(async () => {
    runtime = make({ pools: { ml: { adapter: adapter('calc'), python: python() } }, tools, grpc: {} });
    expect(runtime.grpc).toBeUndefined();
    await runtime.start();
    client = new TestClient(runtime.grpc?.socket ?? '', { keep: true });
  });
  afterAll(async () => {
    client.close();
    await Promise.all(runtimes.splice(0).map((each) => each.stop({ grace: 0 })));
  });

  test('it listens on a socket and nowhere else, without a token', () => {
    expect(runtime.grpc).toEqual({
      socket: expect.stringMatching(/^unix:.*plane\.sock$/),
      tcp: undefined,
      token: undefined,
    });
  });

  test('a host tool is called by name, with arguments by name or by position', async () => {
    expect(unpacked((await execute(client, 'multiply', { a: 6, b: 7 })).result)).toBe(42);
    expect(unpacked((await execute(client, 'multiply', { b: 7 }, { args: [any(3)] })).result)).toBe(21);
  });

  test('a host tool knows its session, its caller and the metadata', async () => {
    const { result } = await execute(client, 'whose', {}, { context: { correlation_id: 'c1' } });
    expect(unpacked(result)).toEqual({ session: 's1', caller: 'plane', metadata: { correlation_id: 'c1' } });
    expect(unpacked((await execute(client, 'whose', {}, { sessionId: '' })).result)).toMatchObject({ caller: 'plane' });
  });

  test('arguments that do not fit the schema are refused, naming the field', async () => {
    const { success, error } = await execute(client, 'multiply', { a: 'x', b: 1 });
    expect(success).toBe(false);
    expect(error).toMatchObject({ type: 'ValidationError', message: expect.stringMatching(/arguments\.a/) });
  });

  test('a tool that is not exposed is neither listed nor callable', async () => {
    const { tools: listed } = await client.unary(
      call('GetSessionTools'),
      dspex.GetSessionToolsRequest,
      {},
      dspex.GetSessionToolsResponse,
    );
    expect(listed.map(({ name }) => name)).toEqual(['multiply', 'whose', 'patient', 'until']);
    const { error } = await execute(client, 'hidden');
    expect(error).toMatchObject({
      type: 'ToolNotFound',
      message: expect.stringMatching(/^host tool hidden not found\. Available tools: multiply, .*ml\.add/),
    });
  });

  test("Python's tools are called by pool and name, or by name where one pool has it", async () => {
    expect(unpacked((await execute(client, 'ml.add', { a: 2, b: 3 })).result)).toBe(5);
    expect(unpacked((await execute(client, 'add', {}, { args: [any(2), any(3)] })).result)).toBe(5);
    expect(unpacked((await execute(client, 'greet', { name: 'ada' })).result)).toBe('hello ada');
    const { error } = await execute(client, 'ml.nothing');
    expect(error).toMatchObject({ type: 'ToolNotFound' });
  });

  test("a Python tool that raises answers with Python's error and traceback", async () => {
    const { success, error } = await execute(client, 'add', { a: 1, b: 'x' });
    expect(success).toBe(false);
    expect(error).toMatchObject({ type: 'ValidationError', message: expect.stringContaining('argument b') });
    const failed = await execute(client, 'ml.fail', { reason: 'no' });
    expect(failed.error?.stacktrace).toContain('Traceback');
    expect(failed.error?.type).toBe('ValueError');
  });

  test('streams come from Node and from Python', async () => {
    const stream = (toolId: string, kwargs: Record<string, unknown> = {}) =>
      collect(
        client.stream(call('StreamTool'), dspex.ToolStreamRequest, { sessionId: 's1', toolId, kwargs: anys(kwargs) }),
        dspex.ToolStreamChunk,
      );
    expect((await stream('until')).map(({ data, complete }) => complete?.totalChunks ?? unpacked(data))).toEqual([
      1, 2, 2,
    ]);
    expect(
      (await stream('count', { to: 3 })).map(({ data, complete }) => complete?.totalChunks ?? unpacked(data)),
    ).toEqual([1, 2, 3, 3]);
    expect((await stream('multiply', { a: 1, b: 2 })).map(({ error }) => error?.details?.['code'])).toEqual([
      'VIV_NOT_STREAMING',
    ]);
    expect((await execute(client, 'count', { to: 3 })).error?.details?.['code']).toBe('VIV_STREAM_ONLY');
  });

  test('a stream of Python that nobody reads any more ends in Python', async () => {
    const stream = client.stream(call('StreamTool'), dspex.ToolStreamRequest, { sessionId: 's1', toolId: 'forever' });
    for await (const { data } of messages(stream, dspex.ToolStreamChunk)) {
      expect(unpacked(data)).toBe(runtime.pool('ml').workers()[0]?.pid);
      stream.cancel();
      break;
    }
    await eventually(() => runtime.pool('ml').workers()[0]?.inFlight === 0);
  });

  test("the client's deadline ends a host tool and a Python tool", async () => {
    expect(await statusOf(execute(client, 'patient', {}, {}, { deadline: Date.now() + 100 }))).toMatchObject({
      status: 'DEADLINE_EXCEEDED',
    });
    await eventually(() => aborted);
    const { error } = await execute(client, 'sleep', { seconds: 30 }, { timeoutMs: 100 });
    expect(error).toMatchObject({ type: 'TimeoutError' });
    await eventually(() => runtime.pool('ml').workers()[0]?.inFlight === 0);
  });

  test('a session has its variables for both sides, and is counted, watched and closed', async () => {
    const session = { sessionId: 'plane-1' };
    await client.unary(
      call('InitializeSession'),
      dspex.InitializeSessionRequest,
      { ...session, metadata: { user: 'ada' } },
      dspex.InitializeSessionResponse,
    );
    const here = runtime.sessions.get('plane-1');
    expect(here.metadata).toEqual({ user: 'ada' });
    const set = (value: unknown, createIfMissing = true) =>
      client.unary(
        call('SetSessionVariable'),
        dspex.SetVariableRequest,
        { ...session, variableName: 'n', value: any(value), createIfMissing },
        dspex.StatusResponse,
      );
    expect((await set(1, false)).error?.details).toMatchObject({ code: 'VIV_NO_VARIABLE' });
    expect((await set({ big: 2n ** 60n })).success).toBe(true);
    expect(await here.get('n')).toEqual({ big: 2n ** 60n });
    await here.set('m', [1]);
    const watching = client.stream(call('WatchSessionVariables'), dspex.WatchVariablesRequest, {
      ...session,
      includeInitial: true,
    });
    const updates = messages(watching, dspex.VariableUpdate)[Symbol.asyncIterator]();
    const names = [(await updates.next()).value.name, (await updates.next()).value.name];
    expect(names.sort()).toEqual(['m', 'n']);
    await here.delete('m');
    expect((await updates.next()).value).toMatchObject({ name: 'm', operation: 'delete' });
    watching.cancel();
    const { variables } = await client.unary(
      call('ListSessionVariables'),
      dspex.ListVariablesRequest,
      session,
      dspex.ListVariablesResponse,
    );
    expect(variables).toMatchObject([{ name: 'n', type: 'map', metadata: { createdBy: 'plane' } }]);
    expect(variables[0]?.sizeBytes).toBeGreaterThan(0);
    const info = await client.unary(call('GetSessionInfo'), dspex.GetSessionInfoRequest, session, dspex.SessionInfo);
    expect(info).toMatchObject({ variableCount: 1, toolCount: 4, metadata: { user: 'ada' } });
    expect(Math.abs(millis(info.lastActivity) - Date.now())).toBeLessThan(10_000);
    const closed = await client.unary(
      `/${SNAKEPIT}/CleanupSession`,
      snakepit.CleanupSessionRequest,
      session,
      snakepit.CleanupSessionResponse,
    );
    expect(closed.resourcesCleaned).toBe(2);
    expect(runtime.sessions.has('plane-1')).toBe(false);
  });

  test("a session's own tools are called first, and are listed in it alone", async () => {
    runtime.sessions.get('s2').tools.register('multiply', tool({ description, execute: () => 'mine' }));
    expect(unpacked((await execute(client, 'multiply', {}, { sessionId: 's2' })).result)).toBe('mine');
    expect(unpacked((await execute(client, 'multiply', { a: 1, b: 1 })).result)).toBe(1);
  });

  test('a session is in use while its host tool runs', async () => {
    const waiting = client.stream(call('StreamTool'), dspex.ToolStreamRequest, { sessionId: 's3', toolId: 'absent' });
    await collect(waiting, dspex.ToolStreamChunk);
    const patient = statusOf(execute(client, 'patient', {}, { sessionId: 's3' }, { deadline: Date.now() + 300 }));
    await eventually(() => runtime.sessions.find('s3')?.inFlight === 1);
    await patient;
    await eventually(() => runtime.sessions.find('s3')?.inFlight === 0);
  });

  test('a name that cannot be a session is refused', async () => {
    const { success, error } = await client.unary(
      call('InitializeSession'),
      dspex.InitializeSessionRequest,
      { sessionId: 'a\nb' },
      dspex.InitializeSessionResponse,
    );
    expect(success).toBe(false);
    expect(error).toMatchObject({ type: 'ValidationError' });
    const get = client.unary(
      call('GetSessionVariable'),
      dspex.GetVariableRequest,
      { sessionId: 's1', variableName: '../etc' },
      dspex.VariableResponse,
    );
    expect(await statusOf(get)).toMatchObject({
      status: 'INVALID_ARGUMENT',
      details: expect.stringMatching(/variable name/),
    });
  });

  test('its numbers are those of the runtime', async () => {
    const { metrics } = await client.unary(call('GetMetrics'), dspex.GetMetricsRequest, {}, dspex.MetricsResponse);
    const numbers = Object.fromEntries(
      Object.entries(metrics).map(([name, { integerValue, doubleValue }]) => [
        name,
        Number(integerValue ?? doubleValue),
      ]),
    );
    expect(numbers['pool.ml.workers']).toBe(1);
    expect(numbers['sessions']).toBe(runtime.sessions.size);
    expect(numbers['memory_bytes']).toBeGreaterThan(1e7);
    expect(numbers['rpcs_total']).toBeGreaterThan(10);
  });
});

describe('health', () => {
  afterEach(() => Promise.all(runtimes.splice(0).map((each) => each.stop({ grace: 0 }))));

  test('serves once every pool is ready; a pool that gave up does not, and does again when it is restarted', async () => {
    const runtime = make({ pools: { ml: { adapter: adapter('calc'), python: python(), intensity: 0 } }, grpc: {} });
    await runtime.start();
    const client = new TestClient(runtime.grpc?.socket ?? '');
    expect([await health(client, ''), await health(client, 'pool:ml')]).toEqual([SERVING, SERVING]);
    const failed = new Promise((resolve) => runtime.on('failed', resolve));
    process.kill(runtime.pool('ml').workers()[0]?.pid ?? 0, 'SIGKILL');
    await failed;
    expect([await health(client, ''), await health(client, 'pool:ml')]).toEqual([NOT_SERVING, NOT_SERVING]);
    await runtime.pool('ml').restart();
    expect([await health(client, ''), await health(client, 'pool:ml')]).toEqual([SERVING, SERVING]);
  });

  test('says NOT_SERVING as soon as the runtime is told to stop; the call in flight still ends', async () => {
    const runtime = make({ pools: { ml: { adapter: adapter('calc'), python: python() } }, grpc: {} });
    await runtime.start();
    const client = new TestClient(runtime.grpc?.socket ?? '');
    const working = execute(client, 'sleep', { seconds: 0.5 });
    await eventually(() => runtime.pool('ml').workers()[0]?.inFlight === 1);
    const stopping = runtime.stop({ grace: '10s' });
    expect(await health(client, '')).toBe(NOT_SERVING);
    expect(await statusOf(execute(client, 'ml.add', { a: 1, b: 2 }))).toMatchObject({
      status: 'UNAVAILABLE',
      details: 'pool ml is stopping',
    });
    expect((await working).success).toBe(true);
    await stopping;
    expect(runtime.grpc).toBeUndefined();
    expect((await statusOf(health(client, ''))).status).toBe('UNAVAILABLE');
  });
});

describe('on TCP', () => {
  afterEach(() => {
    warnings.length = 0;
    return Promise.all(runtimes.splice(0).map((each) => each.stop({ grace: 0 })));
  });

  test('a token is made and asked for; without pools, host tools alone are served', async () => {
    const runtime = make({ tools, grpc: { listen: '127.0.0.1:0' } });
    await runtime.start();
    const { tcp = '', token } = runtime.grpc ?? {};
    expect(token).toMatch(/^[\w-]{43}$/);
    const client = new TestClient(tcp);
    const metadata = { authorization: `Bearer ${token}` };
    expect(unpacked((await execute(client, 'multiply', { a: 2, b: 2 }, {}, { metadata })).result)).toBe(4);
    expect(await statusOf(execute(client, 'multiply'))).toMatchObject({ status: 'UNAUTHENTICATED' });
    expect(await health(client, '')).toBe(SERVING);
    expect(warnings).toEqual([]);
  });

  test('noAuth asks for none, and warns once', async () => {
    const runtime = make({ tools, grpc: { listen: '127.0.0.1:0', noAuth: true } });
    await runtime.start();
    const client = new TestClient(runtime.grpc?.tcp ?? '');
    expect(unpacked((await execute(client, 'multiply', { a: 2, b: 2 })).result)).toBe(4);
    expect(warnings).toEqual([expect.stringMatching(/every user of this machine can call tools on 127\.0\.0\.1:0/)]);
  });

  test('a port that is taken ends the start, naming it; nothing is left', async () => {
    const first = make({ tools, grpc: { listen: '127.0.0.1:0' } });
    await first.start();
    const second = make({ tools, grpc: { listen: first.grpc?.tcp ?? '' } });
    await expect(second.start()).rejects.toThrow(
      /^the session plane cannot listen on 127\.0\.0\.1:\d+: listen EADDRINUSE/,
    );
    expect(second.tree()).toBeUndefined();
  });
});
