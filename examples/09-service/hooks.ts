/** The runtime in the life of the application: started before the first request, stopped after the last. */
import type { FastifyInstance } from 'fastify';
import type { Shop } from './shop.ts';

/** Requests that are still open so long after the service was told to stop are ended. */
const GRACE_MS = 10_000;

export function hooks(app: FastifyInstance, shop: Shop): void {
  let closing = false;
  app.addHook('onReady', () => shop.start());
  app.addHook('preClose', async () => {
    closing = true;
    setTimeout(() => shop.stop({ grace: 0 }), GRACE_MS).unref();
  });
  // Else a connection that is kept alive keeps the server from closing when its last request has been answered.
  app.addHook('onSend', async (_, reply) => {
    if (closing) reply.header('Connection', 'close');
  });
  app.addHook('onClose', () => shop.stop()); // Fastify comes here when every request has been answered
}
