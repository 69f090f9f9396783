/** What a worker tells without being asked: LOG and EVENT frames, read as data. */
import type { Incoming } from '../bridge/types.ts';
import { decodeValue } from '../bridge/values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A record of Python's logging. */
export interface LogRecord {
  readonly level: 'debug' | 'info' | 'warning' | 'error' | 'critical';
  /** The name of the logger in Python. */
  readonly logger: string;
  readonly message: string;
  /** What was passed as `extra`. */
  readonly fields: Fields;
  /** Empty when no exception was logged. */
  readonly traceback: string;
  /** W3C trace context of the span it was logged in, where Python has OpenTelemetry; else empty. */
  readonly traceparent: string;
}

/** An event of `telemetry.emit` or `telemetry.span`. */
export interface TelemetryRecord {
  /** `a.b.c` */
  readonly event: string;
  readonly measurements: Fields;
  readonly metadata: Fields;
  readonly correlationId: string;
}

const LEVELS: readonly string[] = ['debug', 'info', 'warning', 'error', 'critical'] satisfies LogRecord['level'][];

/** @throws VivariumError `VIV_PROTOCOL` when the body is no value at all. */
export function readLog(message: Incoming): LogRecord {
  const { level, logger, message: text, fields: extra, traceback, traceparent } = bodyOf(message);
  return {
    level: LEVELS.includes(textOf(level)) ? (level as LogRecord['level']) : 'info',
    logger: textOf(logger),
    message: textOf(text),
    fields: fieldsOf(extra),
    traceback: textOf(traceback),
    traceparent: textOf(traceparent),
  };
}

/** @throws VivariumError `VIV_PROTOCOL` when the body is no value at all. */
export function readEvent(message: Incoming): TelemetryRecord {
  const { event, measurements, metadata, correlation_id: correlationId } = bodyOf(message);
  return {
    event: textOf(event),
    measurements: fieldsOf(measurements),
    metadata: fieldsOf(metadata),
    correlationId: textOf(correlationId),
  };
}

const bodyOf = (message: Incoming): Fields => fieldsOf(decodeValue(message.body, message.segments));
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
