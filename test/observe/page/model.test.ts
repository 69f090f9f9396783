import { describe, expect, test } from 'vitest';
import type { ActorRow, CallRow, MessageRow } from '../../../src/observe/feed/types.ts';
import { sseParser } from '../../../src/observe/page/io/sse.ts';
import { conditionOf, conditionOfWorker } from '../../../src/observe/page/model/condition.ts';
import { litStates } from '../../../src/observe/page/model/lit.ts';
import { lastOf } from '../../../src/observe/page/model/log-row.ts';
import { sequenceText } from '../../../src/observe/page/model/mermaid.ts';
import { formatRoute, parseRoute } from '../../../src/observe/page/model/route.ts';
import { segments } from '../../../src/observe/page/model/timeline.ts';
import { treeRows } from '../../../src/observe/page/model/tree.ts';
import { inSight, scrollTo } from '../../../src/observe/page/model/virtual.ts';

const actor = (key: string, parent?: string): ActorRow => ({
  ...{ key, id: key, path: key, incarnation: 1, type: 'worker', state: 'running', restart: 'permanent', restarts: 0 },
  ...(parent === undefined ? {} : { parent }),
});

test('a tree is rows with their levels; those under a closed supervisor are not seen', () => {
  const actors = new Map(
    [actor('root'), actor('a', 'root'), actor('a1', 'a'), actor('b', 'root')].map((row) => [row.key, row]),
  );
  const seen = (closed: string[]) => treeRows(actors, new Set(closed)).map((row) => `${row.actor.key}:${row.level}`);
  expect(seen([])).toEqual(['root:1', 'a:2', 'a1:3', 'b:2']);
  expect(seen(['a'])).toEqual(['root:1', 'a:2', 'b:2']);
});

test('an actor is as its supervisor says while it does not run, else as its machine says', () => {
  expect(conditionOf({ state: 'backoff', value: 'ready' })).toEqual({ tone: 'waiting', word: 'backoff' });
  expect(conditionOf({ state: 'running', value: 'terminating.asked' })).toEqual({
    tone: 'ending',
    word: 'terminating.asked',
  });
  expect(conditionOf({ state: 'running' })).toEqual({ tone: 'live', word: 'running' });
});

test('a worker that is suspected is told as that, whatever its machine says', () => {
  expect(conditionOfWorker({ state: 'ready' })).toEqual({ tone: 'live', word: 'ready' });
  expect(conditionOfWorker({ state: 'ready', suspected: true })).toEqual({ tone: 'failing', word: 'suspected' });
});

test('an inner state lights those around it, and parallel ones light together', () => {
  expect([...litStates('terminating.asked other.one')]).toEqual([
    'terminating',
    'terminating.asked',
    'other',
    'other.one',
  ]);
});

test('the last part of a path is the name that people use', () => {
  expect(lastOf('runtime/pools/pool:ml/workers/worker:ml/1')).toBe('worker:ml/1');
  expect(lastOf('runtime/pools')).toBe('pools');
});

test('a route is read back as it was written', () => {
  const route = { view: 'log', actor: 'a/b~2', query: 'type:exit "x & y"' } as const;
  expect(parseRoute(formatRoute(route))).toEqual(route);
  expect(parseRoute('#/nowhere')).toEqual({ view: 'tree', actor: undefined, query: '' });
});

test('messages become a Mermaid diagram; streams of a pool share a line, and no text breaks out', () => {
  const message = (seq: number, from: string, to: string, event: string): MessageRow => ({
    seq,
    at: seq,
    from,
    to,
    event,
  });
  expect(
    sequenceText([message(1, 'outside', 'p/stream:ml/1', 'GO'), message(2, 'p/stream:ml/2', 'outside', 'a;b\nc')]),
  ).toBe(
    'sequenceDiagram\n  participant p0 as outside\n  participant p1 as stream:ml/…\n  p0->>p1: GO\n  p1->>p0: a#59;b#10;c\n',
  );
});

test('a call is queued, then with a worker, then answering', () => {
  const call: CallRow = { key: 1, pool: 'p', tool: 't', streaming: true, queuedAt: 0, sentAt: 25, firstChunkAt: 50 };
  const parts = segments(call, { from: 0, to: 100 }, 100);
  expect(parts.map(({ phase, start, width }) => [phase, start, width])).toEqual([
    ['queued', 0, 0.25],
    ['sent', 0.25, 0.25],
    ['answering', 0.5, 0.5],
  ]);
});

describe('a long list', () => {
  test('has only the rows in sight and a few more', () => {
    expect(inSight(3_000, 300, 30, 1_000)).toEqual({ first: 96, end: 114 });
    expect(inSight(0, 300, 30, 3)).toEqual({ first: 0, end: 3 });
  });

  test('scrolls no further than a row needs', () => {
    expect(scrollTo(5, 0, 300, 30)).toBe(0);
    expect(scrollTo(10, 0, 300, 30)).toBe(30);
    expect(scrollTo(2, 90, 300, 30)).toBe(60);
  });
});

test('server-sent events are whole however the stream was cut', () => {
  const stream = ': hello\n\nevent: deltas\nid: i:2\ndata: [1,\ndata: 2]\n\n';
  for (let cut = 1; cut < stream.length; cut += 1) {
    const parse = sseParser();
    expect([...parse(stream.slice(0, cut)), ...parse(stream.slice(cut))]).toEqual([
      { event: 'deltas', id: 'i:2', data: '[1,\n2]' },
    ]);
  }
});
