/** Log lines of a command, on stderr. */
import type { Log } from '../model/log.ts';
import { textLog } from '../observe/text-log.ts';

/** What went wrong; everything when `verbose`. */
export function commandLog({ verbose }: { readonly verbose: boolean }): Log {
  return textLog(verbose ? 'debug' : 'warn');
}

/**
 * For a command that makes one call: only what Python itself wrote to stderr, as it is. How the worker fares the
 * command's own failure tells, once.
 */
export function pythonLog(): Log {
  const quiet = (): void => {};
  return {
    debug: quiet,
    info: quiet,
    error: quiet,
    warn({ stream }, message) {
      if (stream === 'stderr') process.stderr.write(`${message}\n`);
    },
  };
}
