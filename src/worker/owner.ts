/** What a worker's incarnation needs of the pool it belongs to. */
import type { Incoming } from '../bridge/types.ts';
import type { ToolSpec } from '../tools/spec.ts';
import type { HostDesk } from './host-calls.ts';
import type { Member } from './member.ts';
import type { LogRecord, TelemetryRecord } from './records.ts';

export interface Owner {
  /** The adapter is loaded: these are its tools. */
  learned(tools: readonly ToolSpec[]): void;
  /** The member takes calls from now on. */
  accepting(member: Member): void;
  /** An answer, or a part of one. */
  received(member: Member, message: Incoming): void;
  /** Where the member's questions to the host are answered. */
  desk(member: Member): HostDesk;
  /** Python's logging has a record, written in the call of that number (0: in none). */
  logged(member: Member, call: number, record: LogRecord): void;
  /** A telemetry event; `call` as for `logged`. */
  measured(member: Member, call: number, record: TelemetryRecord): void;
  /** It is silent, and not for want of a CPU; `message` says since when, and what it does. */
  suspected(member: Member, message: string): void;
  /** It ends in order, and has answered all that it has begun: what it owes it will not begin. */
  left(member: Member): void;
  /** The incarnation is over: whatever it owed will not come. */
  fenced(member: Member, message: string): void;
  /** A line its process printed. */
  printed(worker: string, incarnation: number, stream: 'stdout' | 'stderr', line: string): void;
}
