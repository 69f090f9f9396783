/** `npm run example 10-agents serve`: the same agent until Ctrl-C, for curl. */
import { once } from 'node:events';
import { createRuntime } from '../../src/index.ts';

const runtime = createRuntime({ logger: 'pretty' });
await runtime.start();
const agent = await runtime.agents.start({
  name: 'test_agent',
  pythonModule: 'agents.example_agent',
  model: 'test:model',
  port: Number(process.env['EXAMPLE_PORT'] ?? 5000),
  auth: false,
  cwd: import.meta.dirname,
});
process.stdout.write(`serving ${agent.url}\n`);
await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
await runtime.stop();
