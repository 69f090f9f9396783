/** What a runtime lends to every worker, put together from its system and the world it runs in. */
import type { System } from '../kernel/index.ts';
import type { Log } from '../model/log.ts';
import type { Workshop } from '../worker/incarnation.ts';
import { createSpawnGate } from '../worker/spawn-gate.ts';
import type { Premises, World } from './world.ts';

export function workshop({ clock, timers, random }: System, world: World, premises: Premises, log: Log): Workshop {
  return {
    clock,
    timers,
    random,
    log,
    gate: createSpawnGate(world.cores),
    pythonHome: premises.pythonHome,
    launcher: premises.launcher,
    forks: premises.forks,
    bridge: () => premises.bridge,
  };
}
