/** The runtime that is soaked: one pool whose workers do one thing at a time, one whose workers do four, and a host tool. */
import type { Log } from '../../model/log.ts';
import type { PoolOptions } from '../../pool/options.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { tool } from '../../tools/tool.ts';
import { createFaultyRuntime } from '../faults/faults.ts';

export const POOLS = ['single', 'shared'] as const;
export type PoolName = (typeof POOLS)[number];

const COMMON = {
  adapter: 'vivarium_worker.soak',
  size: 2,
  queue: 24,
  timeout: '2s',
  streamTimeout: '3s',
  startTimeout: '20s',
  // It gives up now and then, and is revived: that is rehearsed, too.
  intensity: 8,
  period: '5s',
  backoff: { initial: '50ms', max: '500ms' },
} satisfies PoolOptions;

export function soakedRuntime(seed: number, logger: Log): Runtime {
  const double = tool({
    description: 'Twice the number.',
    parameters: [{ name: 'number', type: 'integer', required: true }],
    execute: (input) => {
      const { number } = input as { number: number };
      return { number, double: 2 * number };
    },
  });
  return createFaultyRuntime(
    {
      logger,
      tools: { double },
      pools: { single: { ...COMMON, onTimeout: 'kill' }, shared: { ...COMMON, concurrency: 4 } },
    },
    seed,
  );
}
