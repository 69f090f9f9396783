/** Where log lines go: pino's own shape, so that a service passes its logger as it is. */
import type { Facts } from './errors.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** The part of a pino logger that vivarium uses: facts first, then the sentence. */
export interface Log {
  debug(facts: Facts, message: string): void;
  info(facts: Facts, message: string): void;
  warn(facts: Facts, message: string): void;
  error(facts: Facts, message: string): void;
  /** Where it says no, nothing is made for a line of that level. Pino has it. */
  isLevelEnabled?(level: LogLevel): boolean;
}

/** Says nothing. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
