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

/** @param call what the worker says; 0 for none. @param row that call, unless it is over. */
export function originOf(pool: string, { identity }: Member, call: number, row: Row | undefined): Origin {
  const { worker, incarnation } = identity;
  return { pool, worker, incarnation, call: call === 0 ? undefined : call, tool: row?.tool, session: row?.session?.id };
}

export function correlationOf({ pool, call }: Origin, row: Row | undefined): string {
  const given = row?.metadata?.['correlation_id'];
  if (typeof given === 'string') return given;
  return call === undefined ? '' : `${pool}/${call}`;
}
