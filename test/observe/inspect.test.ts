/** xstate's own inspection, for its own tools: passed on as it is, and harmless whatever they do. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createWebSocketInspector } from '@statelyai/inspect';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import type { InspectionEvent } from '../../src/kernel/index.ts';
import { eventually } from '../support/eventually.ts';
import { createRuntime, type LogLine } from '../support/inspected.ts';

const open: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function inspected(inspect: object | ((event: InspectionEvent) => void)) {
  const log: LogLine[] = [];
  const runtime = createRuntime(inspect, log);
  open.push(() => runtime.stop());
  await runtime.start();
  return { runtime, log };
}

test('a function hears every event of every actor, from the first on', async () => {
  const events: InspectionEvent[] = [];
  await inspected((event: InspectionEvent) => events.push(event));
  const of = (id: string) => events.filter(({ actorRef }) => 'id' in actorRef && actorRef.id === id);
  const types = new Set(of('worker:ml/1').map(({ type }) => type));
  expect([...types]).toEqual(
    expect.arrayContaining(['@xstate.actor', '@xstate.event', '@xstate.microstep', '@xstate.snapshot']),
  );
});

test("Stately's inspector works with it, over its own WebSocket adapter", async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  open.push(() => server.close());
  const messages: { type: string; sessionId: string; name?: string; snapshot?: { value?: unknown } }[] = [];
  server.on('connection', (socket) => socket.on('message', (data) => messages.push(JSON.parse(String(data)))));
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const inspector = createWebSocketInspector({ url: `ws://127.0.0.1:${port}` });
  open.push(() => {
    inspector.stop();
    for (const client of server.clients) client.terminate();
  });
  await inspected(inspector.inspect);
  await eventually(() => messages.some(({ snapshot }) => snapshot?.value === 'ready'));
  expect(messages.some(({ type }) => type === '@xstate.actor')).toBe(true);
});

test('one that throws is logged, and the runtime and its records go on', async () => {
  const { runtime, log } = await inspected(() => {
    throw new Error('a broken tool');
  });
  expect(await runtime.pool('ml').call('add', { a: 1, b: 2 })).toBe(3);
  expect(log.some(({ message }) => message === 'inspect threw')).toBe(true);
  expect(runtime.journal('worker:ml/1').map(({ says }) => says)).toContain('→ ready');
});

test('what is neither a function nor an observer is refused by name', async () => {
  await expect(inspected({ nxt: () => {} })).rejects.toThrow(/inspect/);
});
