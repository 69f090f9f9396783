/** What happened in a simulation, a line each with its time. The same seed gives the same lines. */
import type { Clock } from '../../model/clock.ts';

export class Journal {
  readonly lines: string[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(what: string): void {
    this.lines.push(`${this.#clock.now().toFixed(3)} ${what}`);
  }
}
