/** The steps of one run: those of its seed and those of its plan, less what is left out. */
import { BadConfig } from '../../model/errors.ts';
import { checkFault } from '../faults/check.ts';
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
  if (typeof plan !== 'object' || plan === null || !Array.isArray(plan.faults))
    throw new BadConfig('plan', plan, '{ seed: 1, faults: [{ atMs: 500, fault: { kind: … } }] }');
  return plan.faults.map(({ atMs, fault }, index) => {
    const at = `plan.faults[${index}]`;
    if (!(Number.isFinite(atMs) && atMs >= 0)) throw new BadConfig(`${at}.atMs`, atMs, 'milliseconds, 0 or more');
    checkFault(`${at}.fault`, fault);
    return { atMs, action: { do: 'fault', fault } };
  });
}
