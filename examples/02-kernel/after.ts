/** `npm run example 02-kernel after`: the same machines, not a letter changed, under a supervisor. It opens the shop again. */
import { child, createSystem, supervise } from '../../src/kernel/index.ts';
import { shop } from './machines.ts';
import { say } from './print.ts';

const system = createSystem();
const town = system.start(child('town', supervise({ children: [child('shop', shop, { name: 'shop' })] })));
await town.ready;

for (const price of [3, 4, -1, 5]) {
  say(`a customer pays ${price}`);
  system.whereis('shop', shop)?.send({ type: 'SALE', price });
}
for (const { sentence } of system.explain()) say(sentence);
say(`the shop has its life number ${system.tree()[0]?.children?.[0]?.incarnation}`);

// The shop handles SHUTDOWN: it is asked to end, and waited for.
await town.stop();
say('everybody has gone home');
