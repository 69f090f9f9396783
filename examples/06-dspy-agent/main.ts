/** `npm run example 06-dspy-agent`: an agent of DSPy thinks in a Python worker, and acts by functions of Node. */
import { join } from 'node:path';
import { pino } from 'pino';
import { createRuntime, pool } from '../../src/index.ts';
import { tools } from './tools.ts';

const runtime = createRuntime({
  logger: pino({ level: 'silent' }), // this prints by itself what there is to tell
  tools,
  pools: {
    agents: pool({
      adapter: join(import.meta.dirname, 'adapter.py'),
      python: { requirements: [join(import.meta.dirname, '../../python/requirements/dspy.lock')] },
      // what a real model needs; without EXAMPLE_LM nothing leaves this machine
      env: { EXAMPLE_LM: true, OPENAI_API_KEY: true, ANTHROPIC_API_KEY: true },
    }),
  },
});
await runtime.start();

const session = runtime.sessions.get('reader-1');
const agent = await session.createReactAgent({ signature: 'question -> answer', tools: Object.keys(tools) });
const question = 'Which book about bridges can I take home today?';
print('question', question);

for await (const event of agent.stream({ question }, { timeout: '2m' })) {
  if (event.type === 'thought') print('thinks', event.text);
  if (event.type === 'tool') print('does', `${event.tool}(${JSON.stringify(event.args)})`);
  if (event.type === 'observation') print('sees', JSON.stringify(event.value));
  if (event.type === 'error') print('fails', event.message);
  if (event.type === 'result') print('answers', event.outputs['answer']);
}

await runtime.stop();

function print(what: string, value: unknown): void {
  process.stdout.write(`${what.padEnd(8)} ${value}\n`);
}
