/** `npm run example 02-kernel before`: the shop as a plain xstate app. One bad price, and it is closed for ever. */
import { createActor } from 'xstate';
import { shop } from './machines.ts';
import { say } from './print.ts';

const actor = createActor(shop);
// Without this observer the crash would end the whole program.
actor.subscribe({ error: (error) => say(`the shop broke down: ${error instanceof Error ? error.message : error}`) });
actor.start();

for (const price of [3, 4, -1, 5]) {
  say(`a customer pays ${price}`);
  actor.send({ type: 'SALE', price });
}
say(`the shop is ${actor.getSnapshot().status === 'active' ? 'open' : 'closed, and nobody opens it again'}`);
