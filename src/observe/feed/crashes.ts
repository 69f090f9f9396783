/** A crash as the recorder keeps it, in the observer's words. */
import type { CrashRecord } from '../crash-record.ts';
import type { CrashRow } from './types.ts';

export function crashRow(record: CrashRecord): CrashRow {
  const { pid, python, decision, transitions, usage, before, stacks, inFlight, ...facts } = record;
  const { pool, worker, incarnation, wall, why, cause, message, code, signal, explanation, uptimeMs, stderrTail } =
    facts;
  return {
    pool,
    worker,
    incarnation,
    ...(pid === undefined ? {} : { pid }),
    wall,
    why,
    cause,
    message,
    code,
    signal,
    explanation,
    uptimeMs,
    stderrTail,
    ...(python === undefined ? {} : { traceback: python.traceback }),
    stacks,
    inFlight,
    ...(decision === undefined ? {} : { decision }),
    transitions: transitions.map(({ event, ...taken }) => ({ ...taken, event: event.type })),
    usage,
    before,
  };
}
