/** The world of a simulated runtime: worker processes that are models, a bridge without sockets, chance from a seed. */
import type { Bridge, Expectation, Ticket } from '../../bridge/types.ts';
import { child, fromCallback, type Jobs, type Life } from '../../kernel/index.ts';
import type { Random } from '../../model/random.ts';
import type { Launcher } from '../../port/port.ts';
import type { Premises, World } from '../../runtime/world.ts';
import type { Chance } from './chance.ts';
import type { SimulatedLane } from './lane.ts';
import type { OwnClock } from './own-clock.ts';
import { type Fate, type Onlooker, SimulatedProcess } from './process.ts';

export interface SimulatedWorldOptions {
  readonly clock: OwnClock;
  /** Of the models; the kernel's and the order's are apart, so that one of them changes nothing for the others. */
  readonly chance: Chance;
  readonly random: Random;
  readonly jobs: Jobs;
  readonly onlooker: Onlooker;
}

/** Starts that faults have spoilt, by pool. */
interface Spoilt {
  readonly how: Partial<Fate>;
  left: number;
}

export class SimulatedWorld implements World {
  readonly cores = 2;
  readonly random: Random;
  readonly jobs: Jobs;
  /** Every process there ever was. */
  readonly processes: SimulatedProcess[] = [];
  readonly #options: SimulatedWorldOptions;
  readonly #tickets = new Map<string, Ticket>();
  readonly #lanes = new Map<string, SimulatedLane>();
  readonly #spoilt = new Map<string, Spoilt[]>();

  constructor(options: SimulatedWorldOptions) {
    this.#options = options;
    this.random = options.random;
    this.jobs = options.jobs;
  }

  async interpreterFor(): Promise<string> {
    return 'python';
  }

  running(): SimulatedProcess[] {
    return this.processes.filter(({ running }) => running);
  }

  /** The next starts of the pool are like this. */
  spoil(pool: string, count: number, how: Partial<Fate>): void {
    this.#spoilt.set(pool, [...(this.#spoilt.get(pool) ?? []), { how, left: count }]);
  }

  premises(): Premises {
    const bridge = this.#bridge();
    const logic = fromCallback<{ type: 'none' }, Life>(() => {});
    return {
      pythonHome: '',
      bridge,
      launcher: this.#launcher,
      forks: false,
      failure: undefined,
      bridgeChild: () => child('bridge', logic, { input: (life: Life) => life }),
      serverChild: (id) => child(id, logic, { input: (life: Life) => life }),
      tidy() {},
      engageGuardian() {},
      async close() {},
    };
  }

  #bridge(): Bridge {
    return {
      addresses: { grpc: 'simulated', socket: 'simulated' },
      expect: (ticket) => this.#expect(ticket),
      async close() {},
    };
  }

  #expect(ticket: Ticket): Expectation {
    const token = `${ticket.worker}#${ticket.incarnation}`;
    this.#tickets.set(token, ticket);
    return {
      token,
      revoke: () => {
        this.#tickets.delete(token);
        this.#lanes.get(token)?.close();
        this.#lanes.delete(token);
      },
    };
  }

  readonly #launcher: Launcher = (command) => {
    const { clock, chance, onlooker } = this.#options;
    const fate = this.#fate(command.env['VIVARIUM_WORKER'] ?? '');
    const pid = 1_000 + this.processes.length;
    const attach = (by: SimulatedProcess, lane: SimulatedLane): boolean => this.#attach(by, lane);
    const process = new SimulatedProcess(command, { pid, clock, chance, fate, onlooker, attach });
    onlooker.said(`${process.name} is process ${pid}`);
    this.processes.push(process);
    return process;
  };

  #attach({ worker, incarnation, pid, token }: SimulatedProcess, lane: SimulatedLane): boolean {
    const ticket = this.#tickets.get(token);
    if (ticket === undefined) return false;
    this.#tickets.delete(token);
    this.#lanes.set(token, lane);
    ticket.onAttach(lane, { worker, incarnation, pid, python: 'simulated' });
    return true;
  }

  #fate(worker: string): Fate {
    const { chance } = this.#options;
    const usual: Fate = { bootMs: chance.between(10, 60), loadMs: chance.between(20, 400), outcome: 'ready' };
    const pool = /^worker:([^/]+)/.exec(worker)?.[1] ?? '';
    const spoilt = this.#spoilt.get(pool)?.find(({ left }) => left > 0);
    if (spoilt === undefined) return usual;
    spoilt.left -= 1;
    return { ...usual, ...spoilt.how };
  }
}
