/** The floor of the socket lane: the same frames on a unix socket, a length before each batch, and nothing around them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kind } from '../../src/bridge/kind.ts';
import { decodeValue, encodeValue } from '../../src/bridge/values.ts';
import { decodeBatch, encodeBatch, type Frame } from '../../src/bridge/wire.ts';
import { pythonHome } from '../../src/python/index.ts';
import { LengthReader, lengthBefore } from '../length-reader.ts';
import { serve } from '../peer-process.ts';
import type { Subject } from '../subject.ts';

const EMPTY = new Uint8Array(0);

export async function bareSocket(): Promise<Subject> {
  const folder = await mkdtemp(join(tmpdir(), 'vivarium-bench-'));
  const [frames, bytes] = [listen(join(folder, 'frames')), listen(join(folder, 'bytes'))];
  const server = serve('bare_socket.py', [frames.path, bytes.path], { PYTHONPATH: pythonHome() });
  const call = calls(await frames.connection);
  const back = echoes(await bytes.connection);
  return {
    concurrency: 1,
    window: 'any',
    pids: () => server.pids,
    add: (a, b) => call('add', { a, b }),
    echo: (value) => call('echo', { value }),
    async array(values) {
      const answer = await back(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      return new Float32Array(answer.buffer, answer.byteOffset, answer.length / 4);
    },
    async close() {
      await server.stop();
      for (const { close } of [frames, bytes]) close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Calls of one turn of the event loop share a batch, as on the lane. */
function calls(socket: Socket): (tool: string, args: unknown) => Promise<unknown> {
  const open = new Map<number, (value: unknown) => void>();
  let waiting: Frame[] = [];
  let next = 0;
  const reader = new LengthReader((message) => {
    for (const { call, body } of decodeBatch(message)) {
      const settle = open.get(call);
      open.delete(call);
      settle?.(decodeValue(body, []));
    }
  });
  socket.on('data', (chunk: Buffer) => reader.take(chunk));
  const flush = (): void => {
    const batch = encodeBatch(waiting);
    waiting = [];
    socket.write(Buffer.concat([lengthBefore(batch.length), batch]));
  };
  return (tool, args) =>
    new Promise((resolve) => {
      next += 1;
      open.set(next, resolve);
      if (waiting.length === 0) process.nextTick(flush);
      const { body } = encodeValue(args, 'args');
      waiting.push({ ...CALL, call: next, body, tool });
    });
}

const CALL: Frame = {
  kind: Kind.CALL,
  call: 0,
  body: EMPTY,
  segment: 0,
  more: false,
  sizes: [],
  number: 0,
  tool: '',
  timeoutMs: 30_000,
  meta: EMPTY,
};

/** One at a time: bytes there and back. */
function echoes(socket: Socket): (bytes: Uint8Array) => Promise<Buffer> {
  let settle: ((bytes: Buffer) => void) | undefined;
  const reader = new LengthReader((message) => settle?.(message));
  socket.on('data', (chunk: Buffer) => reader.take(chunk));
  return (bytes) =>
    new Promise((resolve) => {
      settle = resolve;
      socket.write(lengthBefore(bytes.length));
      socket.write(bytes);
    });
}

function listen(path: string): { path: string; connection: Promise<Socket>; close(): void } {
  const server = createServer().listen(path);
  const connection = new Promise<Socket>((resolve) => server.once('connection', resolve));
  return { path, connection, close: () => server.close() };
}
