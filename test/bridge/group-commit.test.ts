/** When frames leave a lane: together, but never later than they must. */
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Kind } from '../../src/bridge/kind.ts';
import { StreamLane, type Wire } from '../../src/bridge/lane.ts';
import { ACKNOWLEDGED, OUTBOX, PIECE, UNACKNOWLEDGED } from '../../src/bridge/limits.ts';
import { Crowd } from '../../src/bridge/spin.ts';
import type { Closed } from '../../src/bridge/types.ts';
import { encodeBatch, type Frame } from '../../src/bridge/wire.ts';
import { silentLog } from '../../src/model/log.ts';
import { VirtualClock } from '../../src/testing/virtual-clock.ts';
import { EMPTY } from './peer.ts';

function setUp() {
  const clock = new VirtualClock();
  const batches: number[][] = [];
  const ends: Closed[] = [];
  const state = { accepts: true };
  const wire: Wire = {
    kind: 'grpc',
    commitMs: 1,
    write: (frames) => {
      batches.push(frames.map((frame) => frame.call));
      return state.accepts;
    },
    end: (why: Closed) => ends.push(why),
  };
  const lane = new StreamLane({ crowd: new Crowd(), wire, clock, log: silentLog, messageBytes: 1e6 });
  const call = (...ids: number[]): void => {
    for (const id of ids) lane.send({ kind: Kind.CALL, call: id, tool: 'add', body: Uint8Array.of(0x80) });
  };
  const receive = (...frames: Partial<Frame>[]): boolean =>
    lane.receive(encodeBatch(frames.map((fields) => ({ ...EMPTY, ...fields }))));
  return { clock, batches, ends, state, lane, call, receive };
}

const beat = { kind: Kind.BEAT };

describe('group commit', () => {
  test('frames of one turn of the event loop leave in one batch', async () => {
    const { batches, call } = setUp();
    call(1, 2);
    await Promise.resolve();
    call(3);
    expect(batches).toEqual([]);
    await turn();
    expect(batches).toEqual([[1, 2, 3]]);
  });

  test('while a batch is unanswered, further frames wait for the next incoming batch', async () => {
    const { batches, call, receive } = setUp();
    call(1);
    await turn();
    call(2);
    await turn();
    call(3);
    await turn();
    expect(batches).toEqual([[1]]);
    receive(beat);
    await turn();
    expect(batches).toEqual([[1], [2, 3]]);
  });

  test('they wait 1 ms at most', async () => {
    const { batches, clock, call } = setUp();
    call(1);
    await turn();
    call(2);
    await turn();
    clock.advance(0.9);
    expect(batches).toEqual([[1]]);
    clock.advance(0.1);
    expect(batches).toEqual([[1], [2]]);
  });

  test('nothing waits for a batch that has been unanswered for long', async () => {
    const { batches, clock, call } = setUp();
    call(1);
    await turn();
    clock.advance(1);
    call(2);
    await turn();
    expect(batches).toEqual([[1], [2]]);
  });

  test('nobody waits for the answer to an ACK', async () => {
    const { batches, lane, call, receive } = setUp();
    lane.onMessage = () => {};
    receive({ kind: Kind.RESULT, call: 1, body: new Uint8Array(ACKNOWLEDGED) });
    await turn();
    call(2);
    await turn();
    expect(batches).toEqual([[0], [2]]);
  });

  test('nor for that to several ACKs in one batch', async () => {
    const { batches, lane, call, receive } = setUp();
    lane.onMessage = () => {};
    const bulk = { kind: Kind.RESULT, body: new Uint8Array(ACKNOWLEDGED) };
    receive({ ...bulk, call: 1 });
    receive({ ...bulk, call: 2 });
    await turn();
    call(3);
    await turn();
    expect(batches).toEqual([[0, 0], [3]]);
  });

  test('bulk waits for ACKs, not for answers', async () => {
    const { batches, lane, call, receive } = setUp();
    call(9);
    await turn();
    expect(batches.splice(0)).toEqual([[9]]);
    lane.send({ kind: Kind.CALL, call: 1, body: new Uint8Array(2 * UNACKNOWLEDGED) });
    await turn();
    expect(batches).toEqual(new Array(UNACKNOWLEDGED / PIECE).fill([1]));
    receive({ kind: Kind.ACK, number: PIECE });
    await turn();
    expect(batches).toHaveLength(UNACKNOWLEDGED / PIECE + 1);
  });

  test('nothing is written while the wire is full', async () => {
    const { batches, state, lane, call } = setUp();
    state.accepts = false;
    call(1);
    await turn();
    call(2);
    await turn();
    expect(batches).toEqual([[1]]);
    lane.drained();
    lane.drained();
    call(3);
    await turn();
    expect(batches).toEqual([[1]]);
  });
});

describe('a lane', () => {
  test('closes once, whoever closes it, after what was sent before', () => {
    const { batches, ends, lane, call } = setUp();
    const heard: Closed[] = [];
    lane.onClose = (why) => heard.push(why);
    call(1);
    lane.close({ code: 'CANCELLED', message: 'enough' });
    lane.close();
    lane.ended({ code: 'UNAVAILABLE', message: 'lost' });
    call(2);
    expect(batches).toEqual([[1]]);
    expect(ends).toEqual([{ code: 'CANCELLED', message: 'enough' }]);
    expect(heard).toEqual(ends);
  });

  test('leaves no timer behind', async () => {
    const { clock, lane, call } = setUp();
    call(1);
    await turn();
    call(2);
    await turn();
    expect(clock.pending).toBe(1);
    lane.close();
    expect(clock.pending).toBe(0);
  });

  test('hears nothing any more once its owner has closed it, not even the rest of a batch', () => {
    const { lane, receive } = setUp();
    const heard: number[] = [];
    lane.onMessage = ({ call }) => {
      heard.push(call);
      if (call === 2) lane.close();
    };
    const result = (call: number) => ({ kind: Kind.RESULT, call });
    receive(result(1), result(2), result(3));
    receive(result(4));
    expect(heard).toEqual([1, 2]);
  });

  test('closes when the peer breaks the protocol, and says how', () => {
    const { ends, receive } = setUp();
    receive({ kind: 77 });
    expect(ends).toEqual([{ code: 'INVALID_ARGUMENT', message: 'a frame of unknown kind 77 for call 0' }]);
  });

  test('closes when its owner throws, and throws nothing into the transport', () => {
    const { ends, lane, receive } = setUp();
    lane.onMessage = () => {
      throw new TypeError('oops');
    };
    lane.onClose = () => {
      throw new TypeError('again');
    };
    receive(beat);
    expect(ends).toEqual([{ code: 'INTERNAL', message: 'the host failed on a message: TypeError: oops' }]);
  });

  test('closes when the peer has stopped reading and the queue is full', () => {
    const { ends, call } = setUp();
    for (let id = 1; id <= OUTBOX + 1; id++) call(id);
    expect(ends).toMatchObject([{ code: 'RESOURCE_EXHAUSTED' }]);
  });

  test('cancels ahead of everything, and not at all what had not left', async () => {
    const { batches, lane, call, receive } = setUp();
    call(1);
    await turn();
    call(2, 3);
    expect(lane.cancel(3)).toBe(false);
    expect(lane.cancel(1)).toBe(true);
    receive(beat);
    await turn();
    expect(batches).toEqual([[1], [1, 2]]);
    lane.close();
    expect(lane.cancel(1)).toBe(false);
  });

  test('remembers when it last heard of the peer', () => {
    const { clock, lane, receive } = setUp();
    clock.advance(500);
    expect(lane.lastSeen).toBe(0);
    receive(beat);
    expect(lane.lastSeen).toBe(500);
  });
});
