/** The host's clock as far as it can be told here, four times a second: for countdowns and ages. It stands in a file and in a pause. */
import { computed, signal } from '@preact/signals';
import { type Ms, realClock } from '../../../model/clock.ts';
import { connection } from './connection.ts';
import { paused, world } from './store.ts';

const TICK_MS: Ms = 250;
const tick = signal(realClock.now());

/** What to add to our clock to get the host's: learnt anew with each delta. */
const offset = computed(() => world.value.at - realClock.now());

export const now = computed<Ms>(() => {
  const stands = paused.value || connection.value.is === 'imported';
  return stands ? world.value.at : Math.max(world.value.at, tick.value + offset.value);
});

export function startTicking(): void {
  realClock.setTimeout(() => {
    if (!document.hidden) tick.value = realClock.now();
    startTicking();
  }, TICK_MS);
}
