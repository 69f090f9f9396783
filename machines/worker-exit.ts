/** Why a worker's life ended, read from what its machine remembers. */
import type { Crash, ExitReason } from '../src/model/exit.ts';
import type { WorkerContext, WorkerCrash } from './worker-events.ts';

/** The exit reason of a life: the order, if there was one; else a crash, unless it was only a trial. */
export function exitOf(context: WorkerContext): ExitReason {
  if (context.ordered !== undefined) return context.ordered;
  const crash = crashOf(context);
  return context.trial ? `shutdown:not_ready:${crash.crash}` : crash;
}

/** Everything known of why a life ended although nobody had ordered it to. */
export function crashOf(context: WorkerContext): Crash {
  const cause = context.cause ?? { why: 'exited' };
  const { worker, incarnation, pid, explanation, exit } = context;
  const crash: WorkerCrash = { worker, incarnation, pid, cause, exit };
  return { crash: cause.message ?? exit?.explanation ?? explanation ?? cause.why, error: crash };
}

/** In a few words, while the process's exit may not be known yet. */
export function whyOf({ cause, ordered, explanation }: WorkerContext): string {
  if (cause?.message !== undefined) return cause.message;
  return explanation ?? (ordered === undefined ? 'its process ended' : 'it was told to stop');
}
