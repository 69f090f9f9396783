/**
 * A fault plan: what goes wrong, when and to whom, as data. The same plan drives real processes and simulated ones;
 * a test keeps it beside its seed.
 */
import type { Ms } from '../../model/clock.ts';

export interface FaultPlan {
  /** What the plan leaves open (which worker of a pool) follows from it. */
  readonly seed: number;
  readonly faults: readonly PlannedFault[];
}

export interface PlannedFault {
  /** After the start. */
  readonly atMs: Ms;
  readonly fault: Fault;
}

/** `worker:ml/3`, or `pool:ml` for one of its workers, or `*` for one of all: whichever the seed says. */
export type Target = string;

/** Frames, as they pass: of that kind, in that direction; everything when nothing is said. */
export interface FrameFilter {
  /** A name of `Kind`: `CALL`, `RESULT`, `CHUNK`, … */
  readonly frame?: string;
  readonly direction?: 'to_worker' | 'to_host';
}

/** `forMs`: it is undone after that; without, it stays until somebody undoes it. */
export type Fault =
  | { readonly kind: 'kill'; readonly target: Target; readonly signal: 'SIGKILL' | 'SIGTERM' | 'SIGSEGV' | 'SIGABRT' }
  | { readonly kind: 'suspend'; readonly target: Target; readonly forMs?: Ms }
  | { readonly kind: 'exit'; readonly target: Target; readonly code: number }
  | { readonly kind: 'out_of_memory'; readonly target: Target }
  /** Computes and holds the GIL: no beat, no answer, CPU time passes. */
  | { readonly kind: 'busy_loop'; readonly target: Target; readonly forMs: Ms }
  | { readonly kind: 'freeze_beats'; readonly target: Target; readonly forMs?: Ms }
  | { readonly kind: 'break_lane'; readonly target: Target }
  | { readonly kind: 'fail_starts'; readonly pool: string; readonly count: number }
  /** The adapter takes so much longer to load, in the next `count` starts. */
  | { readonly kind: 'slow_init'; readonly pool: string; readonly ms: Ms; readonly count: number }
  | (FrameFilter & { readonly kind: 'delay_frames'; readonly target: Target; readonly count: number; readonly ms: Ms })
  | (FrameFilter & {
      readonly kind: 'drop_frames' | 'duplicate_frames' | 'reorder_frames' | 'corrupt_frames' | 'truncate_frames';
      readonly target: Target;
      readonly count: number;
    })
  /** The next stream stops after so many chunks, and says nothing more. */
  | { readonly kind: 'stall_stream'; readonly target: Target; readonly chunks: number }
  | { readonly kind: 'fill_stderr'; readonly target: Target; readonly bytes: number }
  | { readonly kind: 'full_disk'; readonly forMs: Ms }
  /** The wall clock; monotonic time knows no jumps. */
  | { readonly kind: 'clock_jump'; readonly ms: Ms };

export type FaultKind = Fault['kind'];
