/** What a provider or its library threw, as one of the nine kinds. Pure. */
import type { Ms } from '../model/clock.ts';
import { isVivariumError, type VivariumError } from '../model/errors.ts';
import {
  AuthenticationError,
  ConfigurationError,
  CoreError,
  NetworkError,
  RateLimitError,
  RuntimeFailure,
  ValidationError,
} from '../model/llm-errors.ts';

export interface Circumstances {
  /** `llm:openai/gpt-4o-mini` */
  readonly client: string;
  readonly provider: string;
  readonly operation: string;
  /** This one counted. */
  readonly attempts: number;
  /** Never to be repeated in a message. */
  readonly secret: string | undefined;
  /** Wall-clock time, for a `retry-after` that is a date. */
  readonly wall: Ms;
}

export function classify(thrown: unknown, at: Circumstances): VivariumError {
  const { client, attempts, provider, operation } = at;
  if (thrown instanceof NetworkError && thrown.code === 'VIV_LLM_NETWORK')
    return new NetworkError(`${client}: ${thrown.message}`, attempts - 1, { facts: { client, attempts } });
  if (isVivariumError(thrown)) return thrown;
  const status = statusOf(thrown);
  const more = { cause: thrown, facts: { client, attempts, ...(status === undefined ? {} : { status }) } };
  const says = `${client}: ${wordsOf(thrown, at.secret)}`;
  if (status !== undefined && status >= 300) {
    if (status === 401 || status === 403) return new AuthenticationError(`${says} (${status})`, provider, more);
    if (status === 429) return new RateLimitError(`${says} (429)`, retryAfterOf(thrown, at.wall), more);
    if (status === 404) return new ConfigurationError(`${says} (404)`, 'model', more);
    if (status === 408 || status >= 500) return new NetworkError(`${says} (${status})`, attempts - 1, more);
    return new ValidationError('request', undefined, `${says} (${status})`, more);
  }
  if (isBroken(thrown)) return new NetworkError(says, attempts - 1, more);
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'AI_LoadAPIKeyError') return new ConfigurationError(says, 'apiKey', more);
  if (name === 'AI_NoSuchModelError') return new ConfigurationError(says, 'model', more);
  if (REFUSED.includes(name)) return new ValidationError('messages', undefined, says, more);
  if (status !== undefined || UNREADABLE.includes(name)) return new RuntimeFailure(says, operation, more);
  return new CoreError(says, more);
}

const REFUSED = ['AI_InvalidPromptError', 'AI_InvalidArgumentError', 'AI_UnsupportedFunctionalityError'];

const UNREADABLE = [
  'AI_JSONParseError',
  'AI_TypeValidationError',
  'AI_InvalidResponseDataError',
  'AI_EmptyResponseBodyError',
  'AI_NoContentGeneratedError',
  'AI_NoOutputGeneratedError',
];

function statusOf(thrown: unknown): number | undefined {
  const status = (thrown as { statusCode?: unknown } | null | undefined)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}

/** Error codes of sockets and of Node's fetch. */
const SOCKET = /^(ECONN|EPIPE|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_)/;

/** The connection was not made, or broke: Node's fetch says so in a cause. */
function isBroken(thrown: unknown): boolean {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++) {
    const { code } = error as { code?: unknown };
    if (typeof code === 'string' && SOCKET.test(code)) return true;
    if (error instanceof TypeError && /^(fetch failed|terminated)$/.test(error.message)) return true;
  }
  return false;
}

/** Seconds. */
function retryAfterOf(thrown: unknown, wall: Ms): number | undefined {
  const headers = (thrown as { responseHeaders?: Readonly<Record<string, string>> }).responseHeaders ?? {};
  const ms = Number(headers['retry-after-ms'] ?? Number.NaN);
  if (ms >= 0) return ms / 1_000;
  const given = headers['retry-after'];
  if (given === undefined) return undefined;
  const seconds = Number(given);
  if (seconds >= 0) return seconds;
  const until = (Date.parse(given) - wall) / 1_000;
  return Number.isNaN(until) ? undefined : Math.max(0, until);
}

function wordsOf(thrown: unknown, secret: string | undefined): string {
  const message = thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
  const plain = secret === undefined ? message : message.replaceAll(secret, '[redacted]');
  return plain.length > 500 ? `${plain.slice(0, 500)}…` : plain;
}
