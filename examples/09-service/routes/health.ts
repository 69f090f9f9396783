/** What an orchestrator and Prometheus ask; to be reached from inside the cluster alone. */
import type { FastifyInstance } from 'fastify';
import { PROMETHEUS_CONTENT_TYPE, prometheusText } from '../../../src/index.ts';
import type { Shop } from '../shop.ts';

export function healthRoutes(app: FastifyInstance, shop: Shop): void {
  let over = false;
  void shop.closed.then(() => {
    over = true;
  });

  // 500: only a new process can help. A pool without workers is no reason, its supervisor sees to that.
  app.get('/health/live', (_, reply) => reply.code(over ? 500 : 200).send({ alive: !over }));

  // 503: send nobody here now.
  app.get('/health/ready', (_, reply) => {
    const health = shop.health();
    return reply.code(health.serves ? 200 : 503).send(health);
  });

  app.get('/metrics', async (_, reply) =>
    reply.type(PROMETHEUS_CONTENT_TYPE).send(prometheusText(await shop.metrics())),
  );

  app.get('/workers', () => shop.pools.shop.workers());
}
