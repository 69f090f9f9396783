/** Calls: who hangs up cancels, in Python too. */
import type { FastifyInstance } from 'fastify';
import { hangUp } from '../hang-up.ts';
import type { Shop } from '../shop.ts';

const COUNT = {
  body: {
    type: 'object',
    required: ['text'],
    properties: { text: { type: 'string' }, pause: { type: 'number', minimum: 0, maximum: 60 } },
  },
} as const;

const ORDER = {
  body: {
    type: 'object',
    required: ['item', 'amount'],
    properties: { item: { type: 'string' }, amount: { type: 'integer' } },
  },
} as const;

export function callRoutes(app: FastifyInstance, { pools: { shop } }: Shop): void {
  app.post<{ Body: { text: string; pause?: number } }>('/count', { schema: COUNT }, ({ body }, reply) =>
    shop.call('count', body, { signal: hangUp(reply) }),
  );

  app.post<{ Body: { item: string; amount: number } }>('/orders', { schema: ORDER }, async ({ body }, reply) => {
    const placed = await shop.call('order', body, { signal: hangUp(reply) });
    return reply.code(201).send(placed);
  });
}
