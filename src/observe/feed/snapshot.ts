/** Everything the observer knows, at one moment. */
import type { Collector } from './collector.ts';
import { crashRow } from './crashes.ts';
import { decisionRow } from './decisions.ts';
import { faultRow } from './faults.ts';
import { poolRows, sessionCounts } from './pools.ts';
import type { Sources } from './sources.ts';
import type { ObserverSnapshot } from './types.ts';

export interface SnapshotFacts {
  readonly instance: string;
  readonly seq: number;
  readonly version: string;
  readonly dropped: number;
}

/** Decisions that a snapshot has, of those that are remembered. */
const MOST_DECISIONS = 200;

export function snapshotOf(
  { instance, seq, version, dropped }: SnapshotFacts,
  collector: Collector,
  { clock, system, recorder, pools, redact, faults }: Sources,
): ObserverSnapshot {
  const { actors, departed, messages, calls, machines, metrics } = collector;
  return {
    type: 'snapshot',
    wire: 1,
    seq,
    instance,
    version,
    pid: process.pid,
    at: clock.now(),
    wall: clock.wall(),
    actors: [...actors.values()].map(({ row }) => row),
    departed,
    pools: poolRows(pools.cores(), metrics),
    workers: collector.workerRows(),
    sessions: sessionCounts(metrics),
    calls: calls.rows(),
    crashes: recorder.crashes().map(crashRow),
    journal: recorder.journal(),
    decisions: system
      .explain()
      .slice(-MOST_DECISIONS)
      .map((each) => decisionRow(each, redact)),
    faults: faults?.inForce().map(faultRow) ?? [],
    machines: Object.fromEntries(machines.charts),
    counts: { deadLetters: system.deadLetters, unhandled: messages.unhandled, dropped },
  };
}
