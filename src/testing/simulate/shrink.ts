/** Makes a failing scenario small: leaves out steps, half of them, a quarter, one by one, while the same rule is still broken. */
import { type SimulateOptions, type Simulation, simulate } from './simulate.ts';

/** Runs spent on it at most. */
const RUNS = 400;

/** @param failed a simulation with a violation; returns the smallest found that breaks the same rule. */
export async function shrink(options: SimulateOptions, failed: Simulation): Promise<Simulation> {
  const rule = failed.violations[0]?.rule;
  let best = failed;
  let runs = 0;
  let chunk = Math.ceil(best.steps.length / 2);
  while (chunk >= 1 && runs < RUNS) {
    let smaller: Simulation | undefined;
    for (let at = 0; at < best.steps.length && smaller === undefined && runs < RUNS; at += chunk) {
      runs += 1;
      const only = best.steps.map(({ index }) => index).filter((_, place) => place < at || place >= at + chunk);
      const attempt = await simulate({ ...options, only });
      if (attempt.violations.some((violation) => violation.rule === rule)) smaller = attempt;
    }
    if (smaller !== undefined) best = smaller;
    else chunk = chunk === 1 ? 0 : Math.ceil(chunk / 2);
    chunk = Math.min(chunk, best.steps.length);
  }
  return best;
}
