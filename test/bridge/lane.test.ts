/** Messages of every size over a real socket, both ways: the peer runs the same rules. */
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Kind } from '../../src/bridge/kind.ts';
import { ACKNOWLEDGED, UNACKNOWLEDGED } from '../../src/bridge/limits.ts';
import { openBridge } from '../../src/bridge/server.ts';
import type { Bridge, Incoming, Lane } from '../../src/bridge/types.ts';
import { decodeValue, encodeValue, tensor } from '../../src/bridge/values.ts';
import { realClock } from '../../src/model/clock.ts';
import { silentLog } from '../../src/model/log.ts';
import { hangUpAll, Peer } from './peer.ts';

const MB = 2 ** 20;

let bridge: Bridge;
let lane: Lane;
let peer: Peer;

beforeEach(async () => {
  bridge = await openBridge({ clock: realClock, log: silentLog });
  peer = new Peer(bridge.addresses.grpc);
  lane = await new Promise<Lane>((resolve) => {
    const { token } = bridge.expect({ worker: 'worker:ml/1', incarnation: 1, onAttach: resolve });
    peer.hello(token);
  });
});

afterEach(async () => {
  hangUpAll();
  await bridge.close(1_000);
});

/** The messages that the host's end hears, one by one. */
function answers(): () => Promise<Incoming> {
  const queue: Incoming[] = [];
  let wake = (): void => {};
  lane.onMessage = (message) => {
    queue.push(message);
    wake();
  };
  return async () => {
    while (queue.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return queue.shift() as Incoming;
  };
}

function echo(): void {
  peer.lane(({ call, body, segments }, send) => send({ kind: Kind.RESULT, call, body, segments }));
}

describe('a lane over a real socket', () => {
  test.each([0, 100, 40_000, 200_000, 3 * MB])(
    'carries a value with %d bytes beside it there and back',
    async (size) => {
      echo();
      const next = answers();
      const value = {
        name: 'x',
        data: new Uint8Array(size).map((_, i) => i % 251),
        nested: [1, { empty: tensor(new Int8Array(0)) }],
      };
      lane.send({ kind: Kind.CALL, call: 1, tool: 'echo', ...encodeValue(value, 'args') });
      const { kind, call, body, segments } = await next();
      expect([kind, call]).toEqual([Kind.RESULT, 1]);
      expect(isDeepStrictEqual(decodeValue(body, segments), value)).toBe(true);
    },
  );

  test('puts the frames of one turn in one batch', async () => {
    for (let call = 1; call <= 100; call++) lane.send({ kind: Kind.CALL, call, tool: 'add' });
    expect((await peer.batch()).map((frame) => frame.call)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  });

  test('carries tool, timeout, number and meta', async () => {
    const meta = encodeValue({ session: 's' }, 'meta').body;
    lane.send({ kind: Kind.OPEN, call: 1, tool: 'zähle', timeoutMs: 30_000, number: 16, meta });
    expect(await peer.batch()).toMatchObject([{ kind: Kind.OPEN, tool: 'zähle', timeoutMs: 30_000, number: 16, meta }]);
  });

  test('answers small calls while 64 MB are on their way both ways', async () => {
    echo();
    const next = answers();
    lane.send({ kind: Kind.CALL, call: 1, ...encodeValue(new Uint8Array(64 * MB), 'args') });
    let small = 0;
    for (let call = 2; ; call++) {
      lane.send({ kind: Kind.CALL, call, ...encodeValue(call, 'args') });
      const answer = await next();
      if (answer.call === 1) break;
      expect(decodeValue(answer.body, answer.segments)).toBe(call);
      small++;
    }
    expect(small).toBeGreaterThan(20);
  });

  test('stops at 1 MB of bulk that is not acknowledged, and lets small calls past it', async () => {
    lane.send({ kind: Kind.CALL, call: 1, body: new Uint8Array(4 * MB) });
    let bulk = 0;
    while (bulk < UNACKNOWLEDGED) for (const frame of await peer.batch()) bulk += frame.body.length;
    lane.send({ kind: Kind.CALL, call: 2 });
    expect(await peer.batch()).toMatchObject([{ call: 2 }]);
    expect(bulk).toBe(UNACKNOWLEDGED);
    peer.write({ kind: Kind.ACK, number: 100_000 });
    lane.send({ kind: Kind.CALL, call: 3 });
    expect(await peer.batch()).toMatchObject([{ call: 3 }]);
    peer.write({ kind: Kind.ACK, number: 100_000 });
    expect(await peer.batch()).toMatchObject([{ call: 1, more: true }]);
  });

  test('drops the rest of a large call that is cancelled, and tells the peer ahead of all else', async () => {
    lane.send({ kind: Kind.CALL, call: 1, body: new Uint8Array(4 * MB) });
    let bulk = 0;
    while (bulk < UNACKNOWLEDGED) for (const frame of await peer.batch()) bulk += frame.body.length;
    lane.send({ kind: Kind.CALL, call: 2 });
    expect(lane.cancel(1)).toBe(true);
    expect((await peer.batch()).map(({ kind, call }) => [kind, call])).toEqual([
      [Kind.CANCEL, 1],
      [Kind.CALL, 2],
    ]);
    peer.write({ kind: Kind.ACK, number: bulk });
    lane.send({ kind: Kind.CALL, call: 3 });
    expect((await peer.batch()).map(({ call }) => call)).toEqual([3]);
  });

  test('drops the rest of a large answer to a call that is cancelled, and says so ahead of all else', async () => {
    const call = 2 ** 31;
    lane.send({ kind: Kind.RESULT, call, body: new Uint8Array(4 * MB) });
    let bulk = 0;
    while (bulk < UNACKNOWLEDGED) for (const frame of await peer.batch()) bulk += frame.body.length;
    lane.cancel(call, Kind.CANCELLED);
    expect((await peer.batch()).map((frame) => [frame.kind, frame.call])).toEqual([[Kind.CANCELLED, call]]);
  });

  test('answers a CANCEL in the middle of the call that it ends: nobody else has heard of that call', async () => {
    const call = 2 ** 31 + 1;
    const heard: Incoming[] = [];
    lane.onMessage = (message) => heard.push(message);
    peer.write({ kind: Kind.CALL, call, tool: 'x', sizes: [1, 400_000], body: new Uint8Array(1), more: true });
    peer.write({ kind: Kind.CANCEL, call });
    expect((await peer.batch()).map((frame) => [frame.kind, frame.call])).toEqual([[Kind.CANCELLED, call]]);
    expect(heard).toEqual([]);
  });

  test('acknowledges bulk as it takes it off the wire, before the message is whole', async () => {
    const piece = { kind: Kind.RESULT, call: 1, segment: 1, body: new Uint8Array(ACKNOWLEDGED / 4), more: true };
    peer.write({ kind: Kind.RESULT, call: 1, sizes: [1, 4 * MB], body: new Uint8Array(1), more: true });
    for (let n = 0; n < 8; n++) peer.write(piece);
    let acknowledged = 0;
    while (acknowledged < 2 * ACKNOWLEDGED) {
      for (const frame of await peer.batch()) {
        expect(frame.kind).toBe(Kind.ACK);
        expect(frame.number).toBeGreaterThanOrEqual(ACKNOWLEDGED);
        acknowledged += frame.number;
      }
    }
    expect(acknowledged).toBe(2 * ACKNOWLEDGED + 1);
  });
});
