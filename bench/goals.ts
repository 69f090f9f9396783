/** The goals of `goals.json`, held against the figures of one run. */
import { readFileSync } from 'node:fs';
import { here } from './places.ts';
import type { Figures } from './subject.ts';

export interface Goal {
  /** What it is about, and how much of it. */
  readonly what: string;
  readonly goal: string;
  /** Row and figure: `add/64/socket perSecond`. */
  readonly of: string;
  /** What it is divided by, if it is a ratio, or what is taken off it, if it is a difference. */
  readonly over?: string;
  readonly minus?: string;
  /** The limit, itself included. */
  readonly most?: number;
  readonly least?: number;
}

export interface Verdict extends Goal {
  /** Undefined when a row was not run. */
  readonly value: number | undefined;
  readonly met: boolean | undefined;
  /** Why it was not run. */
  readonly why?: string;
}

export const GOALS: readonly Goal[] = JSON.parse(readFileSync(here('goals.json'), 'utf8'));

/** @param absent why a row has no figures, by its key. */
export function judge(
  goals: readonly Goal[],
  figures: ReadonlyMap<string, Figures>,
  absent: (key: string) => string,
): Verdict[] {
  return goals.map((goal) => {
    const operands = [goal.of, goal.over, goal.minus].filter((name) => name !== undefined);
    const missing = operands.find((name) => figureOf(figures, name) === undefined);
    if (missing !== undefined) {
      return { ...goal, value: undefined, met: undefined, why: absent(missing.split(' ', 1)[0] ?? '') };
    }
    const take = (name: string | undefined, otherwise: number): number =>
      name === undefined ? otherwise : (figureOf(figures, name) ?? Number.NaN);
    const value = take(goal.of, 0) / take(goal.over, 1) - take(goal.minus, 0);
    return { ...goal, value, met: value <= (goal.most ?? Infinity) && value >= (goal.least ?? -Infinity) };
  });
}

function figureOf(figures: ReadonlyMap<string, Figures>, name: string): number | undefined {
  const [key = '', figure = ''] = name.split(' ');
  const value = figures.get(key)?.[figure];
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
