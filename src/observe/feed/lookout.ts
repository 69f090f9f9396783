/**
 * Where the runtime's hooks meet those who look on. While nobody does, each hook finds nobody and that is all; nothing that
 * an observer does wrong reaches the runtime.
 */
import type { DeadLetter, InspectionEvent, LifecycleEvent, Witness } from '../../kernel/index.ts';
import type { Log } from '../../model/log.ts';
import type { BegunCall, CallWatch } from '../../pool/watch.ts';
import { bothWatches } from '../both-watches.ts';
import type { JournalEntry } from '../journal.ts';
import { Observation, type ObserveOptions } from './observation.ts';
import type { Sources } from './sources.ts';

export class Lookout {
  /** Changes that readers were too slow for, of all observations there have been. */
  dropped = 0;
  /** Undefined while nobody looks. */
  #observations: readonly Observation[] | undefined;
  readonly #log: Log;
  #told = false;

  constructor(log: Log) {
    this.#log = log;
  }

  /** @throws BadConfig naming the option. */
  observe(sources: Omit<Sources, 'failed' | 'missed'>, options: ObserveOptions): Observation {
    const { system } = sources;
    const failed = (error: unknown): void => this.#failed(error);
    const missed = (deltas: number): void => {
      this.dropped += deltas;
    };
    const made = new Observation({ ...sources, failed, missed }, options, (closed) => {
      const left = this.#observations?.filter((each) => each !== closed) ?? [];
      this.#observations = left.length === 0 ? undefined : left;
      system.witness = this.#witness();
    });
    this.#observations = [...(this.#observations ?? []), made];
    system.witness = this.#witness();
    return made;
  }

  /** The runtime has ended, and with it whatever there was to see. */
  close(): void {
    for (const observation of this.#observations ?? []) observation.close();
  }

  inspect(event: InspectionEvent): void {
    if (this.#observations !== undefined) this.#tell(({ collector }) => collector.inspect(event));
  }

  deadLetter(letter: DeadLetter): void {
    if (this.#observations !== undefined) this.#tell(({ collector }) => collector.deadLetter(letter));
  }

  lifecycle(event: LifecycleEvent): void {
    if (this.#observations !== undefined) this.#tell(({ collector }) => collector.lifecycle(event));
  }

  noted(entry: JournalEntry): void {
    if (this.#observations !== undefined) this.#tell(({ collector }) => collector.noted(entry));
  }

  begun(call: BegunCall, carrier: Readonly<Record<string, string>> | undefined): CallWatch | undefined {
    let watch: CallWatch | undefined;
    for (const { collector } of this.#observations ?? [])
      watch = bothWatches(watch, collector.calls.begun(call, carrier));
    return watch;
  }

  #tell(tell: (observation: Observation) => void): void {
    for (const observation of this.#observations ?? []) {
      try {
        tell(observation);
      } catch (error) {
        this.#failed(error);
      }
    }
  }

  /** Of several that look on each gets its own number back. */
  #witness(): Witness | undefined {
    const observations = this.#observations;
    if (observations === undefined) return undefined;
    const witnesses = observations.map(({ collector }) => collector.messages);
    return {
      sent: (from, to, event) =>
        witnesses.map((witness) => {
          try {
            return witness.sent(from, to, event);
          } catch (error) {
            this.#failed(error);
            return undefined;
          }
        }),
      handling(numbers) {
        for (const [index, witness] of witnesses.entries()) witness.handling((numbers as unknown[])[index]);
      },
      handled() {
        for (const witness of witnesses) witness.handled();
      },
    };
  }

  /** Told once: what fails once fails with each message. */
  #failed(err: unknown): void {
    if (this.#told) return;
    this.#told = true;
    this.#log.warn({ err }, 'the observer failed to note what happened; it tells this once, and the runtime goes on');
  }
}
