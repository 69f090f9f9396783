/**
 * Is a worker alive? Beats say that its lane's thread runs; when they stop, what the kernel knows of the process decides.
 * Pure: who asks, gathers the evidence.
 */
import type { Ms } from '../model/clock.ts';
import type { ProcState } from './proc.ts';

/**
 * `alive`: beats, nothing to do. `busy`: beats, calls in flight. `stuck`: silent, and not known to be lost: leave it.
 * `dead`: it will not answer any more: kill it.
 */
export type Verdict = 'alive' | 'busy' | 'stuck' | 'dead';

export interface Silence {
  /** Time since the last frame of any kind. */
  readonly silentMs: Ms;
  /** How far apart beats are: 50 ms with calls in flight, 1 s without. */
  readonly beatMs: Ms;
  /** How late the host's own timers were in that time: it may not have read beats that came. */
  readonly hostLagMs: Ms;
}

export interface Evidence extends Silence {
  /** Calls sent and not answered. */
  readonly inFlight: number;
  /** Missed beats before silence is suspicious; usually 3. */
  readonly allowedMisses: number;
  /** Null: not known. */
  readonly proc: ProcState | null;
  /** CPU time the process used while it was silent. */
  readonly cpuMs: Ms;
}

/** A silent sleeper is given this many times `allowedMisses`: native code may hold the GIL while it waits for a device. */
export const PATIENCE = 30;

/** Less of a core than this is the stir of idle threads, not work. */
const WORKING_SHARE = 0.02;

/** Whole beats that should have come and did not; time in which the host itself stood still does not count. */
export function missedBeats({ silentMs, beatMs, hostLagMs }: Silence): number {
  return Math.max(0, Math.floor((silentMs - hostLagMs) / beatMs));
}

export function judge(evidence: Evidence): Verdict {
  const { inFlight, allowedMisses, proc, cpuMs, silentMs } = evidence;
  const missed = missedBeats(evidence);
  // It beats. A call that is too old is cut short by its own timeout, not by a verdict on the process.
  if (missed < allowedMisses) return inFlight > 0 ? 'busy' : 'alive';
  // A debugger holds it: whoever looks at it wants it to live, whatever the time is.
  if (proc?.traced) return 'stuck';
  // Stopped by a signal, or ended already: it cannot come back by itself.
  if (proc !== null && 'TZX'.includes(proc.state)) return 'dead';
  // A call's own deadline kills it if its policy is to kill; here nothing does, as long as it
  // computes while holding the GIL, wants a CPU it does not get, or waits for a device in the kernel.
  if (proc?.state === 'R' || proc?.state === 'D' || cpuMs > silentMs * WORKING_SHARE) return 'stuck';
  // It sleeps and says nothing, or nothing is known of it: after long patience it is a deadlock.
  return missed < allowedMisses * PATIENCE ? 'stuck' : 'dead';
}
