/** The example in a service, over real HTTP: what its README promises, while things go wrong. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../examples/09-service/app.ts';
import { answerErrors } from '../../examples/09-service/errors.ts';
import { type Service, startService } from '../../examples/09-service/load/service.ts';
import { type ErrorCode, VivariumError } from '../../src/index.ts';
import { eventually } from '../support/eventually.ts';
import { python } from '../support/python.ts';

interface WorkerRow {
  readonly id: string;
  readonly pid: number;
  readonly incarnation: number;
  readonly inFlight: number;
}

let service: Service;
const env = { VIVARIUM_PYTHON: python() };

beforeAll(async () => {
  service = await startService(env);
});
afterAll(() => service.stop());

const post = (path: string, body: unknown, more: RequestInit = {}): Promise<Response> =>
  fetch(`${service.url}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    ...more,
    headers: { 'content-type': 'application/json', ...more.headers },
  });
const workers = async (): Promise<WorkerRow[]> => (await (await fetch(`${service.url}/workers`)).json()) as WorkerRow[];
const busy = async (): Promise<number> => (await workers()).reduce((sum, { inFlight }) => sum + inFlight, 0);
const idle = (): Promise<boolean> => eventually(async () => (await workers()).length === 2 && (await busy()) === 0);

describe('a request', () => {
  test('is answered by Python', async () => {
    const response = await post('/count', { text: 'to be or not to be' });
    expect([response.status, await response.json()]).toEqual([200, { to: 2, be: 2, or: 1, not: 1 }]);
  });

  test.each([
    ['without what it needs is 400', '/count', {}, 400, undefined],
    ['that makes no sense to Python is 422', '/orders', { item: 'tea', amount: 0 }, 422, 'VIV_TOOL_FAILED'],
    ['that takes longer than it may is 504', '/count', { text: 'a', pause: 30 }, 504, 'VIV_CALL_TIMEOUT'],
  ])('%s', async (_, path, body, status, code) => {
    const response = await post(path, body);
    const answer = (await response.json()) as { code?: string; message?: string };
    expect(response.status).toBe(status);
    if (code !== undefined) expect(answer).toEqual({ code, retryable: false });
    await idle();
  });

  test('whose client hangs up is cancelled in Python, too', async () => {
    const hungUp = AbortSignal.timeout(300);
    await expect(post('/count', { text: 'a', pause: 4 }, { signal: hungUp })).rejects.toThrow();
    const begun = performance.now();
    await idle();
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  test('of an idempotent tool is answered although its worker is killed under it', async () => {
    const answer = post('/count', { text: 'a', pause: 1 });
    const [victim] =
      (await eventually(async () => {
        const rows = (await workers()).filter(({ inFlight }) => inFlight > 0);
        return rows.length > 0 && rows;
      })) || [];
    process.kill(victim?.pid ?? 0, 'SIGKILL');
    expect((await answer).status).toBe(200);
    await eventually(async () => (await workers()).some(({ id, incarnation }) => id === victim?.id && incarnation > 1));
  });

  test('too many is 503 with Retry-After, and the service stays up', async () => {
    const all = await Promise.all(Array.from({ length: 40 }, () => post('/count', { text: 'a', pause: 0.2 })));
    const refused = all.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(5);
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200, 503]));
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
    expect(await refused[0]?.json()).toEqual({ code: 'VIV_POOL_SATURATED', retryable: true });
    expect((await post('/count', { text: 'a' })).status).toBe(200);
  });
});

test.each([
  ['asked to come back', true, 'VIV_POOL_SATURATED', '1'],
  ['not asked to', false, 'VIV_SUPERVISOR_GAVE_UP', undefined],
] as const)('who is refused is %s when that can help: %s', async (_, retryable, code: ErrorCode, retryAfter) => {
  const app = fastify();
  answerErrors(app);
  app.get('/', () => Promise.reject(new VivariumError(code, 'no', {}, { retryable })));
  const { statusCode, headers } = await app.inject('/');
  expect([statusCode, headers['retry-after']]).toEqual([503, retryAfter]);
});

describe('a streaming response', () => {
  test('arrives whole', async () => {
    const text = await (await fetch(`${service.url}/story?lines=500`)).text();
    expect(text.split('\n')).toHaveLength(501);
  });

  test('waits in Python for a client that does not read, and ends when that client leaves', async () => {
    const before = service.memory();
    const controller = new AbortController();
    const response = await fetch(`${service.url}/story?lines=1000000&width=1000`, { signal: controller.signal });
    const reader = response.body?.getReader();
    await reader?.read();
    await eventually(async () => (await busy()) === 1);
    for (let looks = 0; looks < 20; looks++) await workers(); // meanwhile Python could have told a lot
    expect(service.memory() - before).toBeLessThan(150 * 1024 ** 2); // it is a gigabyte
    controller.abort();
    await idle();
  });
});

test('a visitor has a basket, which outlives every worker', async () => {
  const first = await post('/basket', { item: 'tea' });
  const [cookie = ''] = first.headers.getSetCookie();
  expect(cookie).toMatch(/^visitor=[0-9a-f-]{36}; Path=\/; HttpOnly; SameSite=Lax$/);
  for (const { pid } of await workers()) process.kill(pid, 'SIGKILL');
  const headers = { cookie: cookie.split(';')[0] ?? '' };
  const again = await eventually(async () => {
    const response = await post('/basket', { item: 'milk' }, { headers });
    return response.status === 200 && response;
  });
  expect(again && (await again.json())).toEqual(['tea', 'milk']);
  expect(await (await fetch(`${service.url}/basket`, { headers })).json()).toEqual(['tea', 'milk']);
  expect(await (await fetch(`${service.url}/basket`)).json()).toEqual([]);
  await idle();
});

test('an orchestrator and Prometheus get what they ask for', async () => {
  expect(await (await fetch(`${service.url}/health/live`)).json()).toEqual({ alive: true });
  const ready = await fetch(`${service.url}/health/ready`);
  expect([ready.status, await ready.json()]).toMatchObject([200, { status: 'ready', pools: { shop: { ready: 2 } } }]);
  const metrics = await fetch(`${service.url}/metrics`);
  expect(metrics.headers.get('content-type')).toContain('version=0.0.4');
  expect(await metrics.text()).toMatch(/^vivarium_calls_total\{pool="shop",outcome="ok"\} \d+$/m);
});

test('every request of the README does what it says', async () => {
  const readme = readFileSync(join(import.meta.dirname, '../../examples/09-service/README.md'), 'utf8');
  const commands = readme.match(/^curl .*$/gm) ?? [];
  expect(commands).toHaveLength(7);
  for (const command of commands) {
    const [, curl = '', expected = '200'] = /^(.*?)(?:\s+# (\d+).*)?$/.exec(command) ?? [];
    const here = `${curl.replace('localhost:3000', service.url)} -o /dev/null -w '%{http_code}'`;
    const { stdout } = await promisify(execFile)('sh', ['-c', here]);
    expect([curl, stdout]).toEqual([curl, expected]);
  }
});

test('Fastify gives the workers all the time that they take to start, here and in the guide', async () => {
  const app = await buildApp('silent');
  expect(app.initialConfig.pluginTimeout).toBe(0);
  const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/embed.md'), 'utf8');
  expect(guide).toMatch(/fastify\(\{[^}]*\},\n {2}pluginTimeout: 0,/);
});

test('SIGTERM lets what is open end, and leaves no process', async () => {
  const own = await startService(env);
  const answer = fetch(`${own.url}/count`, {
    method: 'POST',
    body: JSON.stringify({ text: 'a', pause: 1 }),
    headers: { 'content-type': 'application/json' },
  });
  await eventually(async () => (await (await fetch(`${own.url}/workers`)).text()).includes('"inFlight":1'));
  const stopped = own.stop();
  expect((await answer).status).toBe(200);
  expect(await stopped).toBe(0);
  expect(own.left()).toEqual([]);
});

test('under load, with workers killed, its account adds up', async () => {
  const load = join(import.meta.dirname, '../../examples/09-service/load.ts');
  const args = ['--import', 'tsx', load, '--seconds', '10', '--rate', '30', '--kill-every', '2'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } });
  expect(stdout).toContain('0 wrong');
  expect(stdout).not.toContain('WRONG');
}, 60_000);
