/**
 * What a reader with the token for actions may ask: `POST api/act`, JSON in and out. Each is an entry `action` of the
 * journal that says who asked; the reply says what was done.
 */
import type { Ms } from '../../model/clock.ts';

/**
 * - `kill`: a signal to a worker's process; its supervisor finds out. Default `SIGKILL`.
 * - `suspend`, `resume`: SIGSTOP and SIGCONT.
 * - `restart`: of a worker: it ends at once, its calls fail, its supervisor starts it anew; of a pool that gave up: it is revived.
 * - `drain`: of a worker: takes no more calls, ends its own, and another takes its place; of a pool: each of its workers, one by one.
 * - `delay`: the next `count` frames to and from a worker come `ms` later. Only where faults are enabled.
 * - `fault`: another fault, of a size that is seen and passes. Only where faults are enabled.
 * - `undo`: ends a fault in force.
 */
export type ObserverCommand =
  | { readonly do: 'kill'; readonly target: string; readonly signal?: 'SIGKILL' | 'SIGTERM' | 'SIGSEGV' | 'SIGABRT' }
  | { readonly do: 'suspend' | 'resume'; readonly target: string }
  | { readonly do: 'restart' | 'drain'; readonly target: string }
  | { readonly do: 'delay'; readonly target: string; readonly count: number; readonly ms: Ms }
  | { readonly do: 'fault'; readonly target: string; readonly kind: OfferedFault }
  | { readonly do: 'undo'; readonly fault: number };

/**
 * The next 20 frames are lost or come twice; no beats for two seconds; the next start of a worker of the pool fails; a
 * megabyte on stderr.
 */
export const OFFERED_FAULTS = [
  'drop_frames',
  'duplicate_frames',
  'freeze_beats',
  'fail_starts',
  'fill_stderr',
] as const;
export type OfferedFault = (typeof OFFERED_FAULTS)[number];

export type CommandName = ObserverCommand['do'];

/** 200. What follows is seen in the stream. */
export interface CommandDone {
  /** `worker:ml/3#2 was sent SIGKILL` */
  readonly done: string;
}

/** Any other status. */
export interface CommandRefused {
  /** `bad_request`, `unauthorized`, `forbidden`, `not_found`, `conflict`, `too_large`, `too_many` */
  readonly error: string;
  /** What, which, why, what to do. */
  readonly message: string;
}
