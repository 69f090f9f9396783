/** What an observer reads of a runtime; it changes none of it. */
import type { System } from '../../kernel/index.ts';
import type { Clock } from '../../model/clock.ts';
import type { PoolCore } from '../../pool/core.ts';
import type { Pool } from '../../pool/pool.ts';
import type { Events } from '../../runtime/events.ts';
import type { Session } from '../../session/session.ts';
import type { Metrics } from '../metrics-types.ts';
import type { Recorder } from '../recorder.ts';
import type { Redact } from '../redact.ts';
import type { FaultDesk } from './faults.ts';

export interface Sources {
  readonly clock: Clock;
  readonly system: System;
  readonly events: Events;
  readonly redact: Redact;
  readonly recorder: Recorder;
  readonly meter: { read(): Promise<Metrics> };
  readonly pools: { cores(): readonly PoolCore[]; get(name: string): Pool };
  readonly table: { all(): readonly Session[] };
  /** The observer's own trouble, to be told and nothing more. */
  readonly failed: (error: unknown) => void;
  /** A reader was too slow for so many changes. */
  readonly missed: (deltas: number) => void;
  /** Undefined where no faults can be made. */
  readonly faults: FaultDesk | undefined;
}
