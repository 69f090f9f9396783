/** Which answer each error is. Clients read `code`, and `Retry-After` where the same request may succeed soon. */
import type { FastifyInstance } from 'fastify';
import { type ErrorCode, isVivariumError, type VivariumError } from '../../src/index.ts';

/** Codes that are not here are mistakes of the service itself: 500. */
export const STATUS: Partial<Readonly<Record<ErrorCode, number>>> = {
  VIV_BAD_ARGUMENTS: 400,
  VIV_CALL_CANCELLED: 499, // nobody reads it: the client has hung up
  VIV_CALL_TIMEOUT: 504,
  VIV_POOL_SATURATED: 503,
  VIV_SUPERVISOR_GAVE_UP: 503,
  VIV_STOPPED: 503,
  VIV_WORKER_CRASHED: 502, // the request may have been carried out
  VIV_SESSION_LIMIT: 503,
  VIV_SESSION_EXPIRED: 410,
  VIV_AFFINITY_BUSY: 503,
  VIV_VERSION_CONFLICT: 409,
};

/** Python's ValueError says that the request makes no sense; what else a tool raises is its own mistake. */
export function statusOf({ code, retryable, facts }: VivariumError): number {
  if (code === 'VIV_TOOL_FAILED') return facts['type'] === 'ValueError' ? 422 : 500;
  return retryable ? 503 : (STATUS[code] ?? 500);
}

export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    if (!isVivariumError(error)) return reply.send(error);
    const status = statusOf(error);
    if (status === 500) request.log.error({ err: error }, error.message);
    if (error.retryable) reply.header('Retry-After', '1');
    // The message is for the log: it may have in it what Python said.
    return reply.code(status).send({ code: error.code, retryable: error.retryable });
  });
}
