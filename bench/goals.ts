/** The goals of `goals.json`, held against the figures of one run. */
import { readFileSync } from 'node:fs';
import { median } from './measure.ts';
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
  /** The median of what the rounds gave. Undefined when a row was not run. */
  readonly value: number | undefined;
  /** The least and the most that a round gave: what lies between them is noise. */
  readonly spread?: readonly [number, number];
  readonly met: boolean | undefined;
  /** Why it was not run. */
  readonly why?: string;
}

/** A row's figures by the number of the round. */
export type Rounds = Readonly<Record<number, Figures>>;

export const GOALS: readonly Goal[] = JSON.parse(readFileSync(here('goals.json'), 'utf8'));

/** The rows that it is about. */
export const keysOf = (goal: Goal): string[] => operandsOf(goal).map(keyOf);

/**
 * Ratios and differences are those of one round each, in which what is compared ran close together: a machine that was
 * slower for a while was so for both.
 *
 * @param rows what they gave, by their keys.
 * @param absent why a row has no figures, by its key.
 */
export function judge(
  goals: readonly Goal[],
  rows: ReadonlyMap<string, Rounds>,
  absent: (key: string) => string,
): Verdict[] {
  return goals.map((goal) => {
    const missing = keysOf(goal).find((key) => !rows.has(key));
    if (missing !== undefined) return { ...goal, value: undefined, met: undefined, why: absent(missing) };
    const values = valuesOf(goal, rows);
    if (values.length === 0) return { ...goal, value: undefined, met: undefined, why: 'no round has all its figures' };
    const value = median(values);
    const met = value <= (goal.most ?? Infinity) && value >= (goal.least ?? -Infinity);
    return { ...goal, value, spread: [Math.min(...values), Math.max(...values)], met };
  });
}

/** Round by round, where all that it takes was measured. */
function valuesOf(goal: Goal, rows: ReadonlyMap<string, Rounds>): number[] {
  const take = (name: string | undefined, round: string, otherwise: number): number => {
    if (name === undefined) return otherwise;
    return rows.get(keyOf(name))?.[Number(round)]?.[name.split(' ')[1] ?? ''] ?? Number.NaN;
  };
  return Object.keys(rows.get(keyOf(goal.of)) ?? {})
    .map((round) => take(goal.of, round, 0) / take(goal.over, round, 1) - take(goal.minus, round, 0))
    .filter((value) => !Number.isNaN(value));
}

const operandsOf = ({ of, over, minus }: Goal): string[] => [of, over, minus].filter((name) => name !== undefined);

const keyOf = (name: string): string => name.split(' ', 1)[0] ?? '';
