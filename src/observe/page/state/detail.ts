/** What is known of the actor whose pane is open: asked for when it opens, and again when something happened to it. */
import { effect, signal } from '@preact/signals';
import { type Ms, realClock } from '../../../model/clock.ts';
import type { ActorDetail } from '../../feed/types.ts';
import { fetchDetail } from '../io/request.ts';
import { connection } from './connection.ts';
import { route } from './route.ts';
import { token } from './session.ts';
import { world } from './store.ts';

const EVERY_MS: Ms = 1_000;

export const detail = signal<ActorDetail | undefined>(undefined);

/** Follows the route for as long as the page lives. */
export function followDetail(): () => void {
  return effect(() => {
    const key = route.value.actor;
    if (detail.peek()?.actor.key !== key) detail.value = undefined;
    if (key === undefined) return undefined;
    if (connection.value.is === 'imported') {
      detail.value = world.value.details.get(key);
      return undefined;
    }
    const closing = new AbortController();
    void keepAsking(key, closing.signal);
    return () => closing.abort();
  });
}

async function keepAsking(key: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const found = await fetchDetail(token(), key, signal).catch(() => undefined);
    if (signal.aborted) return;
    if (found !== undefined) detail.value = found;
    await new Promise<void>((resolve) => realClock.setTimeout(resolve, EVERY_MS));
  }
}
