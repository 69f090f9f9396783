/** What views read: the world as signals, each of which changes only when its part does. */
import { computed, signal } from '@preact/signals';
import type { ObserverDelta, ObserverSnapshot } from '../../feed/types.ts';
import { ledgerOf } from '../model/ledger.ts';
import { fromSnapshot, reduce } from '../model/reduce.ts';
import { NOTHING, type World } from '../model/world.ts';

/** The world as it is shown; while `paused`, the stream goes on behind it. */
export const world = signal<World>(NOTHING);
export const paused = signal(false);

let latest: World = NOTHING;

function publish(next: World): void {
  latest = next;
  if (!paused.value) world.value = next;
}

export const takeSnapshot = (snapshot: ObserverSnapshot): void => publish(fromSnapshot(snapshot, latest));
export const takeDeltas = (deltas: readonly ObserverDelta[]): void => publish(reduce(latest, deltas));
export const takeGap = (dropped: number): void => publish({ ...latest, missed: latest.missed + dropped });

/** An export takes the place of everything. */
export function takeWorld(imported: World): void {
  paused.value = false;
  publish(imported);
}

export function togglePause(): void {
  paused.value = !paused.value;
  if (!paused.value) world.value = latest;
}

export const actors = computed(() => world.value.actors);
export const pools = computed(() => world.value.pools);
export const workers = computed(() => world.value.workers);
export const calls = computed(() => world.value.calls);
export const crashes = computed(() => world.value.crashes);
export const departed = computed(() => world.value.departed);
export const faults = computed(() => world.value.faults);
export const log = computed(() => world.value.log);
export const messages = computed(() => world.value.messages);
export const transitions = computed(() => world.value.transitions);
export const machines = computed(() => world.value.machines);
export const counts = computed(() => world.value.counts);
export const ledger = computed(() => ledgerOf(pools.value.values()));
/** The host's wall clock at its monotonic zero. */
export const wallOffset = computed(() => world.value.wallOffset);
