/** A message with an answer: it comes in time, or the deadline does, or the end of whoever was asked. Exactly one of them. */
import type { AnyActorRef, AnyEventObject } from 'xstate';
import { type Duration, toMs } from '../model/duration.ts';
import { BadConfig, VivariumError } from '../model/errors.ts';
import { type ExitReason, formatExit } from '../model/exit.ts';
import { processOf } from './process.ts';
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
  target: AnyActorRef,
  make: MakeRequest<T>,
  timeoutMs: number,
  settle: (outcome: Outcome<T>) => void,
): () => void {
  const process = processOf(target);
  if (process === undefined) throw new BadConfig('call(target)', target.id, 'the ref of an actor the kernel started');
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
    if (close()) settle(outcome);
  };
  const unwatch = process.watch((exit) => end({ exit }));
  if (timeoutMs !== Infinity) timer = timers.after(timeoutMs, () => end({ exit: 'timeout' }));
  target.send(make((reply) => end({ reply })));
  return close;
}

/**
 * Asks and waits.
 *
 * @example await call<number>(counter, (reply) => ({ type: 'GET', reply }), { timeout: '1s' })
 * @throws VivariumError `VIV_CALL_TIMEOUT`, `VIV_CALL_CANCELLED`, or `VIV_STOPPED` (facts: `reason`) when the target is gone.
 */
export function call<T>(target: AnyActorRef, make: MakeRequest<T>, options: CallOptions = {}): Promise<T> {
  const timeoutMs = toMs(options.timeout ?? 5_000, 'timeout');
  const { signal } = options;
  const path = processOf(target)?.path ?? target.id;
  return new Promise((resolve, reject) => {
    const cancelled = (): VivariumError =>
      new VivariumError(
        'VIV_CALL_CANCELLED',
        `the call to ${path} was cancelled by its signal`,
        { path },
        { cause: signal?.reason },
      );
    if (signal?.aborted) {
      reject(cancelled());
      return;
    }
    const onAbort = (): void => {
      withdraw();
      reject(cancelled());
    };
    const withdraw = ask<T>(target, make, timeoutMs, (outcome) => {
      signal?.removeEventListener('abort', onAbort);
      if ('reply' in outcome) resolve(outcome.reply);
      else reject(failure(path, outcome.exit, timeoutMs));
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

function failure(path: string, reason: ExitReason, timeoutMs: number): VivariumError {
  if (reason === 'timeout')
    return new VivariumError('VIV_CALL_TIMEOUT', `${path} did not answer within ${timeoutMs} ms`, { path, timeoutMs });
  return new VivariumError('VIV_STOPPED', `${path} ended before it answered: ${formatExit(reason)}`, { path, reason });
}
