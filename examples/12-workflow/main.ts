/** `npm run example 12-workflow`: two models write side by side, Python measures, a condition chooses, the host keeps it. */
import { join } from 'node:path';
import { pino } from 'pino';
import { createRuntime, pool, tool } from '../../src/index.ts';
import { openModel } from '../11-llm-tools/model.ts';
import { review } from './review.ts';

const model = await openModel(); // without a key it is on this machine, and repeats what it is told

const keep = tool({
  description: 'Keeps a text',
  parameters: [{ name: 'text', type: 'string', required: true }],
  execute: ({ text }) => `kept ${String(text).length} characters`,
});
const runtime = createRuntime({
  logger: pino({ level: 'silent' }), // this prints by itself what there is to tell
  tools: { keep },
  pools: { text: pool({ adapter: join(import.meta.dirname, 'adapter.py') }) },
});
await runtime.start();

const llm = runtime.llm(model.options);
const executor = runtime.executor({ name: 'reviews', preset: 'lowLatency', llm });

const result = await review.run(
  { topic: 'bridges', reader: 'children' },
  {
    executor,
    onEvent(event) {
      if (event.type === 'node.ended')
        print(event.node, [event.state, JSON.stringify(event.output)].join(' ').trimEnd());
    },
  },
);
print('result', `${result.state}: ${JSON.stringify(result.output)}`);
print('counted', JSON.stringify(executor.stats().nodes));

await runtime.stop();
await model.close();

function print(what: string, value: string): void {
  process.stdout.write(`${what.padEnd(8)} ${value}\n`);
}
