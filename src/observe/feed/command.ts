/** A command as it came in, checked field by field. */
import { OFFERED_FAULTS } from './commands.ts';
import type { ObserverCommand } from './types.ts';

const SIGNALS = ['SIGKILL', 'SIGTERM', 'SIGSEGV', 'SIGABRT'] as const;
const TARGET = /^(?:worker:[\w.-]{1,64}\/\d{1,6}|pool:[\w.-]{1,64})$/;
const MOST_FRAMES = 10_000;
const MOST_MS = 60_000;

/** A sentence when it is none. */
export function readCommand(given: Readonly<Record<string, unknown>>): ObserverCommand | string {
  const { do: name, target, signal = 'SIGKILL', count, ms, fault, kind } = given;
  if (name === 'undo')
    return isCount(fault, Number.MAX_SAFE_INTEGER) ? { do: name, fault } : 'fault: the number of a fault in force';
  if (typeof target !== 'string' || !TARGET.test(target)) return 'target: worker:POOL/NUMBER or pool:NAME';
  switch (name) {
    case 'kill': {
      const known = SIGNALS.find((each) => each === signal);
      return known === undefined ? `signal: one of ${SIGNALS.join(', ')}` : { do: name, target, signal: known };
    }
    case 'suspend':
    case 'resume':
    case 'restart':
    case 'drain':
      return { do: name, target };
    case 'delay':
      if (!isCount(count, MOST_FRAMES)) return `count: a whole number from 1 to ${MOST_FRAMES}`;
      return isCount(ms, MOST_MS) ? { do: name, target, count, ms } : `ms: a whole number from 1 to ${MOST_MS}`;
    case 'fault': {
      const offered = OFFERED_FAULTS.find((each) => each === kind);
      return offered === undefined ? `kind: one of ${OFFERED_FAULTS.join(', ')}` : { do: name, target, kind: offered };
    }
    default:
      return 'do: one of kill, suspend, resume, restart, drain, delay, fault, undo';
  }
}

function isCount(value: unknown, most: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= most;
}
