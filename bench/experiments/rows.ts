/** The experiments that are run, each with its variants. */
import type { Program } from '../contender.ts';

/** Runs in a process of its own, and a round of it is one run. */
export interface ExperimentRow {
  readonly key: string;
  readonly program: Program;
  readonly quick: boolean;
}

export const EXPERIMENT_ROWS: readonly ExperimentRow[] = [];
