/**
 * One error, four worlds: what each code is as a gRPC status, as an error type of the DSPex tool bridge, as a class
 * in Python, and whether trying again can help. The only place that says so.
 */
import type { ErrorCode } from './errors.ts';

/** Names of gRPC's statuses. */
export type GrpcStatus =
  | 'CANCELLED'
  | 'INVALID_ARGUMENT'
  | 'DEADLINE_EXCEEDED'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'RESOURCE_EXHAUSTED'
  | 'FAILED_PRECONDITION'
  | 'ABORTED'
  | 'INTERNAL'
  | 'UNAVAILABLE';

/** `ErrorInfo.type` on the session plane; `own` is the type of the error that the tool raised. */
export type SeedType =
  | 'ToolNotFound'
  | 'ValidationError'
  | 'TimeoutError'
  | 'ResourceExhausted'
  | 'RateLimitExceeded'
  | 'SessionExpired'
  | 'SessionCreationError'
  | 'InternalError'
  | 'own';

/** The exception of `vivarium_worker.client` for an answer with the code. */
export type PythonClass = 'ToolExecutionError' | 'ToolCommunicationError' | 'SessionError';

export interface Status {
  readonly grpc: GrpcStatus;
  readonly seedType: SeedType;
  readonly python: PythonClass;
  /** `never`, `always`, or `queued`: when the call had not been sent to a worker. `cause`: as the error itself says. */
  readonly retryable: 'never' | 'always' | 'queued' | 'cause';
}

const row = (
  grpc: GrpcStatus,
  seedType: SeedType,
  python: PythonClass,
  retryable: Status['retryable'] = 'never',
): Status => ({ grpc, seedType, python, retryable });

export const STATUS: Readonly<Record<ErrorCode, Status>> = {
  VIV_BAD_CONFIG: row('INVALID_ARGUMENT', 'ValidationError', 'ToolExecutionError'),
  VIV_BAD_ARGUMENTS: row('INVALID_ARGUMENT', 'ValidationError', 'ToolExecutionError'),
  VIV_UNKNOWN_TOOL: row('NOT_FOUND', 'ToolNotFound', 'ToolExecutionError'),
  VIV_UNSENDABLE: row('INVALID_ARGUMENT', 'ValidationError', 'ToolExecutionError'),
  VIV_TOOL_FAILED: row('INTERNAL', 'own', 'ToolExecutionError'),
  VIV_STREAM_ONLY: row('FAILED_PRECONDITION', 'ValidationError', 'ToolExecutionError'),
  VIV_NOT_STREAMING: row('FAILED_PRECONDITION', 'ValidationError', 'ToolExecutionError'),
  VIV_TOOL_EXISTS: row('ALREADY_EXISTS', 'ValidationError', 'ToolExecutionError'),
  VIV_TOOL_SATURATED: row('RESOURCE_EXHAUSTED', 'RateLimitExceeded', 'ToolExecutionError', 'always'),
  VIV_WOULD_DEADLOCK: row('FAILED_PRECONDITION', 'InternalError', 'ToolExecutionError'),
  VIV_CALL_TIMEOUT: row('DEADLINE_EXCEEDED', 'TimeoutError', 'ToolCommunicationError', 'queued'),
  VIV_CALL_CANCELLED: row('CANCELLED', 'InternalError', 'ToolCommunicationError'),
  VIV_POOL_SATURATED: row('RESOURCE_EXHAUSTED', 'ResourceExhausted', 'ToolExecutionError', 'always'),
  VIV_WORKER_CRASHED: row('UNAVAILABLE', 'InternalError', 'ToolCommunicationError', 'queued'),
  VIV_SESSION_EXPIRED: row('FAILED_PRECONDITION', 'SessionExpired', 'SessionError'),
  VIV_SESSION_EXISTS: row('ALREADY_EXISTS', 'SessionCreationError', 'SessionError'),
  VIV_SESSION_LIMIT: row('RESOURCE_EXHAUSTED', 'ResourceExhausted', 'SessionError', 'always'),
  VIV_NO_SESSION: row('FAILED_PRECONDITION', 'ValidationError', 'SessionError'),
  VIV_NO_VARIABLE: row('NOT_FOUND', 'ValidationError', 'ToolExecutionError'),
  VIV_VERSION_CONFLICT: row('ABORTED', 'ValidationError', 'SessionError'),
  VIV_SESSION_STORE: row('INTERNAL', 'InternalError', 'SessionError'),
  VIV_AFFINITY_LOST: row('ABORTED', 'InternalError', 'SessionError'),
  VIV_AFFINITY_BUSY: row('RESOURCE_EXHAUSTED', 'ResourceExhausted', 'ToolExecutionError', 'always'),
  VIV_SUPERVISOR_GAVE_UP: row('UNAVAILABLE', 'InternalError', 'ToolCommunicationError'),
  VIV_START_FAILED: row('UNAVAILABLE', 'InternalError', 'ToolCommunicationError', 'cause'),
  VIV_STOPPED: row('UNAVAILABLE', 'InternalError', 'ToolCommunicationError'),
  VIV_PYTHON_ENV: row('FAILED_PRECONDITION', 'InternalError', 'ToolCommunicationError', 'cause'),
  VIV_AGENT_FAILED: row('INTERNAL', 'own', 'ToolExecutionError'),
  VIV_AGENT_CRASHED: row('UNAVAILABLE', 'InternalError', 'ToolCommunicationError', 'queued'),
  VIV_AGENT_UNAVAILABLE: row('UNAVAILABLE', 'ResourceExhausted', 'ToolExecutionError', 'cause'),
  VIV_AGENT_NOT_FOUND: row('NOT_FOUND', 'ToolNotFound', 'ToolExecutionError'),
  VIV_AGENT_EXISTS: row('ALREADY_EXISTS', 'ValidationError', 'ToolExecutionError'),
  VIV_LLM_FAILED: row('INTERNAL', 'InternalError', 'ToolExecutionError', 'cause'),
  VIV_LLM_CONFIGURATION: row('FAILED_PRECONDITION', 'ValidationError', 'ToolExecutionError'),
  VIV_LLM_RUNTIME: row('INTERNAL', 'InternalError', 'ToolExecutionError'),
  VIV_LLM_NETWORK: row('UNAVAILABLE', 'InternalError', 'ToolExecutionError', 'always'),
  VIV_LLM_AUTHENTICATION: row('FAILED_PRECONDITION', 'ValidationError', 'ToolExecutionError'),
  VIV_LLM_VALIDATION: row('INVALID_ARGUMENT', 'ValidationError', 'ToolExecutionError'),
  VIV_LLM_RATE_LIMIT: row('RESOURCE_EXHAUSTED', 'RateLimitExceeded', 'ToolExecutionError', 'always'),
  VIV_LLM_TIMEOUT: row('DEADLINE_EXCEEDED', 'TimeoutError', 'ToolExecutionError', 'always'),
  VIV_LLM_EXHAUSTED: row('RESOURCE_EXHAUSTED', 'ResourceExhausted', 'ToolExecutionError', 'always'),
  VIV_CIRCUIT_OPEN: row('UNAVAILABLE', 'InternalError', 'ToolExecutionError', 'always'),
  VIV_WORKFLOW_INVALID: row('INVALID_ARGUMENT', 'ValidationError', 'ToolExecutionError'),
  VIV_NODE_FAILED: row('INTERNAL', 'InternalError', 'ToolExecutionError', 'cause'),
  VIV_PROTOCOL: row('INTERNAL', 'InternalError', 'ToolCommunicationError'),
};

/** The status of any error; what is not ours is `INTERNAL`. */
export function statusOf(error: unknown): Status {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return (typeof code === 'string' && Object.hasOwn(STATUS, code) ? STATUS[code as ErrorCode] : undefined) ?? INTERNAL;
}

const INTERNAL = row('INTERNAL', 'own', 'ToolExecutionError');
