/** `npm run example 09-service`: serves until Ctrl-C or SIGTERM, which lets open requests end. PORT and HOST say where. */
import { buildApp } from './app.ts';

const { PORT = '3000', HOST = '127.0.0.1', LOG_LEVEL } = process.env;
const app = await buildApp(LOG_LEVEL);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    app.log.info(`${signal}: open requests may end, then the workers do`);
    void app.close(); // a second signal ends the process at once, and the workers with it
  });

await app.listen({ port: Number(PORT), host: HOST });
