/** The next world from what the stream says: copies only what a batch touches, so that views of the rest stay as they are. */
import type { ObserverDelta, ObserverSnapshot } from '../../feed/types.ts';
import { newest, withRow, withRows } from './batch.ts';
import { journalRow, logRow } from './log-row.ts';
import { poolSample, workerSample } from './samples.ts';
import { KEPT, NOTHING, type World } from './world.ts';

export function fromSnapshot(snapshot: ObserverSnapshot, before: World = NOTHING): World {
  const { instance, version, pid, seq, at, wall, sessions, machines, counts, departed, crashes, decisions, faults } =
    snapshot;
  const same = before.instance === instance;
  const wallOffset = wall - at;
  return {
    ...(same ? before : NOTHING),
    ...{
      instance,
      version,
      pid,
      seq,
      at,
      wallOffset,
      sessions,
      machines,
      counts,
      departed,
      crashes,
      decisions,
      faults,
    },
    since: seq,
    actors: new Map(snapshot.actors.map((row) => [row.key, row])),
    pools: new Map(snapshot.pools.map((row) => [row.name, row])),
    workers: new Map(snapshot.workers.map((row) => [row.id, row])),
    calls: new Map(snapshot.calls.map((row) => [row.key, row])),
    log: same ? before.log : snapshot.journal.map((entry) => journalRow(entry, wallOffset)),
  };
}

/** A batch of deltas in order. Those older than the snapshot are history: they are told, and change nothing that lives. */
export function reduce(world: World, deltas: readonly ObserverDelta[]): World {
  const last = deltas.at(-1);
  if (last === undefined) return world;
  const draft: Draft = { ...world };
  for (const delta of deltas) {
    if (delta.seq > world.since) live(draft, world, delta);
    history(draft, world, delta);
  }
  draft.seq = Math.max(world.seq, last.seq);
  draft.at = Math.max(world.at, last.at);
  return trimmed(draft);
}

type Draft = { -readonly [Key in keyof World]: World[Key] };

function live(draft: Draft, world: World, delta: ObserverDelta): void {
  switch (delta.type) {
    case 'actors':
      draft.actors = withRows(draft.actors, world.actors, byKey(delta.rows), delta.gone);
      return;
    case 'lifecycle':
      if (delta.departed !== undefined) draft.departed = withRow(draft.departed, world.departed, delta.departed);
      return;
    case 'calls':
      draft.calls = withRows(draft.calls, world.calls, byKey(delta.rows));
      draft.skipped += delta.skipped;
      return;
    case 'workers':
      draft.workers = withRows(draft.workers, world.workers, byId(delta.rows));
      draft.workerSamples = sampled(
        draft.workerSamples,
        delta.rows.map((row) => [row.id, workerSample(row, delta.at)]),
      );
      return;
    case 'pools':
      draft.pools = withRows(draft.pools, world.pools, byName(delta.rows));
      draft.poolSamples = sampled(
        draft.poolSamples,
        delta.rows.map((row) => [row.name, poolSample(row, delta.at)]),
      );
      draft.sessions = delta.sessions;
      return;
    case 'crash':
      draft.crashes = withRow(draft.crashes, world.crashes, delta.crash);
      return;
    case 'decision':
      draft.decisions = withRow(draft.decisions, world.decisions, delta.decision);
      return;
    case 'faults':
      draft.faults = delta.rows;
      return;
    case 'machine':
      draft.machines = { ...draft.machines, [delta.name]: delta.chart };
      return;
    case 'unhandled':
      draft.counts = { ...draft.counts, unhandled: draft.counts.unhandled + 1 };
      return;
    case 'dead_letter':
      draft.counts = { ...draft.counts, deadLetters: draft.counts.deadLetters + 1 };
      return;
    default:
      return;
  }
}

function history(draft: Draft, world: World, delta: ObserverDelta): void {
  const line = logRow(delta);
  if (line !== undefined) draft.log = withRow(draft.log, world.log, line);
  if (delta.type === 'message') draft.messages = withRow(draft.messages, world.messages, delta);
  if (delta.type === 'transition')
    draft.transitions = withRows(draft.transitions, world.transitions, [[delta.actor, delta]]);
}

const byKey = <Key, Row extends { readonly key: Key }>(rows: readonly Row[]): [Key, Row][] =>
  rows.map((row) => [row.key, row]);
const byId = <Row extends { readonly id: string }>(rows: readonly Row[]): [string, Row][] =>
  rows.map((row) => [row.id, row]);
const byName = <Row extends { readonly name: string }>(rows: readonly Row[]): [string, Row][] =>
  rows.map((row) => [row.name, row]);

function sampled<Sample>(
  all: ReadonlyMap<string, readonly Sample[]>,
  added: readonly (readonly [string, Sample])[],
): ReadonlyMap<string, readonly Sample[]> {
  const next = new Map(all);
  for (const [name, sample] of added) next.set(name, [...(all.get(name) ?? []).slice(1 - KEPT.samples), sample]);
  return next;
}

function trimmed(draft: Draft): World {
  const surplus = draft.calls.size - KEPT.calls;
  // Those that are open stay, however old.
  const ended = surplus <= 0 ? [] : [...draft.calls.values()].filter(({ endedAt }) => endedAt !== undefined);
  const forgotten = ended.slice(0, Math.max(0, surplus)).map(({ key }) => key);
  return {
    ...draft,
    log: newest(draft.log, KEPT.log),
    messages: newest(draft.messages, KEPT.messages),
    departed: newest(draft.departed, KEPT.departed),
    crashes: newest(draft.crashes, KEPT.crashes),
    decisions: newest(draft.decisions, KEPT.decisions),
    calls: forgotten.length === 0 ? draft.calls : withRows(draft.calls, draft.calls, [], forgotten),
  };
}
