/** What all workers of a runtime share: the server they dial, and the guardian that ends them if the host is killed. */
import { join } from 'node:path';
import { openBridge } from '../bridge/server.ts';
import type { Bridge } from '../bridge/types.ts';
import type { ChildSpec } from '../kernel/index.ts';
import { Stopped } from '../model/call-errors.ts';
import type { Clock, Ms } from '../model/clock.ts';
import { BadConfig } from '../model/errors.ts';
import type { Log } from '../model/log.ts';
import { type Guardian, startGuardian } from '../port/guardian.ts';
import { type Launcher, openPort } from '../port/port.ts';
import { pythonHome } from '../python/index.ts';
import { serverChild } from './server-child.ts';
import type { Closable, Heard, Premises, PremisesOptions } from './world.ts';

/** A server that still has streams open is closed by force after that. */
const CLOSE_MS: Ms = 1_000;

export class LocalPremises implements Premises {
  readonly pythonHome = pythonHome();
  /** Elsewhere a fork is not safe (macOS), or there is none. */
  readonly forks = process.platform === 'linux';
  readonly launcher: Launcher = ({ zygote, ...options }) => {
    const all = { ...options, guardian: held(this.#guardian, 'guardian') };
    return zygote?.fork(all) ?? openPort(all);
  };
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #transport: 'unix' | 'tcp';
  /** Servers that are being opened, and such as are being closed. */
  readonly #openings = new Set<Promise<void>>();
  readonly #closings = new Set<Promise<void>>();
  #failure: unknown;
  #bridge: Bridge | undefined;
  #guardian: Guardian | undefined;

  /** @throws BadConfig when the transport is none. */
  constructor({ clock, log, transport }: PremisesOptions) {
    if (transport !== 'unix' && transport !== 'tcp') throw new BadConfig('transport', transport, "'unix' or 'tcp'");
    this.#clock = clock;
    this.#log = log;
    this.#transport = transport;
  }

  get bridge(): Bridge {
    return held(this.#bridge, 'bridge');
  }

  get failure(): unknown {
    return this.#failure;
  }

  bridgeChild(): ChildSpec {
    const options = { clock: this.#clock, log: this.#log, transport: this.#transport };
    return this.serverChild('bridge', () => openBridge(options), {
      opened: (bridge) => {
        this.#bridge = bridge;
        for (const address of Object.values(bridge.addresses)) this.tidy(address);
      },
    });
  }

  serverChild<Server extends Closable>(id: string, open: () => Promise<Server>, heard: Heard<Server>): ChildSpec {
    return serverChild<Server>({
      id,
      open: () =>
        open().catch((error: unknown) => {
          this.#failure = error;
          throw error;
        }),
      opening: (outcome) => keep(this.#openings, outcome),
      opened: heard.opened,
      gone: (server) => {
        keep(this.#closings, server.close(CLOSE_MS));
        heard.gone?.();
      },
    });
  }

  tidy(address: string): void {
    if (address.startsWith('unix:')) this.#guardian?.tidy(address.slice('unix:'.length));
  }

  engageGuardian(python: string): void {
    // The guardian uses the standard library alone.
    const script = join(this.pythonHome, 'vivarium_worker', 'process', 'guardian.py');
    this.#guardian ??= startGuardian({ python, script, clock: this.#clock, log: this.#log });
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#openings); // one that was still opening is closed as soon as it listens
    await Promise.allSettled(this.#closings);
    await this.#guardian?.close();
  }
}

function held<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Stopped(`the ${what} is not running`);
  return value;
}

/** For as long as it lasts: servers may be restarted any number of times. */
function keep(under: Set<Promise<void>>, way: Promise<void>): void {
  under.add(way);
  const done = (): boolean => under.delete(way);
  way.then(done, done);
}
