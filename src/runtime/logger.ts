/** The default logger: pino's JSON lines on stderr, so that stdout stays the program's own. */
import { pino } from 'pino';
import type { Facts } from '../model/errors.ts';
import type { Log } from '../model/log.ts';

/** `VIVARIUM_LOG_LEVEL` sets the level: `trace`, `debug`, `info` (default), `warn`, `error`, `silent`. */
export function defaultLogger(): Log {
  return pino(
    { name: 'vivarium', level: process.env['VIVARIUM_LOG_LEVEL'] ?? 'info' },
    pino.destination({ fd: 2, sync: false }),
  );
}

/** The service's logger, made harmless: whatever it throws is lost with its line. */
export function guarded(log: Log): Log {
  const guard =
    (level: keyof Log) =>
    (facts: Facts, message: string): void => {
      try {
        log[level](facts, message);
      } catch {
        // there is nobody left to tell
      }
    };
  return { debug: guard('debug'), info: guard('info'), warn: guard('warn'), error: guard('error') };
}
