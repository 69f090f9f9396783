/** An error of the host as the body of a FAILURE, in the words that Python knows. */
import type { Encoded } from '../bridge/types.ts';
import { encodeValue } from '../bridge/values.ts';
import { type ErrorCode, isVivariumError } from '../model/errors.ts';
import { HostToolFailed } from '../model/tool-errors.ts';

/** Whose fault it is; every other code is `raised`. */
const KINDS: Readonly<Partial<Record<ErrorCode, string>>> = {
  VIV_BAD_ARGUMENTS: 'bad_arguments',
  VIV_UNKNOWN_TOOL: 'unknown_tool',
  VIV_UNSENDABLE: 'unsendable',
  VIV_STREAM_ONLY: 'stream_only',
  VIV_NOT_STREAMING: 'not_streaming',
  VIV_TOOL_SATURATED: 'saturated',
  VIV_WOULD_DEADLOCK: 'would_deadlock',
  VIV_CALL_TIMEOUT: 'timeout',
  VIV_SESSION_EXPIRED: 'session_expired',
  VIV_SESSION_LIMIT: 'saturated',
  VIV_NO_SESSION: 'no_session',
  VIV_NO_VARIABLE: 'no_variable',
  VIV_STOPPED: 'stopped',
};

export function failureBody(error: unknown): Encoded {
  // What the tool itself threw has its own type and code; `HostToolFailed` only says whose it was.
  const source = error instanceof HostToolFailed ? (error.cause ?? error) : error;
  const body = {
    kind: (isVivariumError(error) && KINDS[error.code]) || 'raised',
    type: error instanceof HostToolFailed ? error.facts['type'] : source instanceof Error ? source.name : 'Error',
    message: error instanceof Error ? error.message : String(error),
    module: '',
    traceback: source instanceof Error ? (source.stack ?? '') : '',
    frames: [],
    code: isVivariumError(source) ? source.code : isVivariumError(error) ? error.code : '',
  };
  return encodeValue(wellFormed(body), 'failure');
}

/** Half a surrogate pair in a message must not cost the message. */
function wellFormed(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const mend = (value: unknown): unknown =>
    typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\uFFFD') : value;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, mend(value)]));
}
