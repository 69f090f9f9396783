/**
 * Every error vivarium throws on purpose. Branch on `code`; `facts` holds what is known, as JSON;
 * `retryable` says whether trying the same thing again can help.
 * `docs/reference/errors.md` has an entry for each code.
 */

/** Every code there is. A code is for ever: messages may change, codes do not. */
export const ERROR_CODES = [
  'VIV_BAD_CONFIG',
  'VIV_BAD_ARGUMENTS',
  'VIV_UNKNOWN_TOOL',
  'VIV_UNSENDABLE',
  'VIV_TOOL_FAILED',
  'VIV_STREAM_ONLY',
  'VIV_NOT_STREAMING',
  'VIV_TOOL_EXISTS',
  'VIV_TOOL_SATURATED',
  'VIV_WOULD_DEADLOCK',
  'VIV_CALL_TIMEOUT',
  'VIV_CALL_CANCELLED',
  'VIV_POOL_SATURATED',
  'VIV_WORKER_CRASHED',
  'VIV_SESSION_EXPIRED',
  'VIV_SESSION_EXISTS',
  'VIV_SESSION_LIMIT',
  'VIV_NO_SESSION',
  'VIV_NO_VARIABLE',
  'VIV_VERSION_CONFLICT',
  'VIV_SESSION_STORE',
  'VIV_AFFINITY_LOST',
  'VIV_AFFINITY_BUSY',
  'VIV_SUPERVISOR_GAVE_UP',
  'VIV_START_FAILED',
  'VIV_STOPPED',
  'VIV_PYTHON_ENV',
  'VIV_AGENT_FAILED',
  'VIV_AGENT_CRASHED',
  'VIV_AGENT_UNAVAILABLE',
  'VIV_AGENT_NOT_FOUND',
  'VIV_AGENT_EXISTS',
  'VIV_LLM_FAILED',
  'VIV_LLM_CONFIGURATION',
  'VIV_LLM_RUNTIME',
  'VIV_LLM_NETWORK',
  'VIV_LLM_AUTHENTICATION',
  'VIV_LLM_VALIDATION',
  'VIV_LLM_RATE_LIMIT',
  'VIV_LLM_TIMEOUT',
  'VIV_LLM_EXHAUSTED',
  'VIV_CIRCUIT_OPEN',
  'VIV_WORKFLOW_INVALID',
  'VIV_NODE_FAILED',
  'VIV_PROTOCOL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export type Facts = Readonly<Record<string, unknown>>;

export class VivariumError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly facts: Facts;

  constructor(
    code: ErrorCode,
    message: string,
    facts: Facts = {},
    options: { retryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.facts = facts;
    this.retryable = options.retryable ?? false;
  }

  toJSON(): Facts {
    return { name: this.name, code: this.code, message: this.message, retryable: this.retryable, facts: this.facts };
  }
}

/** True for an error of ours, also one from another copy of the package; narrows to the code when one is given. */
export function isVivariumError(error: unknown, code?: ErrorCode): error is VivariumError {
  const own = (error as { code?: unknown } | null | undefined)?.code;
  return (
    error instanceof Error && typeof own === 'string' && (code === undefined ? own.startsWith('VIV_') : own === code)
  );
}

/** What a value is, for people: `null`, `array of 3`, `string "5x"`, `function`, `Date`. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `array of ${value.length}`;
  if (typeof value === 'string')
    return `string ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
  if (typeof value === 'number' || typeof value === 'boolean') return `${typeof value} ${value}`;
  if (typeof value === 'bigint') return `bigint ${value}n`;
  if (typeof value !== 'object') return typeof value;
  const name = (value as object).constructor?.name;
  return name === undefined || name === 'Object' ? 'object' : name;
}

/** A setting is wrong: names the field, what it holds and what it takes. */
export class BadConfig extends VivariumError {
  constructor(field: string, value: unknown, expected: string) {
    super('VIV_BAD_CONFIG', `${field}: expected ${expected}, got ${kindOf(value)}`, { field, expected });
  }
}
