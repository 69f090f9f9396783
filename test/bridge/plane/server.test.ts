/** Where the session plane listens, whom it lets in, its limits, and how it ends. */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { grpc } from '../../../src/bridge/generated/plane.js';
import { eventually } from '../../support/eventually.ts';
import { any, closeAll, DSPEX, pb, type Served, SNAKEPIT, serve, statusOf, TestClient, unpacked } from './support.ts';

const { dspex, snakepit } = pb;
const { HealthCheckRequest, HealthCheckResponse } = grpc.health.v1;
const { SERVING, NOT_SERVING, SERVICE_UNKNOWN } = HealthCheckResponse.ServingStatus;
const CHECK = '/grpc.health.v1.Health/Check';
const WATCH = '/grpc.health.v1.Health/Watch';

afterEach(closeAll);

const ping = (client: TestClient, metadata: Record<string, string> = {}) =>
  client.unary(`/${SNAKEPIT}/Ping`, snakepit.PingRequest, { message: 'x' }, snakepit.PingResponse, { metadata });
const execute = (client: TestClient, toolId: string, kwargs: Record<string, unknown>) =>
  client.unary(
    `/${DSPEX}/ExecuteTool`,
    dspex.ToolCallRequest,
    { toolId, kwargs: Object.fromEntries(Object.entries(kwargs).map(([name, value]) => [name, any(value)])) },
    dspex.ToolCallResponse,
  );

describe('the socket', () => {
  test('lies in a folder that only this user can enter, and needs no token', async () => {
    const { server, client } = await serve();
    const path = server.socket?.replace('unix:', '') ?? '';
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect((await ping(client)).message).toBe('pong: x');
    expect(server.tcp).toBeUndefined();
  });

  test('goes with the server, folder and all', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'v-'));
    const { server } = await serve({ directory });
    expect(existsSync(server.socket?.replace('unix:', '') ?? '')).toBe(true);
    await server.close(0);
    expect(readdirSync(directory)).toEqual([]);
    rmSync(directory, { recursive: true });
  });
});

describe('on TCP', () => {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  test('a client shows the token', async () => {
    const { server } = await serve({ listen: '127.0.0.1:0', token: 'sesame' });
    expect(server.tcp).toMatch(/^127\.0\.0\.1:[1-9]\d*$/);
    const client = new TestClient(server.tcp ?? '');
    expect((await ping(client, bearer('sesame'))).message).toBe('pong: x');
    for (const metadata of [{}, bearer('sesam'), bearer('sesamee'), { authorization: 'sesame' }])
      expect(await statusOf(ping(client, metadata))).toMatchObject({
        status: 'UNAUTHENTICATED',
        details: expect.stringContaining('authorization: Bearer TOKEN'),
      });
  });

  test('without one nothing of a request is looked at, streams neither', async () => {
    const { server, plane } = await serve({ listen: '127.0.0.1:0', token: 'sesame' });
    const client = new TestClient(server.tcp ?? '');
    expect(await statusOf(execute(client, 'echo', { value: 1 }))).toMatchObject({ status: 'UNAUTHENTICATED' });
    const streams = [
      client.stream(`/${DSPEX}/StreamTool`, dspex.ToolStreamRequest, { toolId: 'count' }),
      client.bidi(`/${SNAKEPIT}/StreamTelemetry`),
      client.bidi('/grpc.reflection.v1.ServerReflection/ServerReflectionInfo'),
    ];
    for (const stream of streams) expect(await statusOf(stream.toArray())).toMatchObject({ status: 'UNAUTHENTICATED' });
    expect(plane.last).toBeUndefined();
  });

  test('health alone is for everybody: a load balancer has no token', async () => {
    const { server, plane } = await serve({ listen: '127.0.0.1:0', token: 'sesame' });
    plane.health.set('', 'SERVING');
    const client = new TestClient(server.tcp ?? '');
    expect((await client.unary(CHECK, HealthCheckRequest, {}, HealthCheckResponse)).status).toBe(SERVING);
  });

  test('no token is asked for where none was set', async () => {
    const { server } = await serve({ listen: '127.0.0.1:0' });
    expect((await ping(new TestClient(server.tcp ?? ''))).message).toBe('pong: x');
  });

  test('a port that is taken is named, and nothing is left open', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'v-'));
    const { server } = await serve({ listen: '127.0.0.1:0' });
    await expect(serve({ directory, listen: server.tcp })).rejects.toMatchObject({
      code: 'VIV_START_FAILED',
      message: expect.stringMatching(
        /^the session plane cannot listen on 127\.0\.0\.1:\d+: .*; choose another `grpc\.listen`$/,
      ),
    });
    expect(readdirSync(directory)).toEqual([]);
    rmSync(directory, { recursive: true });
  });
});

describe('a message beyond the limit', () => {
  const LIMIT = 64 * 1024;

  test('is refused with RESOURCE_EXHAUSTED, and the next call works', async () => {
    const { client, plane } = await serve({ messageBytes: LIMIT });
    expect(await statusOf(execute(client, 'echo', { value: 'x'.repeat(LIMIT) }))).toMatchObject({
      status: 'RESOURCE_EXHAUSTED',
      details: expect.stringContaining('65536'),
    });
    expect(plane.last).toBeUndefined();
    expect(unpacked((await execute(client, 'echo', { value: 'small' })).result)).toBe('small');
  });

  test('that is an answer is refused too, naming the option', async () => {
    const { client } = await serve({ messageBytes: LIMIT });
    expect(await statusOf(execute(client, 'large', { size: LIMIT }))).toMatchObject({
      status: 'RESOURCE_EXHAUSTED',
      details: expect.stringMatching(/^the answer has \d+ bytes, and messages at most 65536; .*grpc\.maxMessageBytes/),
    });
    expect(unpacked((await execute(client, 'large', { size: 3 })).result)).toBe('xxx');
  });

  test('of 10 MiB is none by default', async () => {
    const { client } = await serve();
    const answer = await execute(client, 'large', { size: 10 * 1024 * 1024 - 200 });
    expect((unpacked(answer.result) as string).length).toBe(10 * 1024 * 1024 - 200);
  });
});

test('a client has 100 RPCs at once; the next waits for one of them to end', async () => {
  const { client, plane } = await serve();
  const waiting = Array.from({ length: 100 }, () => client.stream(WATCH, HealthCheckRequest, { service: 'x' }));
  await Promise.all(waiting.map((call) => new Promise((resolve) => call.once('data', resolve))));
  let answered = false;
  const next = ping(client).then(() => {
    answered = true;
  });
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
  expect(answered).toBe(false);
  expect(plane.last).toBeUndefined();
  waiting[0]?.cancel();
  await next;
  for (const call of waiting) call.cancel();
});

describe('health', () => {
  test('is told of the whole, of each service and of each pool', async () => {
    const { client, plane } = await serve();
    plane.health.set('', 'SERVING');
    plane.health.set('pool:ml', 'NOT_SERVING');
    const check = (service: string) => client.unary(CHECK, HealthCheckRequest, { service }, HealthCheckResponse);
    expect((await check('')).status).toBe(SERVING);
    expect((await check(DSPEX)).status).toBe(SERVING);
    expect((await check(SNAKEPIT)).status).toBe(SERVING);
    expect((await check('pool:ml')).status).toBe(NOT_SERVING);
    expect(await statusOf(check('pool:none'))).toMatchObject({ status: 'NOT_FOUND' });
  });

  test('is watched: the status now, then each change, and NOT_SERVING before the end', async () => {
    const { client, plane, server } = await serve();
    const seen: number[] = [];
    const call = client.stream(WATCH, HealthCheckRequest, { service: 'pool:ml' });
    call.on('data', (bytes: Buffer) => seen.push(HealthCheckResponse.decode(bytes).status));
    const ended = new Promise((resolve) => call.once('status', resolve));
    await eventually(() => seen.length === 1);
    plane.health.set('pool:ml', 'SERVING');
    await eventually(() => seen.length === 2);
    plane.health.close();
    plane.health.set('pool:ml', 'SERVING'); // too late
    await eventually(() => seen.length === 3);
    await server.close(5_000);
    await ended;
    expect(seen).toEqual([SERVICE_UNKNOWN, SERVING, NOT_SERVING]);
  });
});

describe('closing', () => {
  test('lets a call end, and ends subscriptions at once', async () => {
    const { client, plane, server } = await serve();
    let finish = (): void => {};
    plane.toolbox['work'] = () =>
      new Promise((resolve) => {
        finish = () => resolve('done');
      });
    const working = execute(client, 'work', {});
    const watching = client.stream(`/${DSPEX}/WatchSessionVariables`, dspex.WatchVariablesRequest, { sessionId: 's1' });
    const telemetry = client.bidi(`/${SNAKEPIT}/StreamTelemetry`);
    await eventually(() => plane.watching === 1 && plane.reading === 1 && plane.last?.tool === 'work');
    const closing = server.close(10_000);
    await eventually(() => plane.watching === 0 && plane.reading === 0);
    finish();
    expect(unpacked((await working).result)).toBe('done');
    await closing;
    watching.cancel();
    telemetry.cancel();
  });

  test('ends by force what does not end in time; its tool is aborted', async () => {
    const { client, plane, server } = await serve();
    const waiting = statusOf(execute(client, 'wait', {}));
    await eventually(() => plane.last?.tool === 'wait');
    await server.close(20);
    expect((await waiting).status).toMatch(/UNAVAILABLE|CANCELLED/);
    await eventually(() => plane.last?.signal.aborted);
  });
});

describe('random bytes', () => {
  const UNARY: Record<string, readonly string[]> = {
    [SNAKEPIT]: [
      'Ping',
      'InitializeSession',
      'CleanupSession',
      'GetSession',
      'Heartbeat',
      'ExecuteTool',
      'RegisterTools',
      'GetExposedElixirTools',
      'ExecuteElixirTool',
    ],
    [DSPEX]: [
      'InitializeSession',
      'CleanupSession',
      'GetSessionInfo',
      'GetSessionTools',
      'ExecuteTool',
      'BatchExecuteTools',
      'GetSessionVariable',
      'SetSessionVariable',
      'ListSessionVariables',
      'HealthCheck',
      'GetMetrics',
    ],
    'grpc.health.v1.Health': ['Check'],
  };
  const STREAMS = [
    `/${SNAKEPIT}/ExecuteStreamingTool`,
    `/${DSPEX}/StreamTool`,
    `/${DSPEX}/WatchSessionVariables`,
    WATCH,
  ];
  const BIDI = [
    `/${SNAKEPIT}/StreamTelemetry`,
    '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
    '/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo',
  ];
  const EXPECTED = /^(OK|INVALID_ARGUMENT|NOT_FOUND|UNIMPLEMENTED|CANCELLED)$/;
  const bytes = fc.uint8Array({ maxLength: 80 }).map((each) => Buffer.from(each));

  const lives = async ({ client, errors }: Served): Promise<void> => {
    expect((await ping(client)).message).toBe('pong: x');
    expect(errors).toEqual([]);
  };

  test('to any method get an answer or a typed refusal; the server lives on', async () => {
    const served = await serve();
    for (const [service, methods] of Object.entries(UNARY))
      for (const method of methods)
        await fc.assert(
          fc.asyncProperty(bytes, async (request) => {
            const outcome = await served.client.bytes(`/${service}/${method}`, request).then(
              () => 'OK',
              (error: unknown) => statusOf(Promise.reject(error)).then(({ status }) => status),
            );
            expect(outcome).toMatch(EXPECTED);
          }),
          { numRuns: 40 },
        );
    await lives(served);
  }, 60_000);

  test('to any stream are refused, or begin it', async () => {
    const served = await serve();
    const raw = { encode: (request: Buffer) => ({ finish: () => request }) };
    for (const path of STREAMS)
      for (const request of fc.sample(bytes, 40)) {
        const call = served.client.stream(path, raw, request);
        const begun = new Promise((resolve) => call.once('metadata', resolve).once('status', resolve));
        await begun;
        call.cancel();
      }
    for (const path of BIDI)
      for (const request of fc.sample(bytes, 20)) {
        const call = served.client.bidi(path);
        call.write(request);
        call.end(Buffer.of(0xff));
        // the last message is none, whatever came before it
        expect(await statusOf(call.toArray())).toMatchObject({ status: 'INVALID_ARGUMENT' });
      }
    await lives(served);
  }, 60_000);

  test('to a method that is not there are refused', async () => {
    const served = await serve();
    expect(await statusOf(served.client.bytes(`/${DSPEX}/Nothing`, Buffer.of(1)))).toMatchObject({
      status: 'UNIMPLEMENTED',
    });
    await lives(served);
  });
});
