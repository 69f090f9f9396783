import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { Kind } from '../../src/bridge/kind.ts';
import { PoolSaturated } from '../../src/model/call-errors.ts';
import { Dispatcher } from '../../src/pool/dispatcher.ts';
import { Roster } from '../../src/pool/roster.ts';
import type { Row } from '../../src/pool/row.ts';
import { VirtualClock } from '../../src/testing/index.ts';
import { aMember, aRow } from './support.ts';

let clock: VirtualClock;
let members: Roster;

beforeEach(() => {
  clock = new VirtualClock();
  members = new Roster();
  refused.length = 0;
});

const refused: [Row, unknown][] = [];
const refuse = (row: Row, error: unknown) => refused.push([row, error]);
const dispatch = (queue = 1_000) => new Dispatcher({ clock, queue, members, refuse });
const offerAll = (dispatcher: Dispatcher, rows: readonly Row[]) => {
  for (const row of rows) dispatcher.offer(row);
};

describe('the dispatcher', () => {
  test('sends to the worker with the least in flight', () => {
    const [one, two] = [aMember('worker:ml/1', { concurrency: 3 }), aMember('worker:ml/2', { concurrency: 3 })];
    members.add(one.member).add(two.member);
    const dispatcher = dispatch();
    offerAll(
      dispatcher,
      [1, 2, 3].map((id) => aRow(id)),
    );
    one.member.finish(1, 0);
    one.member.finish(3, 0);
    dispatcher.offer(aRow(4));
    expect([one.calls(), two.calls()]).toEqual([[1, 3, 4], [2]]);
  });

  test('sends nothing to a worker that does not accept', () => {
    const { member, sent } = aMember('worker:ml/1');
    members.add(member);
    member.accepting = false;
    const dispatcher = dispatch();
    dispatcher.offer(aRow(1));
    expect([sent.length, dispatcher.waiting]).toEqual([0, 1]);
  });

  test('lets no newcomer pass those who wait, even when a worker is free', () => {
    const { member, calls } = aMember('worker:ml/1');
    const dispatcher = dispatch();
    offerAll(dispatcher, [aRow(1), aRow(2)]);
    members.add(member);
    dispatcher.offer(aRow(3));
    for (const id of [1, 2, 3]) {
      dispatcher.pump();
      member.finish(id, 0);
    }
    expect(calls()).toEqual([1, 2, 3]);
  });

  test('refuses the call for which there is no place, and keeps the others', () => {
    const dispatcher = dispatch(2);
    offerAll(dispatcher, [aRow(1), aRow(2)]);
    const third = aRow(3);
    expect(() => dispatcher.offer(third)).toThrow(PoolSaturated);
    expect([dispatcher.waiting, third.phase]).toEqual([2, 'queued']);
  });

  test('with a queue of 0 takes what a worker can begin at once and refuses the rest', () => {
    members.add(aMember('worker:ml/1').member);
    const dispatcher = dispatch(0);
    dispatcher.offer(aRow(1));
    expect(() => dispatcher.offer(aRow(2))).toThrow(PoolSaturated);
  });

  test('has a place again as soon as a waiting call gives up, and never sends that call', () => {
    const { member, calls } = aMember('worker:ml/1');
    const dispatcher = dispatch(2);
    const [first, second] = [aRow(1), aRow(2)];
    offerAll(dispatcher, [first, second]);
    dispatcher.retract(first);
    dispatcher.offer(aRow(3));
    members.add(member);
    dispatcher.pump();
    member.finish(2, 0);
    dispatcher.pump();
    expect([calls(), dispatcher.waiting]).toEqual([[2, 3], 0]);
  });

  test('sends the time that is left, rounded up, at least 1 ms; 0 says for ever', () => {
    const { member, sent } = aMember('worker:ml/1', { concurrency: 3 });
    const dispatcher = dispatch();
    offerAll(dispatcher, [aRow(1, { deadline: 100.5 }), aRow(2, { deadline: 30 }), aRow(3)]);
    clock.advance(30);
    members.add(member);
    dispatcher.pump();
    expect(sent.map(({ timeoutMs }) => timeoutMs)).toEqual([71, 1, 0]);
  });

  test('marks the call as sent, to whom, and opens a stream with its first credits', () => {
    const { member, sent } = aMember('worker:ml/1');
    members.add(member);
    let told = 0;
    const ends = { ended() {}, failed() {}, expired() {}, aborted() {}, requeued() {} };
    const stream = { credits: 16, begun: false, chunk() {}, ...ends };
    const row = aRow(1, { streaming: true, stream: { ...stream, sent: () => (told += 1) } });
    dispatch().offer(row);
    expect(row).toMatchObject({ phase: 'sent', member });
    expect(sent[0]).toMatchObject({ kind: Kind.OPEN, call: 1, tool: 'add', number: 16 });
    expect(told).toBe(1);
  });

  test('sends in order of arrival, each call once, and never more to a worker than it may have', () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.constant('offer' as const) },
      { weight: 2, arbitrary: fc.constant('finish' as const) },
      { weight: 1, arbitrary: fc.constant('retract' as const) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 3 }), (story, concurrency) => {
        const workers = ['worker:ml/1', 'worker:ml/2'].map((name) => aMember(name, { concurrency }));
        members = new Roster(workers.map(({ member }) => member));
        const dispatcher = dispatch(10);
        const given: Row[] = [];
        const refused = new Set<number>();
        let id = 0;
        for (const what of story) {
          if (what === 'offer') {
            const row = aRow(++id);
            given.push(row);
            try {
              dispatcher.offer(row);
            } catch {
              refused.add(row.id);
            }
          } else if (what === 'retract') {
            const row = given.find(({ id: own, phase }) => phase === 'queued' && !refused.has(own));
            if (row !== undefined) {
              dispatcher.retract(row);
              refused.add(row.id);
            }
          } else {
            const busy = workers.find(({ member }) => member.inFlight > 0)?.member;
            const oldest = [...(busy?.calls() ?? [])][0]?.id;
            if (oldest !== undefined) busy?.finish(oldest, 0);
            dispatcher.pump();
          }
          for (const { member } of workers) expect(member.inFlight).toBeLessThanOrEqual(concurrency);
          expect(dispatcher.waiting).toBeLessThanOrEqual(10);
        }
        const sent = given.filter(({ phase }) => phase === 'sent').map((row) => row.id);
        expect(workers.flatMap(({ calls }) => calls()).sort((a, b) => a - b)).toEqual(sent);
        const waiting = given.filter(({ phase, id: own }) => phase === 'queued' && !refused.has(own));
        expect(waiting.every((row) => row.id > Math.max(0, ...sent))).toBe(true);
        expect(dispatcher.waiting).toBe(waiting.length);
      }),
    );
  });
});
