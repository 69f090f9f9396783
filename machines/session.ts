/**
 * A session while somebody uses it, from the reading of its record to its rest. Calls do not pass here: the machine
 * hears only that it has been quiet for long enough, or that it is to end, and owns what follows from that.
 *
 *   opening → active → parked          parked: the actor ends, the record stays; the next use begins a new life
 *      └────────┴──→ closing → closed | expired
 */
import { assign, setup } from 'xstate';
import type { ExitReason } from '../src/model/exit.ts';

export type SessionEvent =
  // orders
  /** Refuse what is new, let what is in flight end, and delete the record. */
  | { type: 'CLOSE' }
  /** Nobody has used it for its timeout, or its place is needed. */
  | { type: 'EXPIRE' }
  /** Its supervisor stops: the record stays, and so does what is in flight, which has no need of this actor. */
  | { type: 'SHUTDOWN'; reason: ExitReason }
  // facts
  | { type: 'LOADED' }
  | { type: 'LOAD_FAILED' }
  /** Nothing is in flight and nothing has been for a while. */
  | { type: 'QUIET' }
  | { type: 'DRAINED' }
  | { type: 'FORGOTTEN' }
  | { type: 'DEADLINE_PASSED' };

export type SessionStateName = 'opening' | 'active' | 'parked' | 'closing' | 'closed' | 'expired';

export interface SessionInput {
  readonly session: string;
  /** Which of the sessions of that name: one may still be leaving while the next begins. */
  readonly serial: number;
}

export interface SessionContext extends SessionInput {
  /** Where `closing` leads. */
  readonly end: 'closed' | 'expired';
}

/** Facts that come too late to matter are refused here by name, so that a new event cannot be forgotten. */
const ignored = {} as const;

export const sessionMachine = setup({
  types: {} as { context: SessionContext; events: SessionEvent; input: SessionInput },
  actions: {
    /** Writes down the state for those who only read it. */
    show: (_, _state: SessionStateName) => {},
    /** Answer DEADLINE_PASSED when this wait has taken too long. */
    arm: (_, _wait: 'load' | 'drain' | 'forget') => {},
    disarm: () => {},
    /** Read the record: LOADED or LOAD_FAILED. */
    load: () => {},
    /** Answer DRAINED as soon as nothing is in flight. */
    drain: () => {},
    /** End what is in flight. */
    abandon: () => {},
    /** Delete the record, then FORGOTTEN. */
    forget: () => {},
  },
  guards: { isClosed: ({ context }) => context.end === 'closed' },
}).createMachine({
  id: 'session',
  context: ({ input }) => ({ ...input, end: 'closed' }),
  initial: 'opening',
  on: {
    CLOSE: { target: '.closing', actions: assign({ end: 'closed' }) },
    EXPIRE: { target: '.closing', actions: assign({ end: 'expired' }) },
    SHUTDOWN: '.parked',
    LOADED: ignored,
    LOAD_FAILED: ignored,
    QUIET: ignored,
    DRAINED: ignored,
    FORGOTTEN: ignored,
    DEADLINE_PASSED: ignored,
  },
  states: {
    opening: {
      description: 'Its record is being read; whoever wants a variable waits.',
      entry: [{ type: 'show', params: 'opening' }, { type: 'arm', params: 'load' }, 'load'],
      on: { LOADED: 'active', LOAD_FAILED: 'parked', DEADLINE_PASSED: 'parked' },
    },
    active: {
      description: 'In use, or used a short time ago. How much is in flight is a number, not a state.',
      entry: [{ type: 'show', params: 'active' }, 'disarm'],
      on: { QUIET: 'parked' },
    },
    closing: {
      description: 'Refuses new calls. The first order stands.',
      entry: { type: 'show', params: 'closing' },
      initial: 'draining',
      on: { CLOSE: ignored, EXPIRE: ignored, SHUTDOWN: ignored },
      states: {
        draining: {
          description: 'What is in flight may end.',
          entry: [{ type: 'arm', params: 'drain' }, 'drain'],
          on: {
            DRAINED: 'forgetting',
            DEADLINE_PASSED: { target: 'forgetting', actions: 'abandon' },
          },
        },
        forgetting: {
          description: 'Its record is being deleted; a new session of its name may begin.',
          entry: [{ type: 'arm', params: 'forget' }, 'forget'],
          on: {
            FORGOTTEN: [{ guard: 'isClosed', target: '#session.closed' }, { target: '#session.expired' }],
            DEADLINE_PASSED: [{ guard: 'isClosed', target: '#session.closed' }, { target: '#session.expired' }],
          },
        },
      },
    },
    parked: {
      type: 'final',
      description: 'At rest: only the store has its record. The next use begins at `opening`.',
      entry: { type: 'show', params: 'parked' },
    },
    closed: {
      type: 'final',
      description: 'Over, as somebody asked.',
      entry: { type: 'show', params: 'closed' },
    },
    expired: {
      type: 'final',
      description: 'Over, because nobody used it.',
      entry: { type: 'show', params: 'expired' },
    },
  },
});
