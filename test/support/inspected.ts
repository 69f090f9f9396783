/** A runtime with somebody at the option `inspect`. */
import { createRuntime as create, type Log, type Runtime } from '../../src/index.ts';
import type { Inspect } from '../../src/runtime/inspection.ts';
import { python } from './python.ts';
import { adapter } from './service.ts';

export interface LogLine {
  readonly level: string;
  readonly message: string;
}

/** Not started. Its log is written to `lines`. */
export function createRuntime(inspect: Inspect | object, lines: LogLine[]): Runtime {
  const line =
    (level: string): Log['info'] =>
    (_, message) =>
      lines.push({ level, message });
  const logger = { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
  const pools = { ml: { adapter: adapter('calc'), python: python() } };
  return create({ pools, inspect: inspect as Inspect, logger }) as Runtime;
}
