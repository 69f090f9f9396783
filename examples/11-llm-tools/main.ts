/** `npm run example 11-llm-tools`: a model calls functions of Python and of this process, and Python asks the same model. */
import { join } from 'node:path';
import { pino } from 'pino';
import { createRuntime, pool } from '../../src/index.ts';
import { openModel } from './model.ts';
import { tools } from './tools.ts';

const model = await openModel();
const runtime = createRuntime({
  logger: pino({ level: 'silent' }), // this prints by itself what there is to tell
  tools,
  pools: { shop: pool({ adapter: join(import.meta.dirname, 'adapter.py') }) },
  llm: { clients: { clerk: model.options } },
});
await runtime.start();
const clerk = runtime.llm('clerk');

for (const title of ['The Great Bridge', 'Iron']) {
  const prompt = `Please weigh '${title}' and reserve it for me.`;
  print('asked', prompt);
  const answer = await clerk.complete({ prompt, tools: { ...runtime.pools.shop.tools(), ...tools } });
  for (const { name, args, result, error } of answer.toolCalls)
    print('calls', `${name}(${JSON.stringify(args)}) → ${error ?? JSON.stringify(result)}`);
  print('answers', answer.text);
}

const pieces: string[] = [];
for await (const piece of clerk.stream('Tell me about bridges')) pieces.push(piece);
print('streams', pieces.join('|'));

print('Python', await runtime.pools.shop.call('praise', { title: 'Iron' }));

const { total, succeeded, breaker } = clerk.stats();
print('counted', `${total} requests, ${succeeded} succeeded; the circuit is ${breaker.state}`);

await runtime.stop();
await model.close();

function print(what: string, value: unknown): void {
  process.stdout.write(`${what.padEnd(7)} ${String(value)}\n`);
}
