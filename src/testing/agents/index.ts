/** Agents without Python: a runtime whose agents are functions of this process, asked over the same HTTP, killed at will. */
import type { ChildSpec } from '../../kernel/index.ts';
import type { Launcher } from '../../port/port.ts';
import type { RuntimeOptions } from '../../runtime/options.ts';
import { Runtime } from '../../runtime/runtime.ts';
import { thisMachine } from '../../runtime/this-machine.ts';
import type { Closable, Heard, Premises, World } from '../../runtime/world.ts';
import type { SimulatedAgent } from './agent.ts';
import { type SimulatedProcess, simulatedProcess } from './process.ts';

export type { SimulatedAgent, SimulatedQuestion } from './agent.ts';

export interface SimulatedAgents {
  readonly runtime: Runtime;
  /** As `kill -9 pid` would; false when no simulated process has that number. */
  kill(pid: number | undefined): boolean;
}

/**
 * A runtime without pools, whose agents are what `modules` has for their `pythonModule`. Everything else is real: the tree,
 * HTTP, restarts, timeouts.
 *
 * @example
 * const { runtime, kill } = simulateAgents({ 'agents.echo': ({ prompt }) => prompt });
 * await runtime.start();
 * const echo = await runtime.agents.start({ name: 'echo', pythonModule: 'agents.echo' });
 */
export function simulateAgents(
  modules: Readonly<Record<string, SimulatedAgent>>,
  options: Omit<RuntimeOptions, 'pools'> = {},
): SimulatedAgents {
  const processes = new Map<number, SimulatedProcess>();
  const launcher: Launcher = (launch) => {
    const started = simulatedProcess(modules, {
      ...launch,
      onEnded: (explanation) => {
        processes.delete(started.pid);
        launch.onEnded(explanation);
      },
    });
    processes.set(started.pid, started);
    return started;
  };
  const real = thisMachine();
  const world: World = {
    ...real,
    interpreterFor: () => Promise.resolve('simulated'),
    premises: (given) => new SimulatedPremises(real.premises(given), launcher),
  };
  return {
    runtime: new Runtime(options, world),
    kill(pid) {
      const found = processes.get(pid ?? 0);
      found?.signal('SIGKILL');
      return found !== undefined;
    },
  };
}

/** This machine's, but for what starts processes and ends them with us: there are none. */
class SimulatedPremises implements Premises {
  readonly pythonHome: string;
  readonly launcher: Launcher;
  readonly forks = false;
  readonly #real: Premises;

  constructor(real: Premises, launcher: Launcher) {
    this.#real = real;
    this.pythonHome = real.pythonHome;
    this.launcher = launcher;
  }

  get bridge(): Premises['bridge'] {
    return this.#real.bridge;
  }

  get failure(): unknown {
    return this.#real.failure;
  }

  bridgeChild(): ChildSpec {
    return this.#real.bridgeChild();
  }

  serverChild<Server extends Closable>(id: string, open: () => Promise<Server>, heard: Heard<Server>): ChildSpec {
    return this.#real.serverChild(id, open, heard);
  }

  tidy(address: string): void {
    this.#real.tidy(address);
  }

  engageGuardian(): void {}

  close(): Promise<void> {
    return this.#real.close();
  }
}
