/** Waiting for a worker's actor: until it serves or has failed, and until it has ended. Its deadlines bound both. */
import type { WorkerRef } from '../../machines/worker.ts';
import { crashOf } from '../../machines/worker-exit.ts';
import type { ExitReason } from '../model/exit.ts';

/** Resolves with `ready`, or with why it will never be: the order it was given, or its crash. */
export function firstWord(worker: WorkerRef): Promise<'ready' | ExitReason> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const snapshot = worker.getSnapshot();
      if (snapshot.status === 'active' && !snapshot.hasTag('accepting')) return false;
      resolve(snapshot.status === 'active' ? 'ready' : (snapshot.context.ordered ?? crashOf(snapshot.context)));
      return true;
    };
    if (look()) return;
    const subscription = worker.subscribe({
      next: () => look() && subscription.unsubscribe(),
      complete: look,
    });
  });
}

export function ended(worker: WorkerRef): Promise<void> {
  return new Promise((resolve) => {
    worker.subscribe({ complete: resolve });
  });
}
