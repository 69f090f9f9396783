/** What the rounds gave: row by row, in each of them and as medians, and why a row has none. */
import type { Answer, Question } from './driver.ts';
import { median } from './measure.ts';
import type { Figures } from './subject.ts';

export interface Result {
  readonly key: string;
  readonly title: string;
  /** Absent for an experiment. */
  readonly question?: Question;
  readonly how: NonNullable<Answer['ready']>;
  /** Their medians. */
  readonly figures: Figures;
  /** By the number of the round. */
  readonly rounds: Readonly<Record<number, Figures>>;
}

export type Described = Omit<Result, 'figures' | 'rounds'>;

export class Results {
  readonly #rows = new Map<string, { row: Described; rounds: Record<number, Figures> }>();
  readonly #absent = new Map<string, string>();
  #wrong = 0;

  add(row: Described, round: number, figures: Figures): void {
    const known = this.#rows.get(row.key) ?? { row, rounds: {} };
    known.rounds[round] = figures;
    this.#rows.set(row.key, known);
  }

  /** The row could not be run, and that is nobody's mistake. */
  without(key: string, why: string): void {
    this.#absent.set(key, why);
  }

  /** It failed while it ran: a wrong answer, an end that was not asked for. */
  failed(key: string, why: string): void {
    this.#wrong += 1;
    this.#absent.set(key, `FAILED: ${why}`);
  }

  get wrong(): number {
    return this.#wrong;
  }

  get absent(): ReadonlyMap<string, string> {
    return this.#absent;
  }

  /** In the order of `keys`: the rows' own, not that in which they ran. */
  list(keys: readonly string[]): Result[] {
    return keys.flatMap((key) => {
      const known = this.#rows.get(key);
      if (known === undefined || this.#absent.has(key)) return [];
      const { row, rounds } = known;
      return [{ ...row, figures: medians(Object.values(rounds)), rounds }];
    });
  }
}

function medians(windows: readonly Figures[]): Figures {
  const names = Object.keys(windows[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(windows.map((window) => window[name] ?? Number.NaN))]));
}
