import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { FIRST_WORKER_CALL } from '../../src/bridge/limits.ts';
import type { Affinity, Bond, CallSession } from '../../src/pool/call-session.ts';
import { Dispatcher } from '../../src/pool/dispatcher.ts';
import { Roster } from '../../src/pool/roster.ts';
import type { Row } from '../../src/pool/row.ts';
import { VirtualClock } from '../../src/testing/index.ts';
import type { Member } from '../../src/worker/member.ts';
import { aMember, aRow, type Recorded } from './support.ts';

let members: Roster;
let refused: { id: number; error: unknown }[];
let dispatcher: Dispatcher;
let one: Recorded;
let two: Recorded;

beforeEach(() => {
  refused = [];
  one = aMember('worker:ml/1');
  two = aMember('worker:ml/2');
  members = new Roster([one.member, two.member]);
  dispatcher = new Dispatcher({
    clock: new VirtualClock(),
    queue: 10,
    members,
    refuse: ({ id }, error) => refused.push({ id, error }),
  });
});

function aSession(id: string): CallSession {
  const bonds = new Map<string, Bond>();
  return {
    id,
    serial: 1,
    affinity: 'prefer',
    bond(pool) {
      const bond = bonds.get(pool) ?? { member: undefined };
      bonds.set(pool, bond);
      return bond;
    },
    enter() {},
    leave() {},
  };
}

const inSession = (id: number, session: CallSession, affinity: Affinity): Row => aRow(id, { session, affinity });

function finish({ member }: Recorded, id: number): void {
  member.finish(id, 0);
  dispatcher.pump();
}

function lose({ member }: Recorded): void {
  members.delete(member);
  dispatcher.lost(member);
}

describe('with affinity none', () => {
  test('calls of a session go to whoever has the least in flight', () => {
    const ada = aSession('ada');
    for (const id of [1, 2]) dispatcher.offer(inSession(id, ada, 'none'));
    expect([one.calls(), two.calls()]).toEqual([[1], [2]]);
  });
});

describe('with affinity prefer', () => {
  test('calls go to the worker of the first, while it has room; else to another, and come back after that', () => {
    const ada = aSession('ada');
    dispatcher.offer(inSession(1, ada, 'prefer'));
    finish(one, 1);
    one.member.begin(aRow(90), 0);
    finish(one, 90);
    dispatcher.offer(inSession(2, ada, 'prefer'));
    dispatcher.offer(inSession(3, ada, 'prefer')); // one is busy with call 2
    finish(one, 2);
    dispatcher.offer(inSession(4, ada, 'prefer'));
    expect([one.calls(), two.calls()]).toEqual([[1, 2, 4], [3]]);
  });

  test('the loss of the worker is nobody’s news: another takes its place', () => {
    const ada = aSession('ada');
    dispatcher.offer(inSession(1, ada, 'prefer'));
    lose(one);
    dispatcher.offer(inSession(2, ada, 'prefer'));
    expect([two.calls(), refused, ada.bond('ml').member]).toEqual([[2], [], two.member]);
  });
});

describe('with affinity strict', () => {
  test('calls wait for their worker although another is free, and no longer than it is busy', () => {
    const ada = aSession('ada');
    for (const id of [1, 2, 3]) dispatcher.offer(inSession(id, ada, 'strict'));
    expect([one.calls(), two.calls(), dispatcher.waiting]).toEqual([[1], [], 2]);
    finish(one, 1);
    finish(one, 2);
    expect([one.calls(), two.calls(), dispatcher.waiting]).toEqual([[1, 2, 3], [], 0]);
  });

  test('those who wait for one worker hold up nobody who may go elsewhere', () => {
    const ada = aSession('ada');
    for (const id of [1, 2]) dispatcher.offer(inSession(id, ada, 'strict'));
    dispatcher.offer(aRow(3));
    expect(two.calls()).toEqual([3]);
  });

  test('the last number there is comes before the first, which follows it', () => {
    const ada = aSession('ada');
    const last = FIRST_WORKER_CALL - 1;
    lose(two);
    for (const id of [last - 1, last]) dispatcher.offer(inSession(id, ada, 'strict'));
    dispatcher.offer(aRow(1));
    finish(one, last - 1);
    finish(one, last);
    expect(one.calls()).toEqual([last - 1, last, 1]);
  });

  test('nobody who came later passes those who wait for that worker, nor do they pass who came before', () => {
    const ada = aSession('ada');
    dispatcher.offer(inSession(1, ada, 'strict'));
    two.member.accepting = false;
    dispatcher.offer(aRow(2));
    dispatcher.offer(inSession(3, ada, 'strict'));
    dispatcher.offer(aRow(4));
    for (const id of [1, 2, 3, 4]) finish(one, id);
    expect(one.calls()).toEqual([1, 2, 3, 4]);
  });

  test('two calls that wait before any worker is up go to the same one', () => {
    const ada = aSession('ada');
    members.clear();
    for (const id of [1, 2]) dispatcher.offer(inSession(id, ada, 'strict'));
    members.add(one.member).add(two.member);
    dispatcher.pump();
    finish(one, 1);
    expect([one.calls(), two.calls()]).toEqual([[1, 2], []]);
  });

  test('the first call after the loss of the worker hears of it, once; the next is bound anew', () => {
    const ada = aSession('ada');
    dispatcher.offer(inSession(1, ada, 'strict'));
    lose(one);
    expect(() => dispatcher.offer(inSession(2, ada, 'strict'))).toThrow(
      expect.objectContaining({
        code: 'VIV_AFFINITY_LOST',
        facts: expect.objectContaining({ session: 'ada', was: 'worker:ml/1#1', now: 'worker:ml/2#1', phase: 'queued' }),
      }),
    );
    dispatcher.offer(inSession(3, ada, 'strict'));
    expect(two.calls()).toEqual([3]);
  });

  test('it is not bound to a worker that has said that it ends', () => {
    const ada = aSession('ada');
    const three = aMember('worker:ml/3');
    dispatcher.offer(inSession(1, ada, 'strict'));
    members.add(three.member);
    two.member.leaving = true;
    lose(one);
    const lost = expect.objectContaining({ facts: expect.objectContaining({ now: 'worker:ml/3#1' }) });
    expect(() => dispatcher.offer(inSession(2, ada, 'strict'))).toThrow(lost);
    dispatcher.offer(inSession(3, ada, 'strict'));
    expect(three.calls()).toEqual([3]);
  });

  test('each call that waited for the lost worker hears of it, none after them does', () => {
    const ada = aSession('ada');
    for (const id of [1, 2, 3]) dispatcher.offer(inSession(id, ada, 'strict'));
    lose(one);
    expect(refused.map(({ id }) => id)).toEqual([2, 3]);
    expect(refused[0]?.error).toMatchObject({ code: 'VIV_AFFINITY_LOST', facts: { now: 'worker:ml/2#1' } });
    dispatcher.offer(inSession(4, ada, 'strict'));
    expect([two.calls(), dispatcher.waiting]).toEqual([[4], 0]);
  });

  test('a new life of the same worker is another worker', () => {
    const ada = aSession('ada');
    dispatcher.offer(inSession(1, ada, 'strict'));
    lose(one);
    lose(two);
    const lost = { code: 'VIV_AFFINITY_LOST', facts: expect.objectContaining({ now: null }) };
    expect(() => dispatcher.offer(inSession(2, ada, 'strict'))).toThrow(expect.objectContaining(lost));
    const again = aMember('worker:ml/1');
    members.add(again.member);
    dispatcher.offer(inSession(3, ada, 'strict'));
    expect(again.calls()).toEqual([3]);
  });

  test('a call that gives up leaves its place, also among those who wait for one worker', () => {
    const ada = aSession('ada');
    const row = inSession(2, ada, 'strict');
    dispatcher.offer(inSession(1, ada, 'strict'));
    dispatcher.offer(row);
    dispatcher.retract(row);
    finish(one, 1);
    expect([one.calls(), dispatcher.waiting]).toEqual([[1], 0]);
  });

  test('those who wait for one worker count for the queue’s limit', () => {
    const ada = aSession('ada');
    for (let id = 1; id <= 11; id++) dispatcher.offer(inSession(id, ada, 'strict'));
    expect(() => dispatcher.offer(inSession(12, ada, 'strict'))).toThrow(
      expect.objectContaining({ code: 'VIV_POOL_SATURATED' }),
    );
  });
});

test('with affinity strict_fail_fast a call that would have to wait for its worker is refused, retryable', () => {
  const ada = aSession('ada');
  dispatcher.offer(inSession(1, ada, 'strict_fail_fast'));
  expect(() => dispatcher.offer(inSession(2, ada, 'strict_fail_fast'))).toThrow(
    expect.objectContaining({
      code: 'VIV_AFFINITY_BUSY',
      retryable: true,
      facts: expect.objectContaining({ worker: 'worker:ml/1#1' }),
    }),
  );
  finish(one, 1);
  dispatcher.offer(inSession(3, ada, 'strict_fail_fast'));
  expect(one.calls()).toEqual([1, 3]);
});

test('whatever happens, a strict session’s calls go to one worker in order, and each call ends one way', () => {
  const affinity = fc.constantFrom<Affinity>('none', 'prefer', 'strict');
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.record({ what: fc.constant('offer' as const), who: fc.nat(2), affinity }) },
    { weight: 4, arbitrary: fc.record({ what: fc.constant('finish' as const) }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('lose' as const) }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('join' as const) }) },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (story) => {
      members = new Roster();
      refused = [];
      const all: Recorded[] = [];
      const sessions = ['ada', 'bob', 'eve'].map(aSession);
      const rows: Row[] = [];
      const thrown = new Set<number>();
      dispatcher = new Dispatcher({
        clock: new VirtualClock(),
        queue: 20,
        members,
        refuse: ({ id }, error) => refused.push({ id, error }),
      });
      for (const each of story) {
        if (each.what === 'join') {
          const joined = aMember(`worker:ml/${all.length + 1}`);
          all.push(joined);
          members.add(joined.member);
          dispatcher.pump();
        } else if (each.what === 'offer') {
          const row = inSession(rows.length + 1, sessions[each.who] as CallSession, each.affinity);
          rows.push(row);
          try {
            dispatcher.offer(row);
          } catch {
            thrown.add(row.id);
          }
        } else if (each.what === 'finish') {
          const busy = all.find(({ member }) => members.has(member) && member.inFlight > 0);
          const oldest = [...(busy?.member.calls() ?? [])][0]?.id;
          if (busy !== undefined && oldest !== undefined) finish(busy, oldest);
        } else {
          const [first] = all.filter(({ member }) => members.has(member));
          if (first !== undefined) {
            lose(first);
            dispatcher.pump();
          }
        }
      }
      const sent = all.flatMap(({ calls }) => calls());
      const over = [...sent, ...thrown, ...refused.map(({ id }) => id)];
      expect(new Set(over).size).toBe(over.length);
      expect(dispatcher.waiting).toBe(rows.length - over.length);
      for (const session of sessions) {
        const strict = rows.filter((row) => row.session === session && row.affinity === 'strict');
        for (const { calls } of all) {
          const here = strict.filter(({ id }) => calls().includes(id)).map(({ id }) => id);
          expect(calls().filter((id) => here.includes(id))).toEqual(here);
        }
        // between two losses heard of, one worker has them all
        let worker: Member | undefined;
        for (const row of strict) {
          if (thrown.has(row.id) || refused.some(({ id }) => id === row.id)) worker = undefined;
          else if (row.member !== undefined) {
            worker ??= row.member;
            expect(row.member).toBe(worker);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});
