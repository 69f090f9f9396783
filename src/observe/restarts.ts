/** Restarts counted by supervisor and reason. Both come from a bounded set of words, so the time series are bounded too. */
import type { LifecycleEvent } from '../kernel/index.ts';
import type { ExitReason } from '../model/exit.ts';
import type { SupervisorMetrics } from './metrics-types.ts';

const MOST_SUPERVISORS = 200;
const WORDS: readonly string[] = ['normal', 'shutdown', 'killed', 'noproc', 'timeout'];

interface Count {
  readonly restarts: Map<string, number>;
  backoffMs: number;
}

export class Restarts {
  readonly #supervisors = new Map<string, Count>();

  /** A `restarting` event. */
  restarting({ path, id, reason, restart }: LifecycleEvent): void {
    const count = this.#of(path.slice(0, -`/${id}`.length));
    const word = reason === undefined ? 'other' : wordOf(reason);
    count.restarts.set(word, (count.restarts.get(word) ?? 0) + 1);
    count.backoffMs += restart?.delayMs ?? 0;
  }

  read(): Readonly<Record<string, SupervisorMetrics>> {
    return Object.fromEntries(
      [...this.#supervisors].map(([path, { restarts, backoffMs }]) => [
        path,
        { restarts: Object.fromEntries(restarts), backoffSeconds: backoffMs / 1_000 },
      ]),
    );
  }

  #of(supervisor: string): Count {
    const full = this.#supervisors.size >= MOST_SUPERVISORS && !this.#supervisors.has(supervisor);
    const name = full ? 'other' : supervisor;
    const count = this.#supervisors.get(name) ?? { restarts: new Map(), backoffMs: 0 };
    this.#supervisors.set(name, count);
    return count;
  }
}

/** `crash`, or the word that a reason begins with, when it is one of the known. */
export function wordOf(reason: ExitReason): string {
  if (typeof reason !== 'string') return 'crash';
  const [word = ''] = reason.split(':', 1);
  return WORDS.includes(word) ? word : 'other';
}
