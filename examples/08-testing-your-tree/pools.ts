/** The pools of a service, apart from it: its tests need them as they are in production. */
import { join } from 'node:path';
import { pool } from '../../src/index.ts';

export const pools = {
  prices: pool<{ total(args: { prices: number[] }): number }>({
    adapter: join(import.meta.dirname, 'adapter.py'),
    size: 2,
    queue: 20,
    timeout: '5s',
    streamTimeout: '20s',
    intensity: 3,
    period: '10s',
    backoff: { initial: '100ms', max: '2s' },
  }),
};
