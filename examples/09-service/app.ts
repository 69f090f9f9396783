/** The Fastify application: hooks, errors, routes. */
import cookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import { answerErrors } from './errors.ts';
import { hooks } from './hooks.ts';
import { basketRoutes } from './routes/basket.ts';
import { callRoutes } from './routes/calls.ts';
import { healthRoutes } from './routes/health.ts';
import { storyRoutes } from './routes/story.ts';
import { createShop } from './shop.ts';

export async function buildApp(logLevel = 'info'): Promise<FastifyInstance> {
  // Without a limit of Fastify's own for `onReady`: workers start as long as their `startTimeout` lets them.
  const app = fastify({ logger: { level: logLevel }, pluginTimeout: 0 });
  const shop = createShop(app.log);
  hooks(app, shop);
  answerErrors(app);
  await app.register(cookie);
  callRoutes(app, shop);
  storyRoutes(app, shop);
  basketRoutes(app, shop);
  healthRoutes(app, shop);
  return app;
}
