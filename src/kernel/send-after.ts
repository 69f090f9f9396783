/** A message for later: Erlang's send_after, with the end of who is to get it as its other end. */
import type { EventObject } from 'xstate';
import { type Duration, toMs } from '../model/duration.ts';
import { mustBeProcess } from './process.ts';
import type { Target } from './server-types.ts';

/**
 * Sends the event when the delay is over, on the system's clock; not when the target has ended by then. Each call is a
 * timer of its own.
 *
 * @example const cancel = sendAfter(life.self(), '1s', { type: 'TICK' })
 * @returns takes it back; harmless when it has been sent.
 * @throws BadConfig when `target` is not an actor that the kernel started, or `delay` is no duration.
 */
export function sendAfter<E extends EventObject>(target: Target<E>, delay: Duration, event: E): () => void {
  const process = mustBeProcess(target, 'sendAfter(target)');
  const delayMs = toMs(delay, 'delay');
  if (process.dead) return () => undefined;
  const { timers } = process.kernel;
  const send = (): void => {
    unwatch();
    target.send(event);
  };
  const timer = timers.after(delayMs, send, { label: { of: process.id, what: event.type } });
  const cancel = (): void => {
    unwatch();
    timers.cancel(timer);
  };
  const unwatch = process.watch(cancel);
  return cancel;
}
