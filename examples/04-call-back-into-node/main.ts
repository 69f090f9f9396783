/** `npm run example 04-call-back-into-node`: Node calls Python, which calls functions of this very file's process. */
import { join } from 'node:path';
import { pino } from 'pino';
import { createRuntime, pool } from '../../src/index.ts';
import { tools } from './tools.ts';
import type { ReportsTools } from './types.ts';

const runtime = createRuntime({
  logger: pino({ level: 'silent' }), // this prints by itself what there is to tell
  tools,
  pools: { reports: pool<ReportsTools>({ adapter: join(import.meta.dirname, 'adapter.py') }) },
});
await runtime.start();
const { reports } = runtime.pools;

const orders = JSON.stringify({ apples: [1.5, 2.5], pears: [4] });
print('totals', await reports.call('totals', { orders }));

const numbers: number[] = [];
for await (const number of reports.stream('numbers', { to: 12 })) numbers.push(number);
print('numbers', numbers.join(' '));

print('refused', await reports.call('refused', { data: [1, 'two'] }));

await runtime.stop();

function print(what: string, value: unknown): void {
  process.stdout.write(`${what.padEnd(8)} ${typeof value === 'string' ? value : JSON.stringify(value)}\n`);
}
