/** Everything that the page knows, as one value. `reduce` makes the next one from what the stream says. */

import type { Ms } from '../../../model/clock.ts';
import type { Chart } from '../../chart/types.ts';
import type {
  ActorDetail,
  ActorRow,
  CallRow,
  CrashRow,
  DecisionRow,
  DepartedRow,
  FaultRow,
  MessageRow,
  ObserverCounts,
  PoolRow,
  SessionCounts,
  TransitionDelta,
  WorkerRow,
} from '../../feed/types.ts';
import type { LogRow } from './log-row.ts';
import type { PoolSample, WorkerSample } from './samples.ts';

export interface World {
  /** Empty until the first snapshot. */
  readonly instance: string;
  readonly version: string;
  readonly pid: number;
  /** The newest delta. */
  readonly seq: number;
  /** The snapshot's: what is older is history, and changes nothing that lives. */
  readonly since: number;
  /** The host's clock at the newest delta, and what to add to it for the time of day. */
  readonly at: Ms;
  readonly wallOffset: Ms;
  readonly actors: ReadonlyMap<string, ActorRow>;
  readonly departed: readonly DepartedRow[];
  readonly pools: ReadonlyMap<string, PoolRow>;
  readonly workers: ReadonlyMap<string, WorkerRow>;
  readonly sessions: SessionCounts;
  /** By key, the oldest first. */
  readonly calls: ReadonlyMap<number, CallRow>;
  /** Calls of which the stream kept no row. */
  readonly skipped: number;
  /** The newest last, as all lists here. */
  readonly crashes: readonly CrashRow[];
  readonly decisions: readonly DecisionRow[];
  readonly faults: readonly FaultRow[];
  readonly log: readonly LogRow[];
  readonly messages: readonly MessageRow[];
  /** By the path of its actor, the last one. */
  readonly transitions: ReadonlyMap<string, TransitionDelta>;
  readonly machines: Readonly<Record<string, Chart>>;
  /** By worker, and by pool: what charts are drawn of. */
  readonly workerSamples: ReadonlyMap<string, readonly WorkerSample[]>;
  readonly poolSamples: ReadonlyMap<string, readonly PoolSample[]>;
  readonly counts: ObserverCounts;
  /** Deltas that never came here. */
  readonly missed: number;
  /** Of an export: what it knows of its actors, by key. */
  readonly details: ReadonlyMap<string, ActorDetail>;
}

export const NOTHING: World = {
  instance: '',
  version: '',
  pid: 0,
  seq: 0,
  since: 0,
  at: 0,
  wallOffset: 0,
  actors: new Map(),
  departed: [],
  pools: new Map(),
  workers: new Map(),
  sessions: { active: 0, parked: 0 },
  calls: new Map(),
  skipped: 0,
  crashes: [],
  decisions: [],
  faults: [],
  log: [],
  messages: [],
  transitions: new Map(),
  machines: {},
  workerSamples: new Map(),
  poolSamples: new Map(),
  counts: { deadLetters: 0, unhandled: 0, dropped: 0 },
  missed: 0,
  details: new Map(),
};

/** How much is kept of what grows. */
export const KEPT = {
  log: 5_000,
  messages: 2_000,
  calls: 600,
  departed: 100,
  crashes: 100,
  decisions: 500,
  samples: 120,
} as const;
