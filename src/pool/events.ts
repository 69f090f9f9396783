/** What a pool tells the runtime: calls that begin, workers that come and go, and what they say. */
import type { SupervisorGaveUp } from '../model/call-errors.ts';
import type { Member } from '../worker/member.ts';
import type { CrashReport } from './crash-report.ts';
import type { Replacement } from './recycler.ts';
import type { PythonLogEvent, TelemetryEvent } from './telling.ts';
import type { CallWatcher } from './watch.ts';

export interface PoolEvents {
  readonly begun: CallWatcher;
  ready(member: Member): void;
  crash(report: CrashReport): void;
  failed(failure: SupervisorGaveUp): void;
  recycled(replacement: Replacement): void;
  /** A spare serves from now on. */
  promoted(member: Member): void;
  /** It is silent, and not for want of a CPU; `message` says since when, and what it does. */
  suspected(member: Member, message: string): void;
  logged(event: PythonLogEvent): void;
  telemetry(event: TelemetryEvent): void;
  output(worker: string, incarnation: number, stream: 'stdout' | 'stderr', line: string): void;
}
