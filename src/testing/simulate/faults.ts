/** A fault plan's faults, done to a simulated world. */
import type { Clock, Ms } from '../../model/clock.ts';
import { SessionStoreFailed } from '../../model/session-errors.ts';
import { memoryStore } from '../../session/memory-store.ts';
import type { SessionStore } from '../../session/store.ts';
import type { Fault, Target } from '../faults/plan.ts';
import type { Chance } from './chance.ts';
import type { OwnClock } from './own-clock.ts';
import type { SimulatedProcess } from './process.ts';
import type { SimulatedWorld } from './world.ts';

/** What faults are done to. */
export interface Scene {
  readonly clock: OwnClock;
  readonly chance: Chance;
  readonly world: SimulatedWorld;
  readonly store: SimulatedStore;
}

/** A store in memory whose disk may be full. */
export interface SimulatedStore extends SessionStore {
  fullUntil: Ms;
}

export function simulatedStore(clock: Clock): SimulatedStore {
  const inner = memoryStore();
  const store: SimulatedStore = {
    ...inner,
    fullUntil: 0,
    async save(id, expectedVersion, record) {
      if (clock.now() < store.fullUntil) throw new SessionStoreFailed('no space left on the device', { session: id });
      return inner.save(id, expectedVersion, record);
    },
  };
  return store;
}

/** What cannot happen now (nobody of that name lives) does not happen. */
export function inflict(fault: Fault, scene: Scene): void {
  const { world, clock, store } = scene;
  switch (fault.kind) {
    case 'fail_starts':
      return world.spoil(fault.pool, fault.count, { outcome: scene.chance.oneOf(['load_failed', 'exits']) });
    case 'slow_init':
      return world.spoil(fault.pool, fault.count, { loadMs: fault.ms });
    case 'full_disk':
      store.fullUntil = Math.max(store.fullUntil, clock.now() + fault.forMs);
      return;
    case 'clock_jump':
      return; // nothing here reads the wall clock to measure with
    default: {
      const victim = choose(fault.target, scene);
      if (victim !== undefined) strike(fault, victim);
    }
  }
}

function choose(target: Target, { world, chance }: Scene): SimulatedProcess | undefined {
  const pool = target.startsWith('pool:') ? `worker:${target.slice('pool:'.length)}/` : undefined;
  const may = ({ worker }: SimulatedProcess): boolean =>
    target === '*' || worker === target || (pool !== undefined && worker.startsWith(pool));
  const candidates = world.running().filter(may);
  return candidates.length === 0 ? undefined : chance.oneOf(candidates);
}

function strike(fault: Extract<Fault, { readonly target: Target }>, victim: SimulatedProcess): void {
  switch (fault.kind) {
    case 'kill':
      return fault.signal === 'SIGTERM' ? victim.signal('SIGTERM') : victim.end(null, fault.signal);
    case 'out_of_memory':
      return victim.end(null, 'SIGKILL');
    case 'exit':
      return victim.end(fault.code, null);
    case 'suspend':
      return victim.stand('suspended', fault.forMs);
    case 'busy_loop':
      return victim.stand('busy', fault.forMs);
    case 'freeze_beats':
      return victim.freezeBeats(fault.forMs);
    case 'break_lane':
      return victim.breakLane();
    case 'stall_stream':
      victim.python.stallAfter = fault.chunks;
      return;
    case 'fill_stderr':
      return victim.print(fault.bytes);
    default:
      return (fault.direction === 'to_worker' ? victim.toWorker : victim.toHost).add(fault);
  }
}
