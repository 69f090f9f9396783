/** What may be asked of a supervisor and what it answers: OTP's results as data. */
import type { ActorRefFrom, AnyActorLogic, AnyActorRef } from 'xstate';
import type { ExitReason } from '../model/exit.ts';
import type { ChildType } from '../model/policy.ts';
import type { Answer, Request } from './decide/events.ts';
import { isAlive, isDynamic, type Key, type State } from './decide/state.ts';
import type { ChildSpec } from './spec.ts';

/** `already_started`, `already_present`, `not_found`, `running`, `restarting`, `max_children`, …, or why a start failed. */
export interface Refused {
  readonly error: ExitReason;
}

/** `ok: null`: the child's start said that there is nothing to run. `info` is what it handed to `life.ack`. */
export type StartResult<L extends AnyActorLogic = AnyActorLogic> =
  | { readonly ok: ActorRefFrom<L> | null; readonly info?: unknown }
  | Refused;
export type DoneResult = { readonly ok: true } | Refused;
export type SpecResult = { readonly ok: ChildSpec } | Refused;

export interface ChildInfo {
  readonly id: string;
  readonly child: AnyActorRef | 'restarting' | null;
  readonly type: ChildType;
}

/** `active` counts the living; `supervisors` and `workers` count by declared type, living or not. */
export interface ChildCounts {
  readonly specs: number;
  readonly active: number;
  readonly supervisors: number;
  readonly workers: number;
}

export type Question =
  | { readonly type: 'which_children' | 'count_children' }
  | { readonly type: 'get_childspec'; readonly key: Key; readonly life?: number };
export type Result = StartResult | DoneResult | SpecResult | readonly ChildInfo[] | ChildCounts;
export type Reply = (result: Result) => void;
/** Finds a child's process, which may be dead when nobody has noticed. */
export type Lookup = (key: Key) => { readonly dead: boolean; self(): AnyActorRef } | undefined;

/** A request on its way, with where the answer goes. */
export interface Asked {
  readonly type: 'ask';
  readonly request: Request | Question;
  readonly reply: Reply;
}

export function isQuestion(request: Request | Question): request is Question {
  return request.type === 'which_children' || request.type === 'count_children' || request.type === 'get_childspec';
}

export function answer(state: State, question: Question, find: Lookup): Result {
  switch (question.type) {
    case 'which_children':
      return [...state.children].map(([key, { spec, state }]) => {
        const restarting = state === 'restarting' || state === 'backoff';
        return { id: spec.id, child: restarting ? 'restarting' : (find(key)?.self() ?? null), type: spec.type };
      });
    case 'count_children':
      return count(state, find);
    case 'get_childspec': {
      const entry = state.children.get(question.key);
      const known =
        entry !== undefined && (isDynamic(state) ? question.life === entry.ran : question.life === undefined);
      return known ? { ok: entry.spec as ChildSpec } : { error: 'not_found' };
    }
  }
}

function count(state: State, find: Lookup): ChildCounts {
  const entries = [...state.children.values()];
  const supervisors = entries.filter(({ spec }) => spec.type === 'supervisor').length;
  const active = [...state.children].filter(([key, entry]) => isAlive(entry) && find(key)?.dead === false).length;
  return { specs: entries.length, active, supervisors, workers: entries.length - supervisors };
}

export function toResult(answer: Answer, find: Lookup): Result {
  if ('done' in answer) return { ok: true };
  if ('error' in answer) return { error: answer.error };
  const info = answer.info === undefined ? {} : { info: answer.info };
  return { ok: answer.started === null ? null : (find(answer.started)?.self() ?? null), ...info };
}
