/** `tsx examples/11-llm-tools/provider/main.ts [PORT]`: serves until it is told to end; prints where. */
import { startProvider } from './server.ts';

const provider = await startProvider({ port: Number(process.argv[2] ?? 0) });
for (const [name, value] of Object.entries(provider.env)) console.log(`export ${name}=${value}`);
process.once('SIGTERM', () => void provider.close());
process.once('SIGINT', () => void provider.close());
