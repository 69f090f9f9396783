/** The machine a runtime runs on, with every seam at which things go wrong: starts, lanes, what processes are told. */
import type { Bridge, Hello, Lane } from '../../bridge/types.ts';
import type { ChildSpec } from '../../kernel/index.ts';
import type { FaultDesk } from '../../observe/feed/faults.ts';
import type { Launcher } from '../../port/port.ts';
import type { Closable, Heard, Premises, PremisesOptions, World } from '../../runtime/world.ts';

export interface Seams {
  opened(options: PremisesOptions): void;
  /** Starts go through it; it may throw instead. */
  launcher(real: Launcher): Launcher;
  /** What the owner of a new lane gets in its place. */
  attached(lane: Lane, hello: Hello): Lane;
  readonly faults?: FaultDesk;
  /** The runtime has stopped. */
  closed(): void;
}

export function faultyWorld(world: World, seams: Seams): World {
  const premises = (options: PremisesOptions): Premises => {
    seams.opened(options);
    return new FaultyPremises(world.premises(options), seams);
  };
  return { ...world, premises };
}

class FaultyPremises implements Premises {
  readonly pythonHome: string;
  readonly launcher: Launcher;
  readonly forks: boolean;
  readonly #real: Premises;
  readonly #seams: Seams;

  constructor(real: Premises, seams: Seams) {
    this.pythonHome = real.pythonHome;
    this.launcher = seams.launcher(real.launcher);
    this.forks = real.forks;
    this.#real = real;
    this.#seams = seams;
  }

  get bridge(): Bridge {
    const { bridge } = this.#real;
    return {
      addresses: bridge.addresses,
      expect: (ticket) =>
        bridge.expect({
          ...ticket,
          onAttach: (lane, hello) => ticket.onAttach(this.#seams.attached(lane, hello), hello),
        }),
      close: (graceMs) => bridge.close(graceMs),
    };
  }

  get faults(): FaultDesk | undefined {
    return this.#seams.faults;
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

  engageGuardian(python: string): void {
    this.#real.engageGuardian(python);
  }

  async close(): Promise<void> {
    await this.#real.close();
    this.#seams.closed();
  }
}
