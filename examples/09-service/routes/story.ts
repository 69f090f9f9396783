/** A streaming response: a client that reads slowly slows the generator in Python down, one that leaves ends it. */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { hangUp } from '../hang-up.ts';
import type { Shop } from '../shop.ts';

const STORY = {
  querystring: {
    type: 'object',
    properties: {
      lines: { type: 'integer', minimum: 1, maximum: 1_000_000, default: 10 },
      width: { type: 'integer', minimum: 1, maximum: 10_000, default: 60 },
    },
  },
} as const;

export function storyRoutes(app: FastifyInstance, { pools: { shop } }: Shop): void {
  app.get<{ Querystring: { lines: number; width: number } }>('/story', { schema: STORY }, async ({ query }, reply) => {
    const lines = shop.stream('story', query, { timeout: '1m', signal: hangUp(reply) })[Symbol.asyncIterator]();
    const first = await lines.next(); // while nothing is sent, a failure still has a status
    return reply.type('text/plain; charset=utf-8').send(Readable.from(text(first, lines), { objectMode: false }));
  });
}

/** Whoever stops reading leaves this generator, and it leaves the stream. */
async function* text(first: IteratorResult<string>, rest: AsyncIterator<string>): AsyncGenerator<string> {
  try {
    for (let line = first; line.done !== true; line = await rest.next()) yield `${line.value}\n`;
  } finally {
    await rest.return?.();
  }
}
