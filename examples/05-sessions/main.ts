/** `npm run example 05-sessions`: baskets that outlive the calls, the workers and the host that know of them. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { createRuntime, ensurePythonEnv, fileSessionStore, pool, tool } from '../../src/index.ts';

const PRICES: Readonly<Record<string, number>> = { apple: 0.5, pear: 0.75, cherry: 4 };
const here = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), 'vivarium-sessions-'));

/** A host: everything that it knows of a session is in the folder. */
function host() {
  return createRuntime({
    logger: pino({ level: 'silent' }), // this prints by itself what there is to tell
    grpc: {},
    sessions: { timeout: '10m', store: fileSessionStore(folder) },
    pools: { till: pool({ adapter: join(here, 'adapter.py'), size: 2, backoff: false }) },
    tools: {
      price: tool({
        description: 'What an item costs',
        parameters: [{ name: 'item', type: 'string', required: true }],
        execute: (input) => PRICES[(input as { item: string }).item] ?? 1,
      }),
    },
  });
}

const first = host();
await first.start();
const ada = first.sessions.get('ada');

print('a basket', await ada.call('till', 'add', { item: 'apple' }));
const { metadata } = (await ada.read('basket')) ?? {};
print('made by', [metadata?.createdBy, metadata?.tags]);

const { till } = first.pools;
let left = till.workers().length;
const allRestarting = new Promise<void>((resolve) => first.on('restarting', () => --left === 0 && resolve()));
for (const { pid } of till.workers()) process.kill(pid, 'SIGKILL');
await allRestarting;
print('killed', 'all workers');
print('the same', await ada.call('till', 'add', { item: 'pear' }));

const watched = ada.watch(['basket'])[Symbol.asyncIterator]();
const changed = watched.next();
const { python } = await ensurePythonEnv();
const env = { ...process.env, PYTHONPATH: join(here, '../../python') };
const outside = [join(here, 'customer.py'), first.grpc?.socket ?? '', 'ada'];
print('outside', (await promisify(execFile)(python, outside, { env })).stdout.trim());
print('watched', (await changed).value?.value);
await watched.return?.();

const items = ['apple', 'pear'].map((item) => ({ tool: 'price', args: { item } }));
const nobody = { pool: 'till', tool: 'total' };
const bob = first.sessions.get('bob');
const results = await bob.batch([...items, nobody]);
print(
  'batch',
  results.map((result) => (result.ok ? result.value : (result.error as Error).message)),
);

await first.stop();
const second = host();
await second.start();
print('new host', await second.sessions.get('ada').call('till', 'total', {}));
await second.stop();
rmSync(folder, { recursive: true });

function print(what: string, value: unknown): void {
  process.stdout.write(`${what.padEnd(9)} ${typeof value === 'string' ? value : JSON.stringify(value)}\n`);
}
