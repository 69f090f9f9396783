/** A session as the pools see it: that a call is made in it, and which worker its calls go to. */
import type { Member } from '../worker/member.ts';

/**
 * - `none`: any worker.
 * - `prefer`: the worker its first call went to, while it lives and has room; else any.
 * - `strict`: that worker alone; calls wait for it. When it is gone, `AffinityLost` once, then another.
 * - `strict_fail_fast`: the same, but a call that would have to wait is refused with `AffinityBusy`.
 */
export type Affinity = 'none' | 'prefer' | 'strict' | 'strict_fail_fast';

export const AFFINITIES: readonly Affinity[] = ['none', 'prefer', 'strict', 'strict_fail_fast'];

/** Whether it matters that the worker is the same. */
export function isStrict(affinity: Affinity): boolean {
  return affinity === 'strict' || affinity === 'strict_fail_fast';
}

/** The worker a session's calls to one pool go to. */
export interface Bond {
  member: Member | undefined;
}

export interface CallSession {
  readonly id: string;
  /** Sessions of one name follow each other: this tells them apart. */
  readonly serial: number;
  /** For calls that name none. */
  readonly affinity: Affinity;
  /** Made on first use. */
  bond(pool: string): Bond;
  /** A call of it is open: it cannot expire. @throws SessionExpired when it takes no more calls. */
  enter(): void;
  /** The call has ended. */
  leave(): void;
}

/** Finds the session of a call; one that is named for the first time appears. */
export interface SessionDesk {
  /** @throws BadConfig, SessionExpired, SessionLimit, Stopped */
  admit(session: string | { readonly id: string }): CallSession;
}
