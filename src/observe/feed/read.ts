/** Reading an observation in a loop: its snapshot, then delta after delta. */
import type { Subscription } from './subscription.ts';
import type { ObserverMessage, ObserverSnapshot } from './types.ts';

/** A loop that is slower than what happens loses deltas beyond so many. */
const WAITING = 10_000;

export interface Readable {
  snapshot(): ObserverSnapshot;
  subscribe(limit: number): Subscription;
}

export async function* read(observation: Readable): AsyncGenerator<ObserverMessage, void, void> {
  const reader = observation.subscribe(WAITING);
  try {
    const snapshot = observation.snapshot();
    yield snapshot;
    for (;;) {
      const { deltas, dropped } = reader.take();
      if (dropped > 0) yield { type: 'gap', dropped };
      // What the snapshot has already is not told twice.
      for (const { delta } of deltas) if (delta.seq > snapshot.seq) yield delta;
      if (reader.size > 0) continue;
      if (reader.ended) return;
      await new Promise<void>((resolve) => {
        reader.onMore = resolve;
      });
    }
  } finally {
    reader.close();
  }
}
