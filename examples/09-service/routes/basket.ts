/** A session for each visitor, known by a cookie: its basket is kept in Node and outlives every worker. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hangUp } from '../hang-up.ts';
import type { Shop } from '../shop.ts';

const ADD = {
  body: { type: 'object', required: ['item'], properties: { item: { type: 'string', maxLength: 100 } } },
} as const;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function basketRoutes(app: FastifyInstance, { sessions }: Shop): void {
  app.post<{ Body: { item: string } }>('/basket', { schema: ADD }, (request, reply) =>
    sessions.get(visitor(request, reply)).call('shop', 'add', request.body, { signal: hangUp(reply) }),
  );

  app.get('/basket', async (request, reply) => (await sessions.get(visitor(request, reply)).get('basket')) ?? []);
}

/** Whose cookie is none of ours gets a new one: nobody chooses the name of a session. */
function visitor({ cookies }: FastifyRequest, reply: FastifyReply): string {
  const known = cookies['visitor'];
  if (known !== undefined && UUID.test(known)) return known;
  const id = randomUUID();
  reply.setCookie('visitor', id, { httpOnly: true, sameSite: 'lax', path: '/' }); // behind TLS also `secure: true`
  return id;
}
