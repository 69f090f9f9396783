/** One AbortSignal for "the caller gave up" and "it took too long", each with its own error as the reason. */
import type { Clock, Ms } from '../model/clock.ts';
import { formatMs } from '../model/duration.ts';
import { PythonEnvError } from './env-error.ts';

export interface Deadline extends Disposable {
  readonly signal: AbortSignal;
}

/** Aborts after `ms`, or when `outer` does. Dispose of it when the work has ended. */
export function deadline(clock: Clock, ms: Ms, what: string, outer?: AbortSignal): Deadline {
  const controller = new AbortController();
  const cancel = () =>
    controller.abort(
      new PythonEnvError('cancelled', `${what} was cancelled`, 'Nothing is left half made: run it again.', {
        cause: outer?.reason,
      }),
    );
  const expire = () =>
    controller.abort(
      new PythonEnvError(
        'timeout',
        `${what} took longer than ${formatMs(ms)}`,
        'Run it again, with a longer timeout when the network is slow.',
      ),
    );
  const timer = clock.setTimeout(expire, ms, { keepAlive: false });
  if (outer?.aborted) cancel();
  else outer?.addEventListener('abort', cancel);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      clock.clearTimeout(timer);
      outer?.removeEventListener('abort', cancel);
    },
  };
}
