/** Log lines for people, on stderr. */
import { realClock } from '../model/clock.ts';
import type { Facts } from '../model/errors.ts';
import type { Log } from '../model/log.ts';

/** One line each: time, level, sentence; `debug` and `info` only when `verbose`. */
export function textLog({ verbose }: { readonly verbose: boolean }): Log {
  const line =
    (level: string) =>
    (facts: Facts, message: string): void => {
      const time = new Date(realClock.wall()).toISOString().slice(11, 23);
      const { worker } = facts;
      const who = worker === undefined ? '' : `${worker}: `;
      process.stderr.write(`${time} ${level} ${who}${message}\n`);
    };
  const quiet = (): void => {};
  return {
    debug: verbose ? line('debug') : quiet,
    info: verbose ? line('info ') : quiet,
    warn: line('warn '),
    error: line('error'),
  };
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
