/** Telling code that runs on that the process it works for has ended: by an AbortSignal. */
import { VivariumError } from '../model/errors.ts';
import { formatExit } from '../model/exit.ts';
import type { Process } from './process.ts';

/** The controller's signal is aborted when the process ends, at the latest; the signal's reason says why. */
export function abortAtEnd(process: Process, controller: AbortController = new AbortController()): AbortController {
  const { path } = process;
  process.watch((reason) =>
    controller.abort(new VivariumError('VIV_STOPPED', `${path} ended: ${formatExit(reason)}`, { path, reason })),
  );
  return controller;
}
