/** Telling code that runs on that the process it works for has ended: by an AbortSignal. */
import { VivariumError } from '../model/errors.ts';
import { type ExitReason, formatExit } from '../model/exit.ts';
import type { Process } from './process.ts';

/**
 * The controller's signal is aborted when the process ends, at the latest; the signal's reason says why (`noproc`: it
 * had ended before).
 */
export function abortAtEnd(process: Process, controller: AbortController = new AbortController()): AbortController {
  const { path } = process;
  const abort = (reason: ExitReason): void =>
    controller.abort(new VivariumError('VIV_STOPPED', `${path} ended: ${formatExit(reason)}`, { path, reason }));
  if (process.dead) abort('noproc');
  else process.watch(abort);
  return controller;
}
