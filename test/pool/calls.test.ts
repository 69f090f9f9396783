import { beforeEach, describe, expect, test } from 'vitest';
import type { StreamEvent } from '../../machines/stream.ts';
import { Kind } from '../../src/bridge/kind.ts';
import { encodeValue } from '../../src/bridge/values.ts';
import { createSystem } from '../../src/kernel/index.ts';
import { CallCancelled, CallTimeout, PoolSaturated, ToolFailed, WorkerCrashed } from '../../src/model/call-errors.ts';
import { Calls } from '../../src/pool/calls.ts';
import { Dispatcher } from '../../src/pool/dispatcher.ts';
import type { Row } from '../../src/pool/row.ts';
import { Channel } from '../../src/stream/channel.ts';
import { streamEnd } from '../../src/stream/stream.ts';
import { VirtualClock } from '../../src/testing/index.ts';
import { aMember, aMessage, aRow, type Recorded } from './support.ts';

let clock: VirtualClock;
let timers: ReturnType<typeof createSystem>['timers'];
let calls: Calls;
let died: unknown[];

beforeEach(() => {
  clock = new VirtualClock();
  timers = createSystem({ clock }).timers;
  died = [];
  calls = new Calls({ queue: 3, clock, timers, knownTools: () => ['add'] });
  calls.attach(aDispatcher(), (error) => died.push(error));
});

const aDispatcher = (queue = 3) =>
  new Dispatcher({ clock, queue, members: calls.members, refuse: (row, error) => calls.fail(row, error) });

function join(worker: Recorded): Recorded {
  calls.members.add(worker.member);
  calls.pump();
  return worker;
}

function open(id: number, given: Partial<Row> = {}) {
  const row = aRow(id, given);
  calls.open(row);
  return row;
}

/** With a deadline `timeoutMs` from now. */
const within = (timeoutMs: number): Partial<Row> => ({ timeoutMs, deadline: clock.now() + timeoutMs });
const result = (call: number, value: unknown) => aMessage(Kind.RESULT, call, encodeValue(value, 'result'));

describe('a call', () => {
  test('ends with its answer, and the next that waits is sent', () => {
    const { member, calls: sent } = join(aMember('worker:ml/1'));
    const [first, second] = [open(1), open(2)];
    calls.received(member, result(1, 5));
    expect([first.ends, second.ends, sent()]).toEqual([[5], [], [1, 2]]);
  });

  test('whose tool raised ends with what Python said', () => {
    const { member } = join(aMember('worker:ml/1'));
    const row = open(1);
    const failure = { kind: 'raised', type: 'ValueError', message: 'no', module: '', traceback: '', frames: [] };
    calls.received(member, aMessage(Kind.FAILURE, 1, encodeValue(failure, 'failure')));
    expect(row.ends[0]).toBeInstanceOf(ToolFailed);
    expect(row.ends[0]).toMatchObject({ facts: { type: 'ValueError', phase: 'sent' } });
  });

  test('whose answer cannot be read ends all the same', () => {
    const { member } = join(aMember('worker:ml/1'));
    const row = open(1);
    calls.received(member, aMessage(Kind.RESULT, 1, { body: Uint8Array.of(0xc1) }));
    expect(row.ends).toHaveLength(1);
    expect([row.ends[0] instanceof Error, calls.ledger.size]).toEqual([true, 0]);
  });

  test('that timed out while it waited was never sent, says so, and leaves its place', () => {
    const row = open(1, within(100));
    clock.advance(100);
    expect(row.ends[0]).toBeInstanceOf(CallTimeout);
    expect(row.ends[0]).toMatchObject({ retryable: true, facts: { phase: 'queued', timeoutMs: 100 } });
    const { calls: sent } = join(aMember('worker:ml/1'));
    expect([sent(), calls.waiting]).toEqual([[], 0]);
  });

  test('that timed out while it ran is cancelled there; its worker stays busy until it answers, and that is late', () => {
    const { member, cancelled, calls: sent } = join(aMember('worker:ml/1'));
    const row = open(1, within(100));
    open(2);
    clock.advance(100);
    expect(row.ends[0]).toMatchObject({ code: 'VIV_CALL_TIMEOUT', retryable: false });
    expect([cancelled, sent(), member.inFlight]).toEqual([[1], [1], 1]);
    calls.received(member, result(1, 'too late'));
    expect([row.ends.length, sent()]).toEqual([1, [1, 2]]);
  });

  test('that timed out with onTimeout kill has its worker killed, with no cancel before', () => {
    const { kills, cancelled } = join(aMember('worker:ml/1'));
    open(1, { ...within(100), onTimeout: 'kill' });
    clock.advance(100);
    expect(kills).toEqual(['ml.add took longer than 100ms, while its tool ran']);
    expect(cancelled).toEqual([]);
  });

  test('that is aborted ends with the reason, waiting or sent', () => {
    const { cancelled } = join(aMember('worker:ml/1'));
    const controller = new AbortController();
    const rows = [open(1, { signal: controller.signal }), open(2, { signal: controller.signal })];
    controller.abort('enough');
    for (const row of rows) {
      expect(row.ends[0]).toBeInstanceOf(CallCancelled);
      expect(row.ends).toMatchObject([{ cause: 'enough' }]);
    }
    expect(cancelled).toEqual([1]);
  });

  test('that is cancelled before any of it left frees its worker at once', () => {
    const { calls: sent } = join(aMember('worker:ml/1', { unsent: new Set([1]) }));
    const controller = new AbortController();
    open(1, { signal: controller.signal });
    open(2);
    controller.abort();
    expect(sent()).toEqual([1, 2]);
  });

  test('for which there is no place is refused, and only that one', () => {
    const rows = [1, 2, 3, 4].map((id) => open(id));
    expect(rows.map(({ ends }) => ends.length)).toEqual([0, 0, 0, 1]);
    expect(rows[3]?.ends[0]).toBeInstanceOf(PoolSaturated);
    expect(died).toEqual([]);
  });
});

describe('when a worker is lost', () => {
  test('what it had been sent ends with it, what waits goes to another, in order', () => {
    const lost = join(aMember('worker:ml/1', { concurrency: 2 }));
    const [first, second, third] = [open(1), open(2), open(3)];
    calls.fenced(lost.member, 'killed by SIGKILL');
    for (const row of [first, second]) {
      expect(row?.ends[0]).toBeInstanceOf(WorkerCrashed);
      expect(row?.ends).toMatchObject([{ retryable: false, facts: { phase: 'sent', message: 'killed by SIGKILL' } }]);
    }
    const other = join(aMember('worker:ml/2'));
    expect([third?.ends, other.calls()]).toEqual([[], [3]]);
  });

  test('an answer of its that comes after counts for nothing', () => {
    const { member } = join(aMember('worker:ml/1'));
    const row = open(1);
    calls.fenced(member, 'gone');
    calls.received(member, result(1, 5));
    expect(row.ends).toHaveLength(1);
  });

  test('an answer of another worker to the same number is not taken for the call’s', () => {
    const [one, two] = [join(aMember('worker:ml/1')), join(aMember('worker:ml/2'))];
    const row = open(1);
    two.member.begin(aRow(1), 0);
    calls.received(two.member, result(1, 'wrong'));
    expect(row.ends).toEqual([]);
    calls.received(one.member, result(1, 'right'));
    expect(row.ends).toEqual(['right']);
  });
});

describe('a call that a worker would not begin, because its process is ending,', () => {
  test('goes to another, and that worker gets no more', () => {
    const [leaving, other] = [join(aMember('worker:ml/1')), aMember('worker:ml/2')];
    const row = open(1);
    calls.received(leaving.member, aMessage(Kind.CANCELLED, 1));
    expect([row.phase, row.ends, leaving.cancelled]).toEqual(['queued', [], []]);
    join(other);
    expect([leaving.calls(), other.calls(), row.phase]).toEqual([[1], [1], 'sent']);
    calls.received(other.member, result(1, 5));
    expect(row.ends).toEqual([5]);
  });

  test('goes to another also when its worker leaves without a word about it', () => {
    const [leaving, other] = [join(aMember('worker:ml/1', { concurrency: 2 })), aMember('worker:ml/2')];
    const rows = [open(1), open(2)];
    calls.left(leaving.member);
    calls.fenced(leaving.member, 'it has left');
    join(other);
    for (const id of [1, 2]) calls.received(other.member, result(id, id));
    expect(rows.map(({ ends }) => ends)).toEqual([[1], [2]]);
  });

  test.each([
    ['has given a chunk ends there', 1, [expect.any(WorkerCrashed)], []],
    ['has given none goes to another', 0, [], [1]],
  ])('of streams, one that %s', (_, chunks, errors, sentAgain) => {
    const [leaving, other] = [join(aMember('worker:ml/1')), aMember('worker:ml/2')];
    const told: StreamEvent[] = [];
    const channel = new Channel({ left() {}, credit() {}, stalled() {}, resumed() {} });
    open(1, { streaming: true, stream: streamEnd(channel, (event) => told.push(event)) });
    for (let each = 0; each < chunks; each++)
      calls.received(leaving.member, aMessage(Kind.CHUNK, 1, encodeValue(each, 'chunk')));
    calls.left(leaving.member);
    join(other);
    const failures = told.flatMap((event) => (event.type === 'FAILED' ? [event.error] : []));
    expect([failures, other.calls()]).toEqual([errors, sentAgain]);
  });

  test('still has its deadline, and says that it never ran', () => {
    const { member } = join(aMember('worker:ml/1'));
    const row = open(1, within(1_000));
    calls.received(member, aMessage(Kind.CANCELLED, 1));
    clock.advance(1_000);
    expect(row.ends).toMatchObject([{ code: 'VIV_CALL_TIMEOUT', retryable: true, facts: { phase: 'queued' } }]);
  });
});

describe('when the dispatcher dies', () => {
  test('what waited is offered to its successor in order, and nothing that was sent is sent again', () => {
    const first = aDispatcher();
    calls.attach(first, () => {});
    const { member, calls: sent } = join(aMember('worker:ml/1'));
    for (const id of [1, 2, 3]) open(id);
    calls.detach(first);
    calls.attach(aDispatcher(), () => {});
    for (const id of [1, 2, 3]) calls.received(member, result(id, id));
    expect(sent()).toEqual([1, 2, 3]);
  });

  test('calls still come in, as many as the queue holds, and wait for the next', () => {
    const gone = aDispatcher();
    calls.attach(gone, () => {});
    calls.detach(gone);
    const rows = [1, 2, 3, 4].map((id) => open(id));
    expect(rows.map(({ ends }) => ends.length)).toEqual([0, 0, 0, 1]);
    const { calls: sent } = join(aMember('worker:ml/1'));
    calls.attach(aDispatcher(), () => {});
    expect(sent()).toEqual([1]);
  });
});

test('a call ends even when what ends it cannot be read, or belongs to a stream', () => {
  const { member } = join(aMember('worker:ml/1'));
  const [unreadable, ended] = [open(1), open(2)];
  calls.received(member, aMessage(Kind.FAILURE, 1, { body: new Uint8Array([0xc1]) }));
  calls.received(member, aMessage(Kind.END, 2));
  for (const { ends } of [unreadable, ended]) expect(ends).toMatchObject([{ code: 'VIV_PROTOCOL' }]);
  expect([member.inFlight, calls.ledger.size]).toEqual([0, 0]);
});

describe('draining', () => {
  test('ends with the last call', async () => {
    const { member } = join(aMember('worker:ml/1'));
    open(1);
    const drained = calls.ledger.drained(1_000);
    calls.received(member, result(1, 5));
    await drained;
    expect(clock.now()).toBe(0);
  });

  test('ends when its time is over, with calls left to be refused, each told where it stood', async () => {
    const { cancelled } = join(aMember('worker:ml/1'));
    const rows = [open(1), open(2)];
    const drained = calls.ledger.drained(1_000);
    clock.advance(1_000);
    await drained;
    calls.rejectAll(({ phase }) => phase);
    expect(rows.map(({ ends }) => ends)).toEqual([['sent'], ['queued']]);
    expect([cancelled, calls.ledger.size]).toEqual([[1], 0]);
  });
});
