/** A run as data: what it was made on, every row, every goal. */
import { cpus } from 'node:os';
import type { Verdict } from './goals.ts';
import type { Result } from './results.ts';

export interface Report {
  readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string; readonly platform: string };
  readonly results: readonly Result[];
  readonly goals: readonly Verdict[];
}

export function report(results: readonly Result[], goals: readonly Verdict[]): Report {
  const processors = cpus();
  return {
    machine: {
      cpu: processors[0]?.model ?? 'unknown',
      cores: processors.length,
      node: process.versions.node,
      platform: process.platform,
    },
    results,
    goals,
  };
}
