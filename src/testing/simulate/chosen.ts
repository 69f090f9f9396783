/** The steps of one run: those of its seed and those of its plan, less what is left out. */
import { checkPlan } from '../faults/check.ts';
import type { FaultPlan } from '../faults/plan.ts';
import type { Step } from './step.ts';

/** Its number stays the same, whatever else is left out. */
export interface NumberedStep extends Step {
  readonly index: number;
}

/** @throws BadConfig naming the field of the plan. */
export function chosenSteps(
  steps: readonly Step[],
  plan: FaultPlan | undefined,
  only: readonly number[] | undefined,
): NumberedStep[] {
  return [...steps, ...planned(plan)]
    .map((step, index) => ({ ...step, index }))
    .filter(({ index }) => only === undefined || only.includes(index))
    .sort((a, b) => a.atMs - b.atMs);
}

/** A plan may come from a file. */
function planned(plan: FaultPlan | undefined): Step[] {
  if (plan === undefined) return [];
  checkPlan(plan);
  return plan.faults.map(({ atMs, fault }) => ({ atMs, action: { do: 'fault', fault } }));
}
