/** A client that hangs up before it has its answer, as a signal for the call that is made for it. */
import type { FastifyReply } from 'fastify';

/** Not `request.signal`: that one is also aborted when the request's body has been read. */
export function hangUp({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
