/** The runtime's option `sessions` as a user writes it, and as everything inside reads it: checked and complete. */
import type { Ms } from '../model/clock.ts';
import { type Duration, toMs } from '../model/duration.ts';
import { BadConfig } from '../model/errors.ts';
import { refuseUnknown } from '../model/unknown-option.ts';
import { AFFINITIES, type Affinity } from '../pool/call-session.ts';
import { checkTexts } from './limits.ts';
import { memoryStore } from './memory-store.ts';
import type { SessionStore } from './store.ts';

export interface SessionsOptions {
  /** A session that nobody uses for so long expires, and what belongs to it is deleted. Default 300 s. */
  readonly timeout?: Duration;
  /** After so long without use a session is parked: its record is in the store alone. Default 30 s. */
  readonly parkAfter?: Duration;
  /** The most sessions. Default 1000. */
  readonly max?: number;
  /** What makes room for one more: nothing (`SessionLimit`), or the end of the parked one idle longest. Default `never`. */
  readonly evict?: 'never' | 'idlest';
  /** Which worker a session's calls go to. Default `prefer`. */
  readonly affinity?: Affinity;
  /** Where sessions are kept. Default: in memory. */
  readonly store?: SessionStore;
  /** Variables of one session. Default 1000. */
  readonly maxVariables?: number;
  /** The most bytes of one variable. Default 10 MiB. */
  readonly maxVariableBytes?: number;
}

/** What a new session may have of its own. */
export interface NewSessionOptions {
  /** Texts that describe it: at most 32, of 4096 bytes together. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Without use, until it expires. Default: that of all sessions. */
  readonly timeout?: Duration;
  /** Which worker its calls go to. Default: that of all sessions. */
  readonly affinity?: Affinity;
}

export interface SessionSettings {
  readonly timeoutMs: Ms;
  readonly parkMs: Ms;
  readonly max: number;
  readonly evict: 'never' | 'idlest';
  readonly affinity: Affinity;
  readonly store: SessionStore;
  readonly maxVariables: number;
  readonly maxVariableBytes: number;
}

const NAMES: readonly string[] = [
  'timeout',
  'parkAfter',
  'max',
  'evict',
  'affinity',
  'store',
  'maxVariables',
  'maxVariableBytes',
] satisfies (keyof SessionsOptions)[];

const STORE = ['open', 'load', 'save', 'delete', 'list', 'close'] as const satisfies (keyof SessionStore)[];

/** @throws BadConfig naming the option, e.g. `sessions.max`. */
export function sessionSettings(options: SessionsOptions): SessionSettings {
  if (typeof options !== 'object' || options === null) throw new BadConfig('sessions', options, 'an object of options');
  refuseUnknown('sessions', options, NAMES);
  return {
    timeoutMs: positive('sessions.timeout', options.timeout ?? '300s'),
    parkMs: positive('sessions.parkAfter', options.parkAfter ?? '30s'),
    max: whole('sessions.max', options.max ?? 1_000),
    evict: word('sessions.evict', options.evict ?? 'never', ['never', 'idlest']),
    affinity: checkAffinity('sessions.affinity', options.affinity ?? 'prefer'),
    store: checkStore(options.store ?? memoryStore()),
    maxVariables: whole('sessions.maxVariables', options.maxVariables ?? 1_000),
    maxVariableBytes: whole('sessions.maxVariableBytes', options.maxVariableBytes ?? 10 * 1024 * 1024),
  };
}

/** What the options of a new session say, where they say something. */
export interface NewSession {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly timeoutMs?: Ms;
  readonly affinity?: Affinity;
}

const NEW_NAMES: readonly string[] = ['metadata', 'timeout', 'affinity'] satisfies (keyof NewSessionOptions)[];

/** @throws BadConfig naming the option */
export function newSession(options: NewSessionOptions): NewSession {
  refuseUnknown('session', options, NEW_NAMES);
  const { metadata, timeout, affinity } = options;
  return {
    ...(metadata === undefined ? {} : { metadata: checkTexts('metadata', metadata) }),
    ...(timeout === undefined ? {} : { timeoutMs: positive('timeout', timeout) }),
    ...(affinity === undefined ? {} : { affinity: checkAffinity('affinity', affinity) }),
  };
}

function checkAffinity(field: string, value: Affinity): Affinity {
  return word(field, value, AFFINITIES);
}

function positive(field: string, value: Duration): Ms {
  const ms = toMs(value, field);
  if (ms > 0) return ms;
  throw new BadConfig(field, value, 'more than 0 ms');
}

function checkStore(store: SessionStore): SessionStore {
  const lacks = STORE.find((method) => typeof store?.[method] !== 'function');
  if (lacks === undefined) return store;
  throw new BadConfig('sessions.store', store, `a store with the methods ${STORE.join(', ')}`);
}

function whole(field: string, value: number): number {
  if (Number.isInteger(value) && value >= 1) return value;
  throw new BadConfig(field, value, 'a whole number, 1 or more');
}

function word<T extends string>(field: string, value: T, words: readonly T[]): T {
  if (words.includes(value)) return value;
  throw new BadConfig(field, value, words.map((each) => `'${each}'`).join(' or '));
}
