/** `npm run example 10-agents`: Python agents behind HTTP, supervised: asked, streamed, killed, and there again. */
import { pino } from 'pino';
import { createRuntime, formatTree, isVivariumError } from '../../src/index.ts';

const runtime = createRuntime({ logger: pino({ level: 'silent' }) }); // this prints by itself what there is to tell
await runtime.start();

const agent = await runtime.agents.start({
  name: 'test_agent',
  pythonModule: 'agents.example_agent',
  model: 'test:model', // pydantic-ai's TestModel: it calls each tool once, and needs no key
  port: Number(process.env['EXAMPLE_PORT'] ?? 5000),
  auth: false, // any program of this machine may ask: curl, for example
  cwd: import.meta.dirname,
});
print('started', agent.url);

const { result, messages, usage } = await agent.send({ prompt: 'Hello, agent!', messageHistory: [] });
print('result', result);
print('tokens', usage.total_tokens);
const next = await agent.send({ prompt: 'And the other one?', messageHistory: messages });
print('history', `${messages.length} messages went in, ${next.messages.length} came out`);

const reader = await runtime.agents.start({
  name: 'reader',
  pythonModule: 'agents.example_agent:reader', // a plain function is an agent, too
  cwd: import.meta.dirname,
});
const [{ pid = 0 } = {}] = reader.info().processes;
try {
  for await (const word of reader.stream({ prompt: 'one two three four' })) {
    print('reads', word);
    if (word === 'two ') process.kill(pid, 'SIGKILL');
  }
} catch (error) {
  print('killed', isVivariumError(error) ? `${error.code} ${error.facts['message']}` : error);
}
print('reads', (await reader.send({ prompt: 'here I am again' })).result); // waits for the restart
console.log(formatTree(runtime.tree()));

await runtime.stop();

function print(what: string, value: unknown): void {
  process.stdout.write(`${what.padEnd(8)} ${String(value).trim()}\n`);
}
