/** The session plane and Python's own gRPC: the generated modules, the standard health and reflection clients. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { python } from '../../support/python.ts';
import { closeAll, DSPEX, SNAKEPIT, serve } from './support.ts';

const script = fileURLToPath(new URL('../../fixtures/plane/client.py', import.meta.url));
const modules = fileURLToPath(new URL('../../../python', import.meta.url));
const children = new Set<ChildProcess>();

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  await closeAll();
});

function start(scenario: string, address: string) {
  const child = spawn(python(), [script, scenario, address], {
    env: { ...process.env, PYTHONPATH: modules, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.add(child);
  const ended = Promise.all([text(child.stderr), once(child, 'close')]).then(([stderr, [code]]) => {
    if (code !== 0) throw new Error(`${scenario} ended with ${code}:\n${stderr}`);
  });
  return { child, ended };
}

/** What a scenario printed. */
async function run(scenario: string, address: string | undefined): Promise<unknown> {
  const { child, ended } = start(scenario, address ?? '');
  const [said] = await Promise.all([text(child.stdout), ended]);
  return JSON.parse(said);
}

test('values come back to Python as they went, and those that Python packs itself are understood', async () => {
  const { server } = await serve();
  expect(await run('values', server.socket)).toBe(27);
});

test("DSPex's client has its session: a tool, a stream, a batch, a variable, health, a deadline", async () => {
  const { server, plane } = await serve();
  plane.health.set('', 'SERVING');
  expect(await run('dspex', server.socket)).toEqual({
    opened: [true, 2],
    answer: [true, 5, 'r'],
    chunks: [0, 1, 2, 'of 3'],
    batch: [
      [0, false, 'NotFittedError'],
      [1, true, ''],
    ],
    variable: [true, true, String(2n ** 60n), { a: 'b' }],
    serving: true,
    late: 'DEADLINE_EXCEEDED',
  });
  await eventually(() => plane.last?.tool === 'wait' && plane.last.signal.aborted);
});

test("Snakepit's client lists the host's tools and calls one, over TCP", async () => {
  const { server } = await serve({ listen: '127.0.0.1:0' });
  expect(await run('snakepit', server.tcp)).toEqual({ tools: ['add', 'count'], result: 42 });
});

test('a generic client finds services and messages by reflection, and calls', async () => {
  const { server } = await serve();
  expect(await run('generic', server.socket)).toEqual({
    services: [
      DSPEX,
      'grpc.health.v1.Health',
      'grpc.reflection.v1.ServerReflection',
      'grpc.reflection.v1alpha.ServerReflection',
      SNAKEPIT,
    ],
    methods: 13,
    result: 42,
    unknown: 'not found',
  });
});

test('the standard health client is answered', async () => {
  const { server, plane } = await serve();
  plane.health.set('', 'SERVING');
  plane.health.set('pool:ml', 'NOT_SERVING');
  expect(await run('health', server.socket)).toEqual({ '': 'SERVING', 'pool:ml': 'NOT_SERVING', nobody: 'NOT_FOUND' });
});

test('a slow reader in Python slows the tool, and loses nothing', async () => {
  const { server, plane } = await serve();
  const { child, ended } = start('slow', server.socket ?? '');
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes;
  });
  await eventually(() => said.includes('reading'), { timeout: 15_000 });
  let before = -1;
  await eventually(() => {
    const still = plane.streamed.made === before;
    before = plane.streamed.made;
    return still;
  });
  // grpcio reads some megabytes ahead, of the 80 there are
  expect(before).toBeLessThan(3_000);
  child.stdin.write('\n');
  await ended;
  expect(said.trim().split('\n').at(-1)).toBe('20000');
}, 30_000);
