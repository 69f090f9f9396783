/** Where clients from outside come in, when the option `grpc` lets them: the session plane's servers, and the runtime's health. */
import type { PlaneServer } from '../bridge/plane/server.ts';
import type { ChildSpec } from '../kernel/index.ts';
import type { Log } from '../model/log.ts';
import type { Events } from './events.ts';
import { type GrpcOptions, type GrpcSettings, grpcSettings } from './grpc-options.ts';
import { RuntimePlane, type RuntimePlaneParts } from './plane.ts';
import type { Premises } from './world.ts';

/** Where the session plane listens. */
export interface GrpcAddresses {
  /** `unix:/path`: for this user, without a token. Undefined where there are no unix sockets. */
  readonly socket: string | undefined;
  /** `127.0.0.1:50051`; undefined when it was not asked for. */
  readonly tcp: string | undefined;
  /** What clients on TCP send as `authorization: Bearer …`; undefined when none is asked for. */
  readonly token: string | undefined;
}

export interface ReceptionParts extends RuntimePlaneParts {
  readonly log: Log;
  readonly events: Events;
  readonly premises: Premises;
  readonly grpc: GrpcOptions | undefined;
}

export class Reception {
  readonly #parts: ReceptionParts;
  /** Undefined: nobody is let in. */
  readonly #settings: GrpcSettings | undefined;
  readonly #plane: RuntimePlane;
  #server: PlaneServer | undefined;
  #serving = false;

  /** @throws BadConfig naming the option. */
  constructor(parts: ReceptionParts) {
    this.#parts = parts;
    this.#settings = parts.grpc === undefined ? undefined : grpcSettings(parts.grpc);
    this.#plane = new RuntimePlane(parts);
    for (const event of ['ready', 'failed'] as const) parts.events.on(event, () => this.#judge());
  }

  /** Undefined while it does not listen. */
  get addresses(): GrpcAddresses | undefined {
    if (this.#server === undefined) return undefined;
    const { socket, tcp } = this.#server;
    return { socket, tcp, token: this.#settings?.token };
  }

  /** The servers, after the pools: they end first. */
  children(): ChildSpec[] {
    const settings = this.#settings;
    if (settings === undefined) return [];
    const { premises } = this.#parts;
    const child = premises.serverChild('plane', () => this.#open(settings), {
      opened: (server) => {
        this.#server = server;
        if (server.socket !== undefined) premises.tidy(server.socket);
      },
      gone: () => {
        this.#server = undefined;
      },
    });
    return [child];
  }

  /** Every pool has its workers. */
  serving(): void {
    this.#serving = true;
    this.#judge();
  }

  /** What a load balancer hears before the first call is refused. */
  stopping(): void {
    this.#plane.health.close();
  }

  /** Loaded only where a session plane is wanted: its code is a third of all. */
  async #open(settings: GrpcSettings): Promise<PlaneServer> {
    const { openPlane } = await import('../bridge/plane/server.ts');
    const { clock, log } = this.#parts;
    if (settings.warning !== undefined) log.warn({ listen: settings.listen }, settings.warning);
    return openPlane({ clock, log, plane: this.#plane, ...settings });
  }

  /** The whole serves while one of its pools does. */
  #judge(): void {
    const { health } = this.#plane;
    const pools = [...this.#parts.pools.handles().values()];
    for (const { name, status } of pools) health.set(`pool:${name}`, status === 'ready' ? 'SERVING' : 'NOT_SERVING');
    const serves = pools.length === 0 || pools.some(({ status }) => status === 'ready');
    health.set('', this.#serving && serves ? 'SERVING' : 'NOT_SERVING');
  }
}
