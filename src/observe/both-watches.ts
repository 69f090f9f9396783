/** Two who follow a call, as one. */
import type { CallWatch } from '../pool/watch.ts';

export function bothWatches(one: CallWatch | undefined, other: CallWatch | undefined): CallWatch | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return {
    carrier: one.carrier ?? other.carrier,
    sent(worker) {
      one.sent(worker);
      other.sent(worker);
    },
    chunk() {
      one.chunk?.();
      other.chunk?.();
    },
    ended(error) {
      one.ended(error);
      other.ended(error);
    },
  };
}
