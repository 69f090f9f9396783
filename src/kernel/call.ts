/** A message with an answer: it comes in time, or the deadline does, or the end of whoever was asked. Exactly one of them. */
import type { AnyActorRef, AnyEventObject, EventObject } from 'xstate';
import { type Duration, toMs } from '../model/duration.ts';
import { VivariumError } from '../model/errors.ts';
import { type ExitReason, formatExit } from '../model/exit.ts';
import { eventOfServer } from './cast.ts';
import { mustBeProcess, processOf } from './process.ts';
import type { Args, CallName, MessageTo, ReplyFrom, Target } from './server-types.ts';
import type { Timer } from './timers.ts';

/** The answer, or why there is none: `timeout`, `noproc`, or the reason with which the other ended. */
export type Outcome<T> = { readonly reply: T } | { readonly exit: ExitReason };

/** Makes the event that asks; `reply` is what it carries for the answer. An answer after the outcome is dropped. */
export type MakeRequest<T> = (reply: (value: T) => void) => AnyEventObject;

export interface CallOptions {
  /** Default 5 s, as in OTP. */
  readonly timeout?: Duration;
  readonly signal?: AbortSignal;
}

/** The call without a promise: `settle` is called once. The result withdraws the call, after which it is not. */
export function ask<T>(
  target: Target<AnyEventObject>,
  make: MakeRequest<T>,
  timeoutMs: number,
  settle: (outcome: Outcome<T>) => void,
): () => void {
  const process = mustBeProcess(target, 'call(target)');
  if (process.dead) {
    settle({ exit: 'noproc' });
    return () => undefined;
  }
  const { timers } = process.kernel;
  let open = true;
  let timer: Timer | undefined;
  const close = (): boolean => {
    if (!open) return false;
    open = false;
    unwatch();
    if (timer !== undefined) timers.cancel(timer);
    return true;
  };
  const end = (outcome: Outcome<T>): void => {
    if (!close()) return;
    try {
      settle(outcome);
    } catch (error) {
      process.kernel.fault(error, `whoever asked ${process.path}`);
    }
  };
  const event = make((reply) => end({ reply }));
  const unwatch = process.watch((exit) => end({ exit }));
  if (timeoutMs !== Infinity) timer = timers.after(timeoutMs, () => end({ exit: 'timeout' }));
  target.send(event);
  return close;
}

/** Asks any other actor; `make` gives the event to send, with `reply` in it. @example call<number>(ref, (reply) => ({ type: 'GET', reply })) */
export function call<T>(target: AnyActorRef | undefined, make: MakeRequest<T>, options?: CallOptions): Promise<T>;
/**
 * Asks a server and waits for its answer; `undefined`, a name nobody has, does not answer.
 *
 * @example await call(system.whereis('counter', counter), 'add', 2, { timeout: '1s' })
 * @throws VivariumError `VIV_CALL_TIMEOUT`, `VIV_CALL_CANCELLED`, or `VIV_STOPPED` (facts: `reason`) when the server is gone or
 *   ends before it answers; its `cause` is what it threw; `VIV_WOULD_DEADLOCK` when one of its own callbacks calls it.
 *   BadConfig when it has no such call.
 */
export function call<E extends EventObject, N extends CallName<E>>(
  target: Target<E> | undefined,
  name: N,
  ...message: Args<MessageTo<E, `call.${N}`>, CallOptions>
): Promise<ReplyFrom<E, N>>;
export function call(
  target: Target<AnyEventObject> | undefined,
  what: string | MakeRequest<unknown>,
  ...[message, options]: unknown[]
): Promise<unknown> {
  if (typeof what === 'function') return request(target, what, message as CallOptions | undefined);
  const make: MakeRequest<unknown> = (reply) => ({
    type: eventOfServer(target, 'call', what),
    message,
    from: { reply },
  });
  return request(target, make, options as CallOptions | undefined);
}

function request<T>(
  target: Target<AnyEventObject> | undefined,
  make: MakeRequest<T>,
  { timeout = 5_000, signal }: CallOptions = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timeoutMs = toMs(timeout, 'timeout');
    if (target === undefined) return reject(nobody());
    const process = processOf(target);
    const path = (): string => process?.path ?? target.id;
    if (signal?.aborted) return reject(cancelled(path(), signal));
    if (process !== undefined && process.kernel.inCallback === process) return reject(callingSelf(path()));
    let open = true;
    const onAbort = (): void => {
      withdraw();
      if (signal !== undefined) reject(cancelled(path(), signal));
    };
    const withdraw = ask<T>(target, make, timeoutMs, (outcome) => {
      open = false;
      signal?.removeEventListener('abort', onAbort);
      if ('reply' in outcome) resolve(outcome.reply);
      else reject(failure(path(), outcome.exit, timeoutMs));
    });
    if (signal?.aborted)
      onAbort(); // in the course of being asked
    else if (open) signal?.addEventListener('abort', onAbort, { once: true });
  });
}

function cancelled(path: string, signal: AbortSignal): VivariumError {
  const what = `the call to ${path} was cancelled by its signal`;
  return new VivariumError('VIV_CALL_CANCELLED', what, { path }, { cause: signal.reason });
}

function nobody(): VivariumError {
  const what = 'there is nobody to call (noproc): the ref is undefined, as that of a name is which nobody has just now';
  return new VivariumError('VIV_STOPPED', what, { path: 'nobody', reason: 'noproc' });
}

function callingSelf(path: string): VivariumError {
  const what = `${path} cannot wait for an answer of its own: it answers when the callback that waits is through`;
  return new VivariumError('VIV_WOULD_DEADLOCK', what, { path, reason: 'calling_self' });
}

function failure(path: string, reason: ExitReason, timeoutMs: number): VivariumError {
  if (reason === 'timeout')
    return new VivariumError('VIV_CALL_TIMEOUT', `${path} did not answer within ${timeoutMs} ms`, { path, timeoutMs });
  const what = reason === 'noproc' ? 'is gone and does not answer' : 'ended before it answered';
  const cause = typeof reason === 'string' ? undefined : reason.error;
  return new VivariumError('VIV_STOPPED', `${path} ${what}: ${formatExit(reason)}`, { path, reason }, { cause });
}
