/** The bodies of the frames that begin a worker's life: WELCOME, READY and LOAD_FAILED. */
import type { Encoded, Incoming } from '../bridge/types.ts';
import { decodeValue, encodeValue } from '../bridge/values.ts';
import type { PythonFailure, PythonFrame } from '../model/call-errors.ts';
import type { JsonSchema, ToolSpec } from '../tools/spec.ts';
import type { WorkerSettings } from './settings.ts';

export function welcome(settings: WorkerSettings): Encoded {
  return encodeValue(
    {
      adapter: settings.adapter,
      expose: settings.expose ?? null,
      paths: settings.paths,
      config: settings.config,
      concurrency: settings.concurrency,
      beat_ms: settings.heartbeat.busyMs,
      idle_beat_ms: settings.heartbeat.idleMs,
      memory: settings.memory,
      spin_us: Math.round(settings.spinMs * 1_000),
    },
    'config',
  );
}

export function readTools(message: Incoming): ToolSpec[] {
  const body = decodeValue(message.body, message.segments);
  return list(field(body, 'tools')).map((tool) => ({
    name: text(field(tool, 'name')),
    description: text(field(tool, 'description')),
    parameters: record(field(tool, 'parameters')),
    returns: record(field(tool, 'returns')),
    streaming: field(tool, 'streaming') === true,
    idempotent: field(tool, 'idempotent') === true,
    requiredVariables: list(field(tool, 'required_variables')).map(text),
  }));
}

/** What a FAILURE or LOAD_FAILED says; `kind` tells whose fault it is. */
export interface Failure extends PythonFailure {
  readonly kind: string;
}

export function readFailure(message: Incoming): Failure {
  const body = decodeValue(message.body, message.segments);
  return {
    kind: text(field(body, 'kind')),
    type: text(field(body, 'type')),
    message: text(field(body, 'message')),
    module: text(field(body, 'module')),
    traceback: text(field(body, 'traceback')),
    frames: list(field(body, 'frames')).map(
      (frame): PythonFrame => ({
        file: text(field(frame, 'file')),
        line: Number(field(frame, 'line') ?? 0),
        function: text(field(frame, 'function')),
        code: text(field(frame, 'code')),
      }),
    ),
  };
}

// The worker is a process of its own: what it sends is read leniently and never trusted to have a shape.
const field = (value: unknown, name: string): unknown => record(value)[name];
const record = (value: unknown): JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
