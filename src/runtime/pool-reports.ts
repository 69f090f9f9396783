/** What a pool reports, as log lines and as the runtime's events. */

import type { Log } from '../model/log.ts';
import type { Recorder } from '../observe/recorder.ts';
import type { PoolEvents } from '../pool/core.ts';
import { formatCrash } from '../pool/crash-report.ts';
import type { PythonLogEvent } from '../pool/telling.ts';
import type { CallWatcher } from '../pool/watch.ts';
import type { Events } from './events.ts';

export interface ReportsTo {
  readonly log: Log;
  readonly events: Events;
  readonly recorder: Recorder;
  readonly begun: CallWatcher;
}

export function poolReports(pool: string, { log, events, recorder, begun }: ReportsTo): PoolEvents {
  return {
    begun,
    ready: (member) => {
      recorder.ready(member);
      events.emit('ready', { pool, ...member.identity });
    },
    crash: (report) => {
      recorder.crashed(report);
      log.error({ ...report }, formatCrash(report));
      events.emit('crash', report);
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
  const { level, logger, message, fields, traceback, worker, incarnation, call, tool, session, correlationId } = event;
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
  };
  log[LEVELS[level]](facts, message);
}
