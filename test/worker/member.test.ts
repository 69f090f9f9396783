import { describe, expect, test } from 'vitest';
import type { ToolSpeed } from '../../src/worker/member.ts';
import { aMember, aRow } from '../pool/support.ts';

const SHORT: ToolSpeed = { micros: 100 };
const short = (id: number) => aRow(id, { speed: { ...SHORT } });

/** A member whose window has grown to `open` by as many short calls. */
function warm(window: number, open = window) {
  const recorded = aMember('worker:ml/1', { window });
  for (let id = 1_000; recorded.member.window < open; id++) {
    recorded.member.begin(short(id), 0);
    recorded.member.finish(id, 100);
  }
  return recorded.member;
}

describe('a member', () => {
  test('has nothing sent ahead before it has shown that its calls are short', () => {
    const { member } = aMember('worker:ml/1', { window: 64 });
    member.begin(short(1), 0);
    expect(member.canTake(short(2))).toBe(false);
  });

  test('opens its window by one with each call under a millisecond, up to what the pool allows', () => {
    const { member } = aMember('worker:ml/1', { window: 3 });
    const seen = [1, 2, 3, 4].map((id) => {
      member.begin(short(id), 0);
      member.finish(id, 999);
      return member.window;
    });
    expect(seen).toEqual([2, 3, 3, 3]);
  });

  test('closes it at one call that takes a millisecond', () => {
    const member = warm(8);
    member.begin(short(1), 0);
    member.finish(1, 1_000);
    expect(member.window).toBe(1);
  });

  test('does not count an answer whose time is not known', () => {
    const member = warm(8, 4);
    member.begin(short(1), 0);
    member.finish(1, 0);
    expect(member.window).toBe(4);
  });

  test('takes short calls ahead as far as its window goes, and not one more', () => {
    const member = warm(3);
    for (const id of [1, 2, 3]) {
      expect(member.canTake(short(id))).toBe(true);
      member.begin(short(id), 0);
    }
    expect(member.canTake(short(4))).toBe(false);
  });

  test('lets no call wait behind one that is long, of unknown length, or a stream', () => {
    for (const first of [aRow(1, { speed: { micros: 5_000 } }), aRow(1), aRow(1, { streaming: true, speed: SHORT })]) {
      const member = warm(8);
      member.begin(first, 0);
      expect(member.canTake(short(2))).toBe(false);
      member.finish(1, 0);
      expect(member.canTake(short(2))).toBe(true);
    }
  });

  test('is sent a long call only when one may begin at once', () => {
    const member = warm(8);
    member.begin(short(1), 0);
    expect(member.canTake(aRow(2, { speed: { micros: 5_000 } }))).toBe(false);
    expect(member.canTake(aRow(2))).toBe(false);
  });

  test('averages what a tool takes: one slow call among fast ones does not make it long', () => {
    const { member } = aMember('worker:ml/1');
    const speed: ToolSpeed = { micros: undefined };
    for (const [id, micros] of [400, 400, 2_000].entries()) {
      member.begin(aRow(id + 1, { speed }), 0);
      member.finish(id + 1, micros);
    }
    expect(speed.micros).toBe(600);
  });

  test('remembers since when it is busy, and says once that it is idle', () => {
    const { member } = aMember('worker:ml/1', { concurrency: 2 });
    let idle = 0;
    member.begin(aRow(1), 10);
    member.begin(aRow(2), 20);
    expect(member.busySince).toBe(10);
    member.onIdle = () => (idle += 1);
    member.finish(1, 0);
    expect(idle).toBe(0);
    member.finish(2, 0);
    member.begin(aRow(3), 30);
    member.finish(3, 0);
    expect([idle, member.busySince]).toEqual([1, 30]);
  });

  test('does not know a call it was never sent, or has answered', () => {
    const { member } = aMember('worker:ml/1');
    member.begin(aRow(1), 0);
    expect(member.finish(1, 5)?.id).toBe(1);
    expect([member.finish(1, 5), member.finish(2, 5)]).toEqual([undefined, undefined]);
  });
});
