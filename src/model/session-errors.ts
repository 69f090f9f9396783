/** What can go wrong with a session, one class for each thing a caller may want to branch on. */
import type { CallFacts } from './call-errors.ts';
import { type Facts, VivariumError } from './errors.ts';

/** The session is over: it was idle too long, was given up for another, or was closed. `facts.end` says which. */
export class SessionExpired extends VivariumError {
  constructor(session: string, end: 'expired' | 'closed', facts: Facts = {}) {
    const how = end === 'closed' ? 'was closed' : 'has expired';
    super('VIV_SESSION_EXPIRED', `session ${session} ${how}; runtime.sessions.get('${session}') begins a new one`, {
      session,
      end,
      ...facts,
    });
  }
}

/** `sessions.open(id)` found one of that id. */
export class SessionExists extends VivariumError {
  constructor(session: string) {
    super('VIV_SESSION_EXISTS', `session ${session} exists; sessions.get('${session}') gives it`, { session });
  }
}

/** There is no room for one more session. */
export class SessionLimit extends VivariumError {
  constructor(session: string, max: number) {
    super(
      'VIV_SESSION_LIMIT',
      `session ${session} was not begun: there are ${max} sessions already; close some, raise sessions.max, or let the idlest go with sessions.evict: 'idlest'`,
      { session, max },
      { retryable: true },
    );
  }
}

/** Something asked for the session of a call that has none. */
export class NoSession extends VivariumError {
  constructor(what: string) {
    super('VIV_NO_SESSION', `${what}: the call is in no session; give it one with the option session: 'id'`, { what });
  }
}

/** The session has no variable of that name. */
export class NoVariable extends VivariumError {
  constructor(session: string, name: string) {
    super('VIV_NO_VARIABLE', `Variable '${name}' not found in session ${session}`, { session, name });
  }
}

/** Compare-and-set: the version is not the expected one, somebody else was faster. Read again, then decide again. */
export class VersionConflict extends VivariumError {
  constructor(what: string, expected: number, actual: number, facts: Facts = {}) {
    super('VIV_VERSION_CONFLICT', `${what} is at version ${actual}, expected ${expected}; read it again`, {
      ...facts,
      expected,
      actual,
    });
  }
}

/** The store of sessions cannot be used, or could not write: the change was not made. */
export class SessionStoreFailed extends VivariumError {
  constructor(problem: string, facts: Facts = {}, cause?: unknown) {
    super('VIV_SESSION_STORE', problem, facts, { cause });
  }
}

/**
 * The worker a strict session was bound to is gone, and what the worker held of it. Told once; the session is bound
 * to `facts.now` (or, when that is null, to the worker that takes its next call).
 */
export class AffinityLost extends VivariumError {
  constructor(call: CallFacts, session: string, was: string, now: string | null) {
    const then = now === null ? 'its next call chooses another' : `it is bound to ${now} now`;
    super(
      'VIV_AFFINITY_LOST',
      `${call.pool}.${call.tool}: session ${session} was bound to ${was}, which is gone; ${then}. Set up again what the worker held, then repeat the call`,
      { ...call, session, was, now },
    );
  }
}

/** A `strict_fail_fast` session's worker has no room now. */
export class AffinityBusy extends VivariumError {
  constructor(call: CallFacts, session: string, worker: string) {
    super(
      'VIV_AFFINITY_BUSY',
      `${call.pool}.${call.tool}: ${worker}, to which session ${session} is bound, is busy; try later, or wait with affinity: 'strict'`,
      { ...call, session, worker },
      { retryable: true },
    );
  }
}
