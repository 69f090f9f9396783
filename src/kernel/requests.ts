/** What may be asked of a supervisor and what it answers: OTP's results as data. */
import type { AnyActorRef } from 'xstate';
import type { ExitReason } from '../model/exit.ts';
import type { ChildType } from '../model/policy.ts';
import type { Answer, Request } from './decide/events.ts';
import { isAlive, type Key, type State } from './decide/state.ts';
import type { ChildSpec } from './spec.ts';

/** `already_started`, `already_present`, `not_found`, `running`, `restarting`, `max_children`, …, or why a start failed. */
export interface Refused {
  readonly error: ExitReason;
}

/** `ok: null`: the child's start said that there is nothing to run. `info` is what it handed to `life.ack`. */
export type StartResult = { readonly ok: AnyActorRef | null; readonly info?: unknown } | Refused;
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
  | { readonly type: 'get_childspec'; readonly key: Key };
export type Result = StartResult | DoneResult | SpecResult | readonly ChildInfo[] | ChildCounts;
export type Reply = (result: Result) => void;
export type RefOf = (key: Key) => AnyActorRef | undefined;

/** A request on its way, with where the answer goes. */
export interface Asked {
  readonly type: 'ask';
  readonly request: Request | Question;
  readonly reply: Reply;
}

export function isQuestion(request: Request | Question): request is Question {
  return request.type === 'which_children' || request.type === 'count_children' || request.type === 'get_childspec';
}

export function answer(state: State, question: Question, refOf: RefOf): Result {
  switch (question.type) {
    case 'which_children':
      return [...state.children].map(([key, { spec, state }]) => {
        const restarting = state === 'restarting' || state === 'backoff';
        return { id: spec.id, child: restarting ? 'restarting' : (refOf(key) ?? null), type: spec.type };
      });
    case 'count_children':
      return count(state);
    case 'get_childspec': {
      const spec = state.children.get(question.key)?.spec;
      return spec === undefined ? { error: 'not_found' } : { ok: spec as ChildSpec };
    }
  }
}

function count(state: State): ChildCounts {
  const entries = [...state.children.values()];
  const supervisors = entries.filter(({ spec }) => spec.type === 'supervisor').length;
  const active = entries.filter(isAlive).length;
  return { specs: entries.length, active, supervisors, workers: entries.length - supervisors };
}

export function toResult(answer: Answer, refOf: RefOf): Result {
  if ('done' in answer) return { ok: true };
  if ('error' in answer) return { error: answer.error };
  const info = answer.info === undefined ? {} : { info: answer.info };
  return { ok: answer.started === null ? null : (refOf(answer.started) ?? null), ...info };
}
