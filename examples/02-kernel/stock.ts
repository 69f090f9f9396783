/** What there is to sell: a server, OTP's gen_server. Its types are read off its callbacks. */
import { noreply, reply, server } from '../../src/kernel/index.ts';

export const stock = server({
  init: () => new Map([['apples', 3]]),
  calls: {
    count: (items, fruit: string) => reply(items.get(fruit) ?? 0),
    take: (items, fruit: string) => {
      const left = items.get(fruit);
      if (left === undefined) throw new Error(`we never had ${fruit}`);
      return reply(left - 1, new Map(items).set(fruit, left - 1));
    },
  },
  casts: {
    deliver: (items, { fruit, crates }: { fruit: string; crates: number }) =>
      noreply(new Map(items).set(fruit, (items.get(fruit) ?? 0) + crates * 10)),
  },
});
