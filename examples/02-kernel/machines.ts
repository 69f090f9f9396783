/** A shop and its till, as anybody writes them with xstate. Neither knows anything of supervision. */
import { assign, sendParent, sendTo, setup } from 'xstate';
import { say } from './print.ts';

type Sale = { type: 'SALE'; price: number };

/** Counts money, and tells its parent; breaks down over a price that is none. */
const till = setup({
  types: { context: {} as { total: number }, events: {} as Sale },
  actions: {
    check: (_, { price }: { price: number }) => {
      if (!(price > 0)) throw new Error(`${price} is no price`);
    },
  },
}).createMachine({
  context: { total: 0 },
  on: {
    SALE: {
      actions: [
        { type: 'check', params: ({ event }) => ({ price: event.price }) },
        assign({ total: ({ context, event }) => context.total + event.price }),
        sendParent(({ context }) => ({ type: 'RECEIPT', total: context.total })),
      ],
    },
  },
});

/** Opens, sells through its till, and closes the books before it ends. */
export const shop = setup({
  types: { events: {} as Sale | { type: 'RECEIPT'; total: number } | { type: 'SHUTDOWN' } },
  actors: { till },
}).createMachine({
  invoke: { src: 'till', id: 'till' },
  initial: 'open',
  states: {
    open: {
      entry: () => say('the shop is open'),
      on: {
        SALE: { actions: sendTo('till', ({ event }) => event) },
        RECEIPT: { actions: ({ event }) => say(`in the till: ${event.total}`) },
        SHUTDOWN: 'terminating',
      },
    },
    terminating: { entry: () => say('the shop closes its books'), after: { 50: 'closed' } },
    closed: { type: 'final' },
  },
  output: { exit: 'shutdown' },
});
