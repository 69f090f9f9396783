/** The socket's door: who may attach, and what becomes of everybody else. As on gRPC, without a status at the end. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Deframer } from '../../src/bridge/framing.ts';
import { Kind } from '../../src/bridge/kind.ts';
import { openBridge } from '../../src/bridge/server.ts';
import type { Bridge, Closed, Expectation, Lane } from '../../src/bridge/types.ts';
import { decodeValue, encodeValue } from '../../src/bridge/values.ts';
import { decodeBatch, encodeBatch, type Frame } from '../../src/bridge/wire.ts';
import { silentLog } from '../../src/model/log.ts';
import { VirtualClock } from '../../src/testing/index.ts';
import { lengthBefore } from './length-before.ts';
import { EMPTY } from './peer.ts';

let bridge: Bridge;
let clock: VirtualClock;
let expected: Expectation;
let attached: Lane[];
let ends: Closed[];
const dialled = new Set<Socket>();

beforeEach(async () => {
  clock = new VirtualClock();
  attached = [];
  ends = [];
  bridge = await openBridge({ clock, log: silentLog });
  expected = bridge.expect({
    worker: 'worker:ml/1',
    incarnation: 1,
    onAttach(lane) {
      attached.push(lane);
      lane.onClose = (why) => ends.push(why);
      lane.send({ kind: Kind.WELCOME, call: 0 });
    },
  });
});

afterEach(async () => {
  for (const socket of dialled) socket.destroy();
  dialled.clear();
  const closed = bridge.close(1_000);
  clock.advance(1_000);
  await closed;
});

/** A connection and all frames that have come when the host ends it, or when there are `count`. */
function dial() {
  const socket = connect(bridge.addresses.socket.slice('unix:'.length));
  dialled.add(socket);
  const frames: Frame[] = [];
  const deframer = new Deframer((batch) => {
    frames.push(...decodeBatch(batch));
    return false;
  });
  socket.on('data', (bytes: Buffer) => deframer.push(bytes));
  const ended = once(socket, 'end');
  return {
    socket,
    frames,
    write: (frame: Partial<Frame>) => socket.write(lengthBefore(encodeBatch([{ ...EMPTY, ...frame }]))),
    async frame(): Promise<Frame> {
      while (frames.length === 0) await Promise.race([once(socket, 'data'), ended]);
      return frames[0] as Frame;
    },
    async refusal(): Promise<unknown> {
      await ended;
      const [frame] = frames;
      return frame?.kind === Kind.REFUSED ? decodeValue(frame.body, []) : frame;
    },
  };
}

function hello(token: string, fields: Record<string, unknown> = {}): Partial<Frame> {
  const says = { protocol: 1, token, worker: 'worker:ml/1', incarnation: 1, pid: 42, python: '3.11.7', ...fields };
  return { kind: Kind.HELLO, body: encodeValue(says, 'hello').body };
}

test('a worker with its token attaches, and its lane says what it is', async () => {
  const { write, frame } = dial();
  write(hello(expected.token));
  expect(await frame()).toMatchObject({ kind: Kind.WELCOME });
  expect(attached).toMatchObject([{ kind: 'socket' }]);
});

test.each([
  ['a wrong token', () => hello('guess'), 'UNAUTHENTICATED'],
  ['a worker that nobody expects', () => hello(expected.token, { worker: 'worker:ml/9' }), 'UNAUTHENTICATED'],
  ['a life that is over', () => hello(expected.token, { incarnation: 0 }), 'FAILED_PRECONDITION'],
  ['another protocol', () => hello(expected.token, { protocol: 2 }), 'FAILED_PRECONDITION'],
  ['a frame that is no HELLO', () => ({ kind: Kind.READY }), 'INVALID_ARGUMENT'],
])('%s is refused with the reason, and the connection ends', async (_, frame, code) => {
  const { write, refusal } = dial();
  write(frame());
  expect(await refusal()).toMatchObject({ code });
  expect(attached).toEqual([]);
});

test('a second one with the same token is refused, on either lane; the first goes on', async () => {
  const first = dial();
  first.write(hello(expected.token));
  await first.frame();
  const second = dial();
  second.write(hello(expected.token));
  expect(await second.refusal()).toMatchObject({ code: 'ALREADY_EXISTS' });
  expect(ends).toEqual([]);
});

test('who says nothing is sent away after five seconds', async () => {
  const { socket, refusal } = dial();
  await once(socket, 'connect');
  await new Promise((resolve) => setImmediate(resolve));
  clock.advance(5_000);
  expect(await refusal()).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
});

test.each([
  ['a length that no batch has', Buffer.from([0xff, 0xff, 0xff, 0xff])],
  ['bytes that are no batch', lengthBefore(Buffer.from([0xff, 0xff, 0xff]))],
])('%s ends the lane of a worker, and its owner hears why', async (_, bytes) => {
  const peer = dial();
  peer.write(hello(expected.token));
  await peer.frame();
  peer.socket.write(bytes);
  await peer.refusal();
  expect(ends).toMatchObject([{ code: 'INVALID_ARGUMENT' }]);
});

test('a worker that ends its side has left, and is not waited for', async () => {
  const { socket, write, frame, refusal } = dial();
  write(hello(expected.token));
  await frame();
  socket.end();
  await refusal();
  expect(ends).toEqual([{ code: 'UNAVAILABLE', message: 'the worker has left its lane' }]);
});

test('a ticket that is taken back closes the lane that used it', async () => {
  const { write, frame, refusal } = dial();
  write(hello(expected.token));
  await frame();
  expected.revoke();
  await refusal();
  expect(ends).toMatchObject([{ code: 'CANCELLED' }]);
});
