/** The service's runtime: one pool of workers, and the types of what they can be asked. */
import { join } from 'node:path';
import { createRuntime, type Log, pool, type Runtime } from '../../src/index.ts';

interface ShopTools {
  count(args: { text: string; pause?: number }): Record<string, number>;
  order(args: { item: string; amount: number }): { item: string; amount: number; placed: boolean };
  story(args: { lines?: number; width?: number }): AsyncIterable<string>;
  add(args: { item: string }): string[];
}

const definitions = {
  shop: pool<ShopTools>({
    adapter: join(import.meta.dirname, 'adapter.py'),
    size: 2,
    queue: 20, // calls that wait for a worker; one more is answered by 503
    timeout: '5s',
    backoff: { initial: '50ms', max: '2s' },
    intensity: 30, // more than thirty restarts in a minute are no bad luck
    period: '1m',
    retry: { maximumAttempts: 3, initialInterval: '50ms' }, // of tools that say they are idempotent, and of what was never sent
  }),
};

export type Shop = Runtime<typeof definitions>;

/** @param logger the service's own: what happens to workers is in the same log as what happens to requests. */
export function createShop(logger: Log): Shop {
  return createRuntime({ pools: definitions, logger, sessions: { timeout: '30m', max: 10_000, evict: 'idlest' } });
}
