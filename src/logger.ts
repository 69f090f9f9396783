/** The default logger: pino's JSON lines on stderr, so that stdout stays the program's own. */
import { pino } from 'pino';
import type { Log } from './model/log.ts';

/** `VIVARIUM_LOG_LEVEL` sets the level: `trace`, `debug`, `info` (default), `warn`, `error`, `silent`. */
export function defaultLogger(): Log {
  return pino(
    { name: 'vivarium', level: process.env['VIVARIUM_LOG_LEVEL'] ?? 'info' },
    pino.destination({ fd: 2, sync: false }),
  );
}
