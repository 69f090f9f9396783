import { describe, expect, test } from 'vitest';
import type { ActorRow, CallRow, ObserverDelta, ObserverSnapshot } from '../../../src/observe/feed/types.ts';
import { readExport } from '../../../src/observe/page/model/export.ts';
import { fromSnapshot, reduce } from '../../../src/observe/page/model/reduce.ts';
import { KEPT } from '../../../src/observe/page/model/world.ts';

const actor = (key: string, value = 'ready'): ActorRow => ({
  ...{ key, id: key, path: key, incarnation: 1, type: 'worker', state: 'running', restart: 'permanent', restarts: 0 },
  value,
});
const snapshot: ObserverSnapshot = {
  ...{ type: 'snapshot', wire: 1, seq: 10, instance: 'i', version: '1', pid: 7, at: 100, wall: 1_100 },
  ...{ actors: [actor('a')], departed: [], pools: [], workers: [], sessions: { active: 0, parked: 0 }, calls: [] },
  ...{ crashes: [], journal: [{ wall: 1_050, type: 'ready', who: 'a', says: '' }], decisions: [], faults: [] },
  ...{ machines: {}, counts: { deadLetters: 0, unhandled: 0, dropped: 0 } },
};
const world = fromSnapshot(snapshot);
const call = (key: number, endedAt?: number): CallRow => ({
  ...{ key, pool: 'p', tool: 't', streaming: false, queuedAt: key },
  ...(endedAt === undefined ? {} : { endedAt, outcome: 'ok' }),
});

describe('the world of the page', () => {
  test('takes what is new and drops what has gone', () => {
    const next = reduce(world, [{ type: 'actors', seq: 11, at: 110, rows: [actor('b')], gone: ['a'] }]);
    expect([...next.actors.keys()]).toEqual(['b']);
    expect([...world.actors.keys()], 'the world of before').toEqual(['a']);
    expect(next).toMatchObject({ seq: 11, at: 110 });
  });

  test('leaves what a batch does not touch as it is, so that its views rest', () => {
    const next = reduce(world, [{ type: 'output', seq: 11, at: 110, worker: 'a', stream: 'stderr', line: 'oh' }]);
    expect(next.actors).toBe(world.actors);
    expect(next.calls).toBe(world.calls);
    expect(next.log.at(-1)).toMatchObject({ type: 'stderr', says: 'oh' });
  });

  test('deltas older than the snapshot are told in the log and change nothing that lives', () => {
    const old: ObserverDelta[] = [
      { type: 'actors', seq: 5, at: 50, rows: [actor('a', 'loading')], gone: [] },
      {
        type: 'transition',
        seq: 6,
        at: 60,
        actor: 'a',
        incarnation: 1,
        machine: 'm',
        event: 'READY',
        from: 'x',
        to: 'ready',
      },
    ];
    const next = reduce(world, old);
    expect(next.actors.get('a')?.value).toBe('ready');
    expect(next.log.at(-1)).toMatchObject({ type: 'transition', says: 'READY: x → ready' });
    expect(next).toMatchObject({ seq: 10, at: 100 });
  });

  test('keeps no more calls than it can show, and none that is open is forgotten', () => {
    const rows = Array.from({ length: KEPT.calls + 50 }, (_, key) => call(key, key < 10 ? undefined : key + 1));
    const next = reduce(world, [{ type: 'calls', seq: 11, at: 110, rows, skipped: 3 }]);
    expect(next.calls.size).toBe(KEPT.calls);
    expect([...next.calls.values()].filter(({ endedAt }) => endedAt === undefined)).toHaveLength(10);
    expect(next.skipped).toBe(3);
  });

  test('the journal of before is on the clock of the deltas', () => {
    expect(world.log).toEqual([{ seq: 0, at: 50, type: 'ready', actor: 'a', says: '' }]);
  });
});

describe('an export', () => {
  const line = (value: object): string => JSON.stringify(value);

  test('is read whole, whatever the order of its deltas', () => {
    const deltas = [12, 11].map((seq) => ({ type: 'actors', seq, at: seq, rows: [actor('a', `s${seq}`)], gone: [] }));
    expect(readExport([snapshot, ...deltas].map(line).join('\n')).actors.get('a')?.value).toBe('s12');
  });

  test('is refused by the line that is wrong', () => {
    expect(() => readExport('')).toThrow('Line 1 is no snapshot');
    expect(() => readExport(line({ type: 'actors' }))).toThrow('Line 1 is no snapshot');
    expect(() => readExport(`${line(snapshot)}\n{"x"`)).toThrow('Line 2 is not of an export');
  });
});
