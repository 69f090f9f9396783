/** The account of a soak. */
import type { Ms } from '../../model/clock.ts';
import type { Memory } from './leftovers.ts';
import type { FaultCount } from './saboteur.ts';

export interface SoakResult {
  readonly seed: number;
  /** All that were made; each has ended. */
  readonly calls: number;
  /** `ok`, or an error's code. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly faults: readonly FaultCount[];
  readonly crashes: number;
  readonly restarts: number;
  /** Times that a pool gave up and was revived. */
  readonly revivals: number;
  readonly p50Ms: Ms;
  readonly p99Ms: Ms;
  readonly longestMs: Ms;
  /** From the start of the runtime to the end of its last process. */
  readonly tookMs: Ms;
  readonly memory: { readonly start: Memory; readonly end: Memory };
  /** Undefined where the system does not tell (no `/proc`). */
  readonly left: { readonly processes: number; readonly descriptors: number } | undefined;
  /** What should not have been, a sentence each; empty when all is well. */
  readonly violations: readonly string[];
}
