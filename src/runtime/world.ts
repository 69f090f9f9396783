/** What a runtime takes from the machine it runs on. `this-machine.ts` is the real one; a simulation brings its own. */
import type { Bridge } from '../bridge/types.ts';
import type { ChildSpec, Jobs } from '../kernel/index.ts';
import type { Clock } from '../model/clock.ts';
import type { Log } from '../model/log.ts';
import type { Random } from '../model/random.ts';
import type { FaultDesk } from '../observe/feed/faults.ts';
import type { PoolSettings } from '../pool/options.ts';
import type { Launcher } from '../port/port.ts';

export interface World {
  /** Workers that start at once. */
  readonly cores: number;
  readonly random: Random;
  /** Which message is delivered next; undefined: the one sent first. */
  readonly jobs?: Jobs | undefined;
  premises(options: PremisesOptions): Premises;
  /** The path of a pool's or an agent's interpreter. Rejects with PythonEnvError. */
  interpreterFor(settings: Pick<PoolSettings, 'python' | 'cwd'>, signal: AbortSignal): Promise<string>;
}

export interface PremisesOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly transport: 'unix' | 'tcp';
  /** Writes into the runtime's journal. */
  readonly note: (type: string, who: string, says: string) => void;
}

/** What all workers of a runtime share: the server they dial, and whatever sees to it that they end. */
export interface Premises {
  /** The folder of the Python package. */
  readonly pythonHome: string;
  /** @throws Stopped before it has listened once. */
  readonly bridge: Bridge;
  readonly launcher: Launcher;
  /** Whether workers can be forked from a zygote. */
  readonly forks: boolean;
  /** Where faults can be made on purpose. */
  readonly faults?: FaultDesk | undefined;
  /** What kept a server from opening; undefined when none failed. */
  readonly failure: unknown;
  bridgeChild(): ChildSpec;
  /** A server under supervision, closed when its child ends. */
  serverChild<Server extends Closable>(id: string, open: () => Promise<Server>, heard: Heard<Server>): ChildSpec;
  /** This unix socket is removed should the host be killed. */
  tidy(address: string): void;
  /** From now on workers end when the host is killed. Any interpreter will do. */
  engageGuardian(python: string): void;
  /** Resolves when the servers that were open are closed and nobody watches any more. */
  close(): Promise<void>;
}

export interface Closable {
  close(graceMs: number): Promise<void>;
}

export interface Heard<Server> {
  readonly opened: (server: Server) => void;
  readonly gone?: () => void;
}
