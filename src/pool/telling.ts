/** What a worker told unasked (a log record, a telemetry event), together with where it comes from. */

import type { Member } from '../worker/member.ts';
import type { LogRecord, TelemetryRecord } from '../worker/records.ts';
import type { Row } from './row.ts';

/** Where in a pool something was said. */
export interface Origin {
  readonly pool: string;
  readonly worker: string;
  readonly incarnation: number;
  /** The call it was said in, and its tool; undefined outside of any. */
  readonly call: number | undefined;
  readonly tool: string | undefined;
  readonly session: string | undefined;
}

/** A line of Python's logging. */
export interface PythonLogEvent extends Origin, LogRecord {
  /** The caller's `metadata.correlation_id`, else the pool and the call's number; empty outside of any call. */
  readonly correlationId: string;
}

/** An event of a worker's telemetry. */
export interface TelemetryEvent extends Origin, TelemetryRecord {}

export function originOf(pool: string, { identity }: Member, row: Row | undefined): Origin {
  const { worker, incarnation } = identity;
  return { pool, worker, incarnation, call: row?.id, tool: row?.tool, session: row?.sessionId };
}

export function correlationOf(row: Row | undefined): string {
  const given = row?.metadata?.['correlation_id'];
  if (typeof given === 'string') return given;
  return row === undefined ? '' : `${row.pool}/${row.id}`;
}
