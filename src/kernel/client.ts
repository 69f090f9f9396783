/** Asking a supervisor: each request is a message, served in order of arrival, answered with OTP's result. */
import type { AnyActorLogic, AnyActorRef } from 'xstate';
import { BadConfig, VivariumError } from '../model/errors.ts';
import { type ExitReason, formatExit } from '../model/exit.ts';
import { checkSpec } from './check.ts';
import type { Request } from './decide/events.ts';
import type { Key } from './decide/state.ts';
import { processOf } from './process.ts';
import type { ChildCounts, ChildInfo, DoneResult, Question, Reply, SpecResult, StartResult } from './requests.ts';
import type { ChildSpec } from './spec.ts';
import { SupervisorShell } from './supervisor-shell.ts';

/** The key no child has. */
const NOBODY: Key = -1;

/** Every method rejects with `VIV_STOPPED` (facts: `reason`) when the supervisor is gone or ends before it has answered. */
export interface SupervisorClient {
  startChild<L extends AnyActorLogic>(spec: ChildSpec<L>): Promise<StartResult<L>>;
  /** By id; under a dynamic supervisor by ref (there ids may repeat). Answers when the child is down. */
  terminateChild(which: string | AnyActorRef): Promise<DoneResult>;
  restartChild(id: string): Promise<StartResult>;
  deleteChild(id: string): Promise<DoneResult>;
  /** In start order. */
  whichChildren(): Promise<readonly ChildInfo[]>;
  countChildren(): Promise<ChildCounts>;
  /** By id; under a dynamic supervisor by ref. */
  getChildSpec(which: string | AnyActorRef): Promise<SpecResult>;
}

/** The same requests as data, for {@link askSupervisor}. */
export type SupervisorRequest =
  | { readonly type: 'start_child'; readonly spec: ChildSpec }
  | { readonly type: 'terminate_child' | 'get_childspec'; readonly child: string | AnyActorRef }
  | { readonly type: 'restart_child' | 'delete_child'; readonly id: string }
  | { readonly type: 'which_children' | 'count_children' };

/** @throws BadConfig when `ref` is no supervisor. */
export function supervisor(ref: AnyActorRef): SupervisorClient {
  const request = <T>(asked: SupervisorRequest): Promise<T> =>
    new Promise((resolve, reject) => {
      askSupervisor(
        ref,
        asked,
        (result) => resolve(result as T),
        (reason) => reject(stopped(ref, reason)),
      );
    });
  return {
    startChild: (spec) => request({ type: 'start_child', spec }),
    terminateChild: (child) => request({ type: 'terminate_child', child }),
    restartChild: (id) => request({ type: 'restart_child', id }),
    deleteChild: (id) => request({ type: 'delete_child', id }),
    whichChildren: () => request({ type: 'which_children' }),
    countChildren: () => request({ type: 'count_children' }),
    getChildSpec: (child) => request({ type: 'get_childspec', child }),
  };
}

/**
 * The same without a promise: exactly one of `reply` and `exited` is called, once. `exited` gets `noproc` when the
 * supervisor is gone already, else the reason it ended with before it answered.
 */
export function askSupervisor(
  ref: AnyActorRef,
  asked: SupervisorRequest,
  reply: Reply,
  exited: (reason: ExitReason) => void,
): void {
  if (asked.type === 'start_child') checkSpec('startChild(spec)', asked.spec);
  const process = processOf(ref);
  if (process?.dead) {
    exited('noproc');
    return;
  }
  if (!(process?.household instanceof SupervisorShell))
    throw new BadConfig('supervisor(ref)', process?.path ?? ref, 'the ref of a running supervisor');
  const { kernel, path } = process;
  const outside = (code: () => void): void => kernel.outside(code, `whoever asked ${path}`);
  const unwatch = process.watch((reason) => outside(() => exited(reason)));
  process.household.tell({
    type: 'ask',
    request: toRequest(ref, asked),
    reply: (result) => {
      unwatch();
      outside(() => reply(result));
    },
  });
}

function toRequest(ref: AnyActorRef, asked: SupervisorRequest): Request | Question {
  switch (asked.type) {
    case 'terminate_child':
      return { type: asked.type, ...target(ref, asked.child) };
    case 'get_childspec':
      return { type: asked.type, ...target(ref, asked.child) };
    case 'restart_child':
    case 'delete_child':
      return { type: asked.type, key: asked.id };
    default:
      return asked;
  }
}

/** A ref means the incarnation it belongs to and no later one. */
function target(ref: AnyActorRef, child: string | AnyActorRef): { key: Key; life?: number } {
  if (typeof child === 'string') return { key: child };
  const process = processOf(child);
  return process?.owner.ref === ref ? { key: process.key, life: process.life } : { key: NOBODY };
}

function stopped(ref: AnyActorRef, reason: ExitReason): VivariumError {
  const path = processOf(ref)?.path ?? ref.id;
  return new VivariumError('VIV_STOPPED', `supervisor ${path} is gone (${formatExit(reason)}): it cannot answer`, {
    path,
    reason,
  });
}
