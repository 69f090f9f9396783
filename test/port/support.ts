/** What the tests of real ports share: a port on a line of Python, with everything it told. */
import { fileURLToPath } from 'node:url';
import { realClock } from '../../src/model/clock.ts';
import type { VivariumError } from '../../src/model/errors.ts';
import { silentLog } from '../../src/model/log.ts';
import { workerEnvironment } from '../../src/port/environment.ts';
import { type Guardian, type GuardianOptions, startGuardian } from '../../src/port/guardian.ts';
import { openPort, type Port, type PortExit, type PortOptions } from '../../src/port/port.ts';
import { python } from '../support/python.ts';

export function realGuardian(options: Partial<GuardianOptions> = {}): Guardian {
  const script = fileURLToPath(new URL('../../python/vivarium_worker/process/guardian.py', import.meta.url));
  return startGuardian({ python: python(), script, clock: realClock, log: silentLog, ...options });
}

export interface Watched {
  readonly port: Port;
  /** `stdout: hello`, in order of arrival. */
  readonly lines: string[];
  /** Every callback by name, in order. */
  readonly told: string[];
  readonly ended: Promise<PortExit | VivariumError>;
}

export function watchPort(code: string, guardian: Guardian, options: Partial<PortOptions> = {}): Watched {
  const lines: string[] = [];
  const told: string[] = [];
  let settle: (end: PortExit | VivariumError) => void;
  const ended = new Promise<PortExit | VivariumError>((resolve) => {
    settle = resolve;
  });
  const port = openPort({
    python: python(),
    args: ['-c', code],
    env: workerEnvironment(process.env),
    clock: realClock,
    guardian,
    onSpawn: () => told.push('spawn'),
    onLine: (stream, line) => lines.push(`${stream}: ${line}`),
    onEnded: () => told.push('ended'),
    onExit(exit) {
      told.push('exit');
      settle(exit);
    },
    onError(error) {
      told.push('error');
      settle(error);
    },
    ...options,
  });
  return { port, lines, told, ended };
}
