/**
 * `npm run example 08-testing-your-tree`: one test of each level. The runner is Node's own; any other will do.
 */
import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { cast, child, createSystem, server, supervise } from '../../src/kernel/index.ts';
import { createFaultyRuntime, faults, simulate, VirtualClock } from '../../src/testing/index.ts';
import { pools } from './pools.ts';

test('unit: a probe that fails again and again waits twice as long each time', () => {
  const probe = server({
    init: () => 0,
    casts: {
      fail: () => {
        throw new Error('the probe is broken');
      },
    },
  });
  const clock = new VirtualClock();
  const system = createSystem({ clock });
  const backoff = { initial: '1s', max: '10s', jitter: 0 } as const;
  system.start(
    child('app', supervise({ intensity: 5, backoff, children: [child('probe', probe, { name: 'probe' })] })),
  );
  const failures = [0, 1_000, 2_000].map((waits) => {
    cast(system.whereis('probe', probe), 'fail');
    clock.advance(Math.max(0, waits - 1));
    const before = system.whereis('probe', probe) !== undefined;
    clock.advance(1);
    return { waits, tooEarly: waits > 0 && before, back: system.whereis('probe', probe) !== undefined };
  });
  deepEqual(
    failures,
    [0, 1_000, 2_000].map((waits) => ({ waits, tooEarly: false, back: true })),
  );
});

test('simulation: fifty bad days break no rule', async () => {
  for (let seed = 1; seed <= 50; seed++) {
    const { violations } = await simulate({ seed, system: { pools } });
    deepEqual(violations, [], `npx vivarium simulate --seed ${seed}`);
  }
});

test('chaos: a killed worker comes back, and its crash says who it was', async () => {
  const logger = { debug() {}, info() {}, warn() {}, error() {} };
  const runtime = createFaultyRuntime({ pools, logger });
  await runtime.start();
  try {
    const back = new Promise((resolve) => runtime.on('ready', resolve));
    const { hits } = faults(runtime).inject({ kind: 'kill', target: 'worker:prices/1', signal: 'SIGKILL' });
    equal(hits, 1);
    await back;
    equal(await runtime.pools.prices.call('total', { prices: [1.5, 2.5] }), 4);
    deepEqual(
      runtime.crashes().map(({ worker, incarnation, signal }) => ({ worker, incarnation, signal })),
      [{ worker: 'worker:prices/1', incarnation: 1, signal: 'SIGKILL' }],
    );
  } finally {
    await runtime.stop();
  }
});
