/** Where questions wait for a process: a bounded line, served in order of coming; the least loaded process is next. */
import { AgentUnavailable } from '../model/agent-errors.ts';
import type { Place, Visit } from './place.ts';
import type { AgentSettings } from './settings.ts';

export class Desk {
  readonly #settings: Pick<AgentSettings, 'name' | 'concurrency' | 'queue'>;
  /** The one that got a question last is the last of them: the equally loaded take turns. */
  readonly #places = new Set<Place>();
  readonly #waiting = new Set<() => void>();
  #refusal: AgentUnavailable | undefined;

  constructor(settings: Pick<AgentSettings, 'name' | 'concurrency' | 'queue'>) {
    this.#settings = settings;
  }

  get places(): ReadonlySet<Place> {
    return this.#places;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  get inFlight(): number {
    return [...this.#places].reduce((sum, { inFlight }) => sum + inFlight, 0);
  }

  /** What questions are refused with; undefined: they are not. */
  get refusal(): AgentUnavailable | undefined {
    return this.#refusal;
  }

  /** Rejects with the signal's reason when it is aborted first, or with AgentUnavailable. */
  async enter(signal: AbortSignal): Promise<Visit> {
    signal.throwIfAborted();
    if (this.#refusal !== undefined) throw this.#refusal;
    const visit = this.#visit();
    if (visit !== undefined) return visit;
    const { name, queue } = this.#settings;
    if (this.#waiting.size >= queue)
      throw new AgentUnavailable(name, 'queue_full', `has no process free, and ${queue} questions wait already`);
    return this.#wait(signal);
  }

  accepting(place: Place): void {
    this.#places.add(place);
    this.#serve();
  }

  fenced(place: Place, message: string): void {
    this.#places.delete(place);
    place.fence(message);
  }

  /** From now on questions are refused; those that wait are, too. */
  close(refusal: AgentUnavailable): void {
    this.#refusal = refusal;
    for (const look of [...this.#waiting]) look();
  }

  open(): void {
    this.#refusal = undefined;
  }

  #wait(signal: AbortSignal): Promise<Visit> {
    return new Promise((resolve, reject) => {
      const over = (): void => {
        this.#waiting.delete(look);
        signal.removeEventListener('abort', abort);
      };
      const abort = (): void => {
        over();
        reject(signal.reason);
      };
      const look = (): void => {
        const visit = this.#refusal === undefined ? this.#visit() : undefined;
        if (this.#refusal === undefined && visit === undefined) return;
        over();
        if (visit === undefined) reject(this.#refusal);
        else resolve(visit);
      };
      signal.addEventListener('abort', abort);
      this.#waiting.add(look);
    });
  }

  #visit(): Visit | undefined {
    const place = leastLoaded(this.#places, this.#settings.concurrency);
    if (place === undefined) return undefined;
    this.#places.delete(place);
    this.#places.add(place);
    return place.enter(() => this.#serve());
  }

  #serve(): void {
    for (const look of this.#waiting) {
      if (leastLoaded(this.#places, this.#settings.concurrency) === undefined) return;
      look();
    }
  }
}

/** Pure: the process with the fewest questions that has room for one more; of several, the first. */
export function leastLoaded<Candidate extends Pick<Place, 'accepting' | 'inFlight'>>(
  places: Iterable<Candidate>,
  concurrency: number,
): Candidate | undefined {
  let best: Candidate | undefined;
  for (const place of places) if (place.accepting && place.inFlight < (best?.inFlight ?? concurrency)) best = place;
  return best;
}
