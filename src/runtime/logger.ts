/** The service's logger as the runtime uses it: without secrets, each line with its actor, and harmless when it throws. */
import { pino } from 'pino';
import { BadConfig, type Facts } from '../model/errors.ts';
import type { Log, LogLevel } from '../model/log.ts';
import type { Redact } from '../observe/redact.ts';
import { textLog } from '../observe/text-log.ts';

const METHODS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
const LEVELS = ['trace', ...METHODS, 'fatal', 'silent'] as const;

/** @throws BadConfig when it is no logger, or `VIVARIUM_LOG_LEVEL` no level. */
export function loggerOf(given: Log | 'pretty' | undefined, redact: Redact): Log {
  if (given === undefined) return redacting(defaultLogger(), redact);
  if (given === 'pretty') return redacting(prettyLogger(), redact);
  if (typeof given === 'object' && given !== null && METHODS.every((level) => typeof given[level] === 'function'))
    return redacting(given, redact);
  throw new BadConfig('logger', given, "'pretty', or a logger with the functions debug, info, warn and error");
}

/** Pino's JSON lines on stderr, so that stdout stays the program's own. */
export function defaultLogger(): Log {
  return pino({ name: 'vivarium', level: levelOr('warn') }, pino.destination({ fd: 2, sync: false }));
}

function prettyLogger(): Log {
  const level = levelOr('info');
  if (level === 'silent') return textLog('silent');
  return textLog(level === 'trace' ? 'debug' : level === 'fatal' ? 'error' : level);
}

function levelOr(fallback: LogLevel): (typeof LEVELS)[number] {
  const asked = process.env['VIVARIUM_LOG_LEVEL']?.toLowerCase() ?? fallback;
  const level = LEVELS.find((known) => known === asked);
  if (level === undefined) throw new BadConfig('VIVARIUM_LOG_LEVEL', asked, `one of ${LEVELS.join(', ')}`);
  return level;
}

/** Whatever the logger throws is lost with its line. */
function redacting(log: Log, redact: Redact): Log {
  const line = (level: LogLevel) => (facts: Facts, message: string) => {
    try {
      if (log.isLevelEnabled?.(level) === false) return;
      log[level](redact(withOwnNames(withActor(facts))) as Facts, String(redact(message, ['message'])));
    } catch {
      // there is nobody left to tell
    }
  };
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
}

/** What a logger writes into each line by itself; a second field of that name would make its JSON ambiguous. */
const LOGGERS_OWN = ['level', 'time', 'pid', 'hostname', 'msg'];

/** `pid` is the service's: a worker's is `worker_pid`, and so with what Python attached to a line. */
function withOwnNames(facts: Facts): Facts {
  if (!LOGGERS_OWN.some((name) => name in facts)) return facts;
  const renamed = Object.entries(facts).map(([name, value]) => [
    LOGGERS_OWN.includes(name) ? `worker_${name}` : name,
    value,
  ]);
  return Object.fromEntries(renamed);
}

/** Every line about somebody says about whom in the same field: the path in the tree, or its last part. */
function withActor(facts: Facts): Facts {
  const { actor, worker, session } = facts;
  if (actor !== undefined) return facts;
  if (worker !== undefined) return { actor: worker, ...facts };
  return session === undefined ? facts : { actor: `session:${session}`, ...facts };
}
