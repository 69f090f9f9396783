/** What a pool reports, as log lines and as the runtime's events. */

import type { Facts } from '../model/errors.ts';
import type { Log } from '../model/log.ts';
import type { Recorder } from '../observe/recorder.ts';
import type { Redact } from '../observe/redact.ts';
import { type CrashReport, formatCrash } from '../pool/crash-report.ts';
import type { PoolEvents } from '../pool/events.ts';
import type { PythonLogEvent } from '../pool/telling.ts';
import type { CallWatcher } from '../pool/watch.ts';
import type { Events } from './events.ts';

export interface ReportsTo {
  readonly log: Log;
  readonly events: Events;
  readonly recorder: Recorder;
  readonly begun: CallWatcher;
  /** For what listeners are likely to send on as it is. */
  readonly redact: Redact;
}

export function poolReports(pool: string, { log, events, recorder, begun, redact }: ReportsTo): PoolEvents {
  return {
    begun,
    ready: (member) => {
      recorder.ready(member);
      events.emit('ready', { pool, ...member.identity });
    },
    crash: (report) => {
      recorder.crashed(report);
      log.error({ ...report }, formatCrash(report));
      events.emit('crash', redact(report) as CrashReport);
    },
    promoted: (member) => {
      const { worker } = member.identity;
      const says = `${worker} was a spare and serves from now on`;
      recorder.note('promoted', worker, says);
      log.debug({ pool, ...member.identity }, says);
    },
    suspected: (member, message) => {
      const { worker, incarnation } = member.identity;
      recorder.note('suspected', `${worker}#${incarnation}`, message);
      log.warn({ pool, ...member.identity }, `${worker}#${incarnation}: ${message}`);
      events.emit('suspected', { pool, ...member.identity, message });
    },
    recycled: (replacement) => {
      const { worker, by, why } = replacement;
      const says = `${by} took the place of ${worker} (${why})`;
      recorder.note('recycled', worker, says);
      log.info({ pool, ...replacement }, says);
      events.emit('recycled', { pool, ...replacement });
    },
    failed: (error) => events.emit('failed', { pool, error }),
    logged: (event) => logPython(log, event),
    telemetry: (event) => events.emit('telemetry', event),
    output: (worker, incarnation, stream, line) => {
      log[stream === 'stdout' ? 'info' : 'warn']({ worker, incarnation, stream }, line);
      events.emit('output', { pool, worker, incarnation, stream, line });
    },
  };
}

const LEVELS = { debug: 'debug', info: 'info', warning: 'warn', error: 'error', critical: 'error' } as const;

/** What Python attached keeps its names; where it comes from is ours to say. */
function logPython(log: Log, event: PythonLogEvent): void {
  const { level, logger, message, fields, traceback, traceparent, worker, incarnation } = event;
  const { call, tool, session, correlationId } = event;
  const facts = {
    ...fields,
    logger,
    worker,
    incarnation,
    ...(call === undefined ? {} : { call, correlation_id: correlationId }),
    ...(tool === undefined ? {} : { tool }),
    ...(session === undefined ? {} : { session }),
    ...(level === 'critical' ? { critical: true } : {}),
    ...(traceback === '' ? {} : { traceback }),
    ...traceOf(traceparent),
  };
  log[LEVELS[level]](facts, message);
}

/** `00-4bf9…-00f0…-01`, in the names that OpenTelemetry gives its parts in logs. */
function traceOf(traceparent: string): Facts {
  const [, trace_id, span_id] = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-/.exec(traceparent) ?? [];
  return trace_id === undefined ? {} : { trace_id, span_id };
}
