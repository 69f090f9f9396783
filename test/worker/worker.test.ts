import { afterEach, expect, test } from 'vitest';
import { openBridge } from '../../src/bridge/server.ts';
import { createSystem, type LifecycleEvent } from '../../src/kernel/index.ts';
import { realClock } from '../../src/model/clock.ts';
import { formatExit } from '../../src/model/exit.ts';
import { silentLog } from '../../src/model/log.ts';
import { poolSettings } from '../../src/pool/options.ts';
import { startGuardian } from '../../src/port/guardian.ts';
import { openPort } from '../../src/port/port.ts';
import { pythonHome } from '../../src/python/index.ts';
import { createHeartbeat } from '../../src/worker/heartbeat.ts';
import { createSpawnGate } from '../../src/worker/spawn-gate.ts';
import { workerChild } from '../../src/worker/worker.ts';
import { eventually } from '../support/eventually.ts';
import { isRunning } from '../support/processes.ts';
import { python } from '../support/python.ts';
import { adapter } from '../support/service.ts';

const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

test('a fault in our own code ends the worker: its process is killed, its calls are given up, its place at the gate is free', async () => {
  const log = silentLog;
  const exits: LifecycleEvent[] = [];
  const system = createSystem({ clock: realClock, onLifecycle: (event) => event.type === 'exit' && exits.push(event) });
  const bridge = await openBridge({ clock: realClock, log });
  const script = `${pythonHome()}/vivarium_worker/process/guardian.py`;
  const guardian = startGuardian({ python: python(), script, clock: realClock, log });
  cleanups.push(
    () => guardian.close(),
    () => bridge.close(1_000),
  );

  const pids: number[] = [];
  const fenced: string[] = [];
  const gate = createSpawnGate(1);
  const settings = poolSettings('ml', { adapter: adapter('calc') });
  const child = workerChild({
    worker: 'worker:ml/1',
    lives: new Map(),
    settings: { ...settings, pool: 'ml', paths: [], graceMs: () => 0, retireMs: () => 0 },
    python: python(),
    owner: {
      learned() {},
      accepting({ identity }) {
        pids.push(identity.pid);
        throw new Error('a bug of ours');
      },
      received() {},
      desk: () => ({ call: () => Promise.resolve(), stream: async function* () {} }),
      logged() {},
      measured() {},
      left() {},
      fenced: (_, message) => fenced.push(message),
      printed() {},
      suspected() {},
    },
    heartbeat: createHeartbeat({ clock: realClock, timers: system.timers, ...settings.heartbeat }),
    workshop: {
      clock: realClock,
      timers: system.timers,
      random: system.random,
      log,
      gate,
      bridge: () => bridge,
      launcher: (options) => openPort({ ...options, guardian }),
      forks: false,
      pythonHome: pythonHome(),
    },
    restart: 'temporary',
    backoff: false,
    trial: () => false,
  });

  const reason = await system.start(child).exited;

  expect(formatExit(reason)).toBe('crash: the port failed: Error: a bug of ours');
  const [pid] = pids;
  await eventually(() => pid !== undefined && !isRunning(pid), { what: 'its process is gone' });
  expect(fenced).toHaveLength(1);
  let entered = false;
  gate.enter(() => {
    entered = true;
  });
  expect(entered).toBe(true);
});
