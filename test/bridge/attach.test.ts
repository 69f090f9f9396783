/** Who may attach, who may not, and what each is told: over a real socket. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Door } from '../../src/bridge/attach.ts';
import { Kind } from '../../src/bridge/kind.ts';
import { STRANGERS } from '../../src/bridge/limits.ts';
import { openBridge } from '../../src/bridge/server.ts';
import type { Bridge, Closed, Expectation, Hello, Incoming, Lane } from '../../src/bridge/types.ts';
import { encodeValue } from '../../src/bridge/values.ts';
import { encodeBatch } from '../../src/bridge/wire.ts';
import type { Facts } from '../../src/model/errors.ts';
import { VirtualClock } from '../../src/testing/virtual-clock.ts';
import { EMPTY, hangUpAll, Peer } from './peer.ts';

const clock = new VirtualClock();
const lines: [level: string, message: string, facts: Facts][] = [];
const write = (level: string) => (facts: Facts, message: string) => lines.push([level, message, facts]);
const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };

let bridge: Bridge;
let expected: Expectation;
let attached: { lane: Lane; hello: Hello }[];
let closed: Promise<Closed>;

beforeEach(async () => {
  lines.length = 0;
  attached = [];
  bridge = await openBridge({ clock, log });
  let closedWith: (why: Closed) => void;
  closed = new Promise((resolve) => {
    closedWith = resolve;
  });
  expected = bridge.expect({
    worker: 'worker:ml/1',
    incarnation: 1,
    onAttach: (lane, hello) => {
      attached.push({ lane, hello });
      lane.onClose = closedWith;
      lane.send({ kind: Kind.WELCOME, call: 0 });
    },
  });
});

afterEach(async () => {
  hangUpAll();
  const closing = bridge.close(10);
  clock.advance(10);
  await closing;
});

/** A worker that was let in. */
async function attach(): Promise<Peer> {
  const peer = new Peer(bridge.addresses.grpc);
  peer.hello(expected.token);
  expect(await peer.batch()).toMatchObject([{ kind: Kind.WELCOME }]);
  return peer;
}

async function expectRefusal(peer: Peer, code: string, message: RegExp): Promise<void> {
  expect(await peer.refusal()).toEqual({ code, message: expect.stringMatching(message) });
  expect(await peer.status).toMatchObject({ code, message: expect.stringMatching(message) });
  const warnings = lines.filter(([level]) => level === 'warn');
  expect(warnings).toEqual([['warn', expect.stringMatching(message), expect.objectContaining({ code })]]);
}

describe('a worker with its token', () => {
  test('attaches, and its owner gets the lane and who it is', async () => {
    await attach();
    expect(attached.map(({ hello }) => hello)).toEqual([
      { worker: 'worker:ml/1', incarnation: 1, pid: 42, python: '3.11.7' },
    ]);
    expect(lines).toEqual([['debug', 'worker:ml/1#1 attached', expect.objectContaining({ pid: 42 })]]);
  });

  test('may beat before it says HELLO', async () => {
    const peer = new Peer(bridge.addresses.grpc);
    peer.write({ kind: Kind.BEAT });
    peer.hello(expected.token);
    expect(await peer.batch()).toMatchObject([{ kind: Kind.WELCOME }]);
  });

  test('is not hurried once it has said HELLO', async () => {
    const peer = await attach();
    clock.advance(60_000);
    const heard = new Promise<Incoming>((resolve) => {
      for (const { lane } of attached) lane.onMessage = resolve;
    });
    peer.write({ kind: Kind.READY, body: encodeValue({ tools: [] }, 'ready').body });
    expect(await heard).toMatchObject({ kind: Kind.READY });
  });

  test('loses its lane when the process is gone', async () => {
    (await attach()).hangUp();
    expect(await closed).toEqual({ code: 'UNAVAILABLE', message: 'the worker has left its lane' });
  });

  test('ends its lane by ending its stream', async () => {
    const peer = await attach();
    peer.stream.end();
    expect(await closed).toEqual({ code: 'UNAVAILABLE', message: 'the worker has left its lane' });
    expect(await peer.status).toMatchObject({ code: 'OK' });
  });

  test('is sent away when the ticket is revoked', async () => {
    const peer = await attach();
    expected.revoke();
    expect(await closed).toEqual({ code: 'CANCELLED', message: 'the host closed the lane' });
    expect(await peer.status).toMatchObject({ code: 'CANCELLED', message: 'the host closed the lane' });
  });

  test('is sent away when it breaks the protocol later', async () => {
    const peer = await attach();
    peer.stream.write(Buffer.from([0x0a, 0x7f]));
    expect(await closed).toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('no vivarium.v1.Batch'),
    });
  });
});

describe('refused with a gRPC status, a REFUSED frame and one log line is', () => {
  test.each<[string, (peer: Peer) => void, string, RegExp]>([
    ['a wrong token', (peer) => peer.hello('wrong'), 'UNAUTHENTICATED', /worker:ml\/1#1 has a wrong token/],
    ['an empty token', (peer) => peer.hello(''), 'UNAUTHENTICATED', /wrong token/],
    [
      'an unknown worker',
      (peer) => peer.hello(expected.token, { worker: 'worker:ml/9' }),
      'UNAUTHENTICATED',
      /no worker worker:ml\/9 is expected/,
    ],
    [
      'an old incarnation',
      (peer) => peer.hello(expected.token, { incarnation: 0 }),
      'FAILED_PRECONDITION',
      /worker:ml\/1#0 is not the expected incarnation, #1/,
    ],
    [
      'another protocol version',
      (peer) => peer.hello(expected.token, { protocol: 2 }),
      'FAILED_PRECONDITION',
      /worker:ml\/1 speaks protocol 2, this host 1: install the vivarium-worker that came with this vivarium/,
    ],
    ['another frame than HELLO', (peer) => peer.write({ kind: Kind.RESULT }), 'INVALID_ARGUMENT', /RESULT, not HELLO/],
    [
      'a HELLO that is no map',
      (peer) => peer.write({ kind: Kind.HELLO, body: Uint8Array.of(0xc0) }),
      'INVALID_ARGUMENT',
      /a map, not null/,
    ],
    [
      'a HELLO without a pid',
      (peer) => peer.hello('t', { pid: 'x' }),
      'INVALID_ARGUMENT',
      /`pid` is a number, not string "x"/,
    ],
    [
      'a name without end',
      (peer) => peer.hello('t', { worker: 'w'.repeat(201) }),
      'INVALID_ARGUMENT',
      /`worker` is a name/,
    ],
  ])('%s', async (_, say, code, message) => {
    const peer = new Peer(bridge.addresses.grpc);
    say(peer);
    await expectRefusal(peer, code, message);
    expect(attached).toEqual([]);
    await attach();
  });

  test('a second attach, while the first lives on', async () => {
    const first = await attach();
    const second = new Peer(bridge.addresses.grpc);
    second.hello(expected.token);
    await expectRefusal(second, 'ALREADY_EXISTS', /worker:ml\/1#1 has attached before; a lane is never resumed/);
    clock.advance(1);
    attached[0]?.lane.send({ kind: Kind.CALL, call: 5 });
    expect(await first.batch()).toMatchObject([{ kind: Kind.CALL, call: 5 }]);
  });

  test('a second attach after the first lane was lost', async () => {
    (await attach()).hangUp();
    await closed;
    const again = new Peer(bridge.addresses.grpc);
    again.hello(expected.token);
    await expectRefusal(again, 'ALREADY_EXISTS', /never resumed/);
  });

  test('a worker whose ticket was revoked', async () => {
    expected.revoke();
    const peer = new Peer(bridge.addresses.grpc);
    peer.hello(expected.token);
    await expectRefusal(peer, 'UNAUTHENTICATED', /no worker worker:ml\/1 is expected/);
  });

  test('the incarnation before, once the next is expected', async () => {
    const next = bridge.expect({
      worker: 'worker:ml/1',
      incarnation: 2,
      onAttach: (lane) => lane.send({ kind: Kind.WELCOME, call: 0 }),
    });
    expected.revoke();
    const old = new Peer(bridge.addresses.grpc);
    old.hello(expected.token);
    await expectRefusal(old, 'FAILED_PRECONDITION', /worker:ml\/1#1 is not the expected incarnation, #2/);
    const young = new Peer(bridge.addresses.grpc);
    young.hello(next.token, { incarnation: 2 });
    expect(await young.batch()).toMatchObject([{ kind: Kind.WELCOME }]);
  });

  test('silence for five seconds', async () => {
    const peer = new Peer(bridge.addresses.grpc);
    peer.write({ kind: Kind.BEAT });
    while (clock.pending === 0) await new Promise(setImmediate);
    clock.advance(4_999);
    expect(lines).toEqual([]);
    clock.advance(1);
    await expectRefusal(peer, 'DEADLINE_EXCEEDED', /no HELLO within 5000 ms/);
  });

  test('bytes that are no batch', async () => {
    const peer = new Peer(bridge.addresses.grpc);
    peer.stream.write(Buffer.from([0x0a, 0x7f]));
    expect(await peer.status).toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});

test('only so many diallers may be silent at once, and each that speaks or leaves makes room', () => {
  const door = new Door({ clock, log, messageBytes: 1e6 });
  const ends: Closed[] = [];
  const dial = () => door.open({ kind: 'grpc', commitMs: 1, write: () => true, end: (why) => ends.push(why) });
  const first = Array.from({ length: STRANGERS }, dial);
  expect(ends).toEqual([]);
  dial();
  expect(ends).toMatchObject([{ code: 'RESOURCE_EXHAUSTED' }]);
  const [leaves, speaks] = first;
  if (leaves !== undefined) door.left(leaves);
  speaks?.receive(encodeBatch([{ ...EMPTY, kind: Kind.HELLO, body: Uint8Array.of(0xc0) }]));
  dial();
  dial();
  expect(ends.map((why) => why.code)).toEqual(['RESOURCE_EXHAUSTED', 'INVALID_ARGUMENT']);
  door.close({ code: 'UNAVAILABLE', message: 'done' });
});

test('each life has a token of its own that cannot be guessed', () => {
  const ticket = { worker: 'worker:ml/2', incarnation: 1, onAttach: () => {} };
  const tokens = Array.from({ length: 100 }, () => bridge.expect(ticket).token);
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
});
