/** The system that is simulated when nobody names one: small, so that every limit is reached. */
import type { PoolDefinitions, RuntimeOptions } from '../../runtime/options.ts';

export type SimulatedSystem = Pick<RuntimeOptions<PoolDefinitions>, 'pools' | 'sessions' | 'tools'>;

export function defaultSystem(): SimulatedSystem {
  const common = { adapter: 'simulated', startTimeout: '5s', timeout: '5s', streamTimeout: '20s' } as const;
  return {
    pools: {
      ml: {
        ...common,
        size: 2,
        queue: 3,
        intensity: 3,
        period: '10s',
        backoff: { initial: '200ms', max: '2s', healthyAfter: '5s' },
      },
      io: {
        ...common,
        size: 3,
        minReady: 1,
        concurrency: 4,
        window: 8,
        queue: 6,
        intensity: 8,
        period: '30s',
        recycle: { maxCalls: 12, maxAge: '15s', grace: '2s' },
      },
    },
    sessions: { timeout: '20s', parkAfter: '2s' },
  };
}
