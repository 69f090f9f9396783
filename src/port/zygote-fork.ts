/** The port of a process that a zygote is to fork: until it has called back it is spawned instead if anything goes wrong. */
import type { Clock, Ms, TimerId } from '../model/clock.ts';
import { openPort, own, type Port, type PortOptions } from './port.ts';
import type { ProcState } from './proc.ts';
import { LIFE_FD } from './spawn.ts';
import { type Ended, ExitWatch } from './zygote-exit.ts';
import type { Newborn } from './zygote-nursery.ts';

/** From the order to the call back; a fork takes some milliseconds. */
const FORK_MS: Ms = 2_000;

export interface ForkHooks {
  /** It has not called back in time: the zygote hangs. */
  late(): void;
  /** It was given up: should it call back, it is sent away. */
  givenUp(): void;
  /** It has ended, and its owner has been told. */
  over(): void;
}

export class ForkedPort implements Port {
  readonly #options: PortOptions;
  readonly #hooks: ForkHooks;
  readonly #clock: Clock;
  readonly #timer: TimerId;
  #watch: ExitWatch | undefined;
  /** The process, once there is one. */
  #port: Port | undefined;
  #disposed = false;

  constructor(options: PortOptions, hooks: ForkHooks) {
    this.#options = options;
    this.#hooks = hooks;
    this.#clock = options.clock;
    this.#timer = this.#clock.setTimeout(() => {
      this.failed();
      hooks.late();
    }, FORK_MS);
  }

  get pid(): number | undefined {
    return this.#port?.pid;
  }

  signal(signal: NodeJS.Signals): void {
    this.#port?.signal(signal);
  }

  dispose(): void {
    this.#disposed = true;
    if (this.#port === undefined) this.#giveUp();
    this.#port?.dispose();
  }

  proc(): Promise<ProcState | null> {
    return this.#port?.proc() ?? Promise.resolve(null);
  }

  /** It has called back: it is told what to be, and is a process like any other from here on. */
  born({ pid, life, stdout, stderr }: Newborn): void {
    this.#clock.clearTimeout(this.#timer);
    let end: Ended = () => {};
    const watch = new ExitWatch(pid, this.#clock, (code, signal) => {
      end(code, signal);
      this.#hooks.over();
    });
    this.#watch = watch;
    life.resume(); // so that its end is seen
    life.once('close', () => watch.silent());
    life.write(orderOf(this.#options));
    this.#port = own(
      {
        pid,
        life,
        stdout,
        stderr,
        onSpawn: (run) => process.nextTick(run),
        onEnd(run) {
          end = run;
        },
      },
      this.#options,
    );
  }

  /** The zygote says how it ended. */
  exited(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#watch === undefined) this.failed();
    else this.#watch.told(code, signal);
  }

  /** The zygote has gone: what it was to fork is spawned, and what it has forked is looked after without it. */
  orphaned(): void {
    if (this.#watch === undefined) this.failed();
    else this.#watch.orphaned();
  }

  /** No fork: it is spawned. */
  failed(): void {
    if (this.#port !== undefined || this.#disposed) return;
    this.#giveUp();
    this.#port = openPort(this.#options);
  }

  #giveUp(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#hooks.givenUp();
  }
}

/** Environment and token go to the worker alone: the zygote's memory is in every worker that it forks later. */
function orderOf({ env, args }: PortOptions): Buffer {
  const order = JSON.stringify({ env: { ...env, VIVARIUM_LIFE_FD: String(LIFE_FD) }, name: args.at(-1) ?? '' });
  const body = Buffer.from(order);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([size, body]);
}
