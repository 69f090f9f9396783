/** A fault plan from a file. */
import { readFileSync } from 'node:fs';
import type { FaultPlan } from '../testing/faults/plan.ts';
import { UsageError } from './usage.ts';

/** What it says is looked at by whoever carries it out. @throws UsageError naming `option` when the file is no JSON. */
export function readFaultPlan(option: string, file: string): FaultPlan {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as FaultPlan;
  } catch (error) {
    throw new UsageError(`${option} ${file}: ${(error as Error).message}`);
  }
}
