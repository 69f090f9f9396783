/** Whatever was thrown, as the client gets it: an `ErrorInfo` inside an answer, or a gRPC status that ends the RPC. */
import { isVivariumError, type VivariumError } from '../../model/errors.ts';
import { type GrpcStatus, statusOf } from '../../model/status.ts';
import { Refusal } from './refusal.ts';

export interface Failure {
  readonly status: GrpcStatus | Refusal['status'];
  /** One of the seed's error types, or the type of what the tool raised. */
  readonly type: string;
  readonly message: string;
  readonly details: Readonly<Record<string, string>>;
  /** Python's traceback, where there is one. */
  readonly stacktrace: string;
}

/** These say nothing of the tool: they end the RPC, so that clients' own ways to retry take effect. */
const ENDS_THE_RPC = new Set(['VIV_STOPPED', 'VIV_CALL_CANCELLED']);

/** @throws the error when it is no tool's failure and has to end the RPC */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal || (isVivariumError(error) && ENDS_THE_RPC.has(error.code))) throw error;
  return describe(error);
}

export function describe(error: unknown): Failure {
  if (error instanceof Refusal)
    return { status: error.status, type: 'ValidationError', message: error.message, details: {}, stacktrace: '' };
  const { grpc, seedType } = statusOf(error);
  const own = isVivariumError(error) ? error : undefined;
  const message = error instanceof Error ? error.message : String(error);
  const ownType = textOf(own?.facts['type']) ?? (error instanceof Error ? error.name : 'Error');
  return {
    status: grpc,
    type: seedType === 'own' ? ownType : seedType,
    message,
    details: own === undefined ? {} : detailsOf(own),
    stacktrace: textOf(own?.facts['traceback']) ?? '',
  };
}

/** The facts that are short enough for a header and simple enough for text. */
function detailsOf(error: VivariumError): Record<string, string> {
  const details: Record<string, string> = { code: error.code, retryable: String(error.retryable) };
  for (const [key, value] of Object.entries(error.facts)) {
    const simple = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (simple && key !== 'traceback' && key !== 'message') details[key] = String(value).slice(0, 500);
  }
  return details;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
