/**
 * `npm run example 02-kernel`: a supervision tree without any Python. A server, a machine and tasks live in it; something
 * nobody has thought of happens to one of them, and the tree is whole again before the next line.
 * In a project of your own the imports read `from 'vivarium/kernel'`.
 */

import { formatTree } from '../../src/index.ts';
import {
  call,
  cast,
  child,
  createSystem,
  formatExit,
  supervise,
  supervisor,
  taskSupervisor,
  tasks,
} from '../../src/kernel/index.ts';
import { shop } from './machines.ts';
import { heading, say } from './print.ts';
import { stock } from './stock.ts';

const system = createSystem();
const market = system.start(
  child(
    'market',
    supervise({
      strategy: 'rest_for_one', // when one ends, those started after it are restarted with it
      intensity: 3,
      period: '10s',
      children: [
        child('stock', stock, { name: 'stock' }),
        child('shop', shop, { name: 'shop' }),
        child('jobs', taskSupervisor(), { name: 'jobs' }),
      ],
    }),
  ),
);

heading('The tree: a server, a machine and a task supervisor');
await market.ready;
say(formatTree(system.tree()[0]));

heading('A server answers calls; a ref belongs to one life, a name survives restarts');
const theStock = () => system.whereis('stock', stock);
cast(theStock(), 'deliver', { fruit: 'apples', crates: 2 });
say(`after a delivery and a sale there are ${await call(theStock(), 'take', 'apples')} apples`);

heading('Somebody asks for pears, which nobody has thought of');
try {
  await call(theStock(), 'take', 'pears');
} catch (error) {
  say(`the caller hears: ${error instanceof Error ? error.message : error}`);
}
for (const { sentence } of system.explain('stock')) say(`its supervisor: ${sentence}`);

heading(
  'The shop, started after the stock, closes its books first; the answer of a busy supervisor comes when it is done',
);
say(formatTree(system.tree()[0]));
await supervisor(market.ref).countChildren();

heading('The tree now: `#2` is a second life');
say(formatTree(system.tree()[0]));
say(`the stock is as it was in the beginning: ${await call(theStock(), 'count', 'apples')} apples`);

heading('Tasks: one function each, with its result as data');
const jobs = system.whereis('jobs');
if (jobs !== undefined) {
  const weigh = (fruit: string): string => {
    if (fruit === 'melon') throw new Error('too heavy');
    return `${fruit}: ${fruit.length * 10} g`;
  };
  for await (const result of tasks(jobs).asyncStream(['fig', 'melon', 'grape'], weigh))
    say('ok' in result ? result.ok : `no weight: ${formatExit(result.exit)}`);
}

heading('The end: last started, first stopped; the shop is waited for while it closes its books');
say(`the market ended: ${formatExit(await market.stop())}`);
