/** `npm run example 03-python-adapter`: a Python class, and all that its tools may take, give and know. */
import { join } from 'node:path';
import { pino } from 'pino';
import { createRuntime, isVivariumError, pool } from '../../src/index.ts';
import type { BookshopTools } from './types.ts';

const runtime = createRuntime({
  logger: pino({ level: 'silent' }), // this prints by itself what there is to tell
  pools: {
    shop: pool<BookshopTools>({
      adapter: join(import.meta.dirname, 'adapter.py'),
      config: { name: 'The Round House' }, // self.config in Python
      python: { requirements: [join(import.meta.dirname, '../../python/requirements/examples.lock')] },
    }),
  },
});
await runtime.start();
const { shop } = runtime.pools;

heading('A call, checked by the compiler: dataclasses come back as objects');
const books = await shop.call('find', { text: 'le guin', by: 'author' });
for (const { title, pages } of books) say(`${title}, ${pages} pages`);

heading('Arrays of numbers go to numpy and come from it, with dtype and shape');
say(await shop.call('recommend', { taste: new Float32Array([0.1, 0.8, 0.9]) }));
const { dtype, shape } = await shop.call('invent', {});
say(`${shape.join(' × ')} ${dtype}`);

heading('A stream: who has heard enough leaves the loop, and the generator in Python is closed');
const [first] = books;
if (first !== undefined)
  for await (const page of shop.stream('read', { book: first })) {
    say(page);
    if (page.includes('page 3')) break;
  }

heading('A session and metadata travel with a call');
say(await shop.call('welcome', {}, { session: 'guest-7', metadata: { name: 'Ursula' } }));

heading('A timeout stops the Python function, too, and the worker is free again');
const begun = performance.now();
await attempt(() => shop.call('ponder', { seconds: 60 }, { timeout: '100ms' }));
await shop.call('find', { text: 'emma' });
say(`free again ${performance.now() - begun < 5_000 ? 'at once' : 'much too late'}`);

heading('What is wrong is named, before Python is asked');
await attempt(() => shop.call('find', { text: 5 as never }));
await attempt(() => shop.call('fnd' as 'find', { text: 'emma' }));

await runtime.stop();

async function attempt(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!isVivariumError(error)) throw error;
    say(`${error.code}: ${error.message}`);
  }
}

function heading(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

function say(text: string): void {
  process.stdout.write(`   ${text}\n`);
}
