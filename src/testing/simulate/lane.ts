/**
 * The host's end of a simulated lane. Frames leave after what group commit may cost and arrive after what a socket may
 * cost, in order in each direction; nothing is encoded. Faults change what passes.
 */
import { Kind, kindName } from '../../bridge/kind.ts';
import { FIRST_WORKER_CALL } from '../../bridge/limits.ts';
import type { Closed, Incoming, Lane, LaneKind, Outgoing } from '../../bridge/types.ts';
import type { Clock, Ms } from '../../model/clock.ts';
import { isVivariumError } from '../../model/errors.ts';
import type { Chance } from './chance.ts';
import { frameOf } from './frame.ts';
import type { Frames } from './frames.ts';

export interface LaneOptions {
  readonly clock: Clock;
  readonly chance: Chance;
  /** Beats are not sent: only their time matters. */
  readonly lastBeat: () => Ms;
  readonly toWorker: Frames;
  readonly toHost: Frames;
  /** A frame has arrived at the worker. */
  readonly arrived: (frame: Incoming) => void;
  /** The host has closed it. */
  readonly closed: (why: Closed) => void;
  /** The worker's own conversations, as the host's end hears and answers them. */
  readonly asked: (frame: Incoming) => void;
  readonly answered: (call: number, kind: Kind) => void;
  /** It has ended, from whichever side. */
  readonly over: () => void;
  /** The host failed on a frame, which it never may. */
  readonly failed: (error: unknown) => void;
}

/** Frames wait so long at most before they leave. */
const COMMIT_MS: Ms = 1;
const TRANSIT_MS: Ms = 2;

export class SimulatedLane implements Lane {
  readonly kind: LaneKind = 'grpc';
  onMessage: (message: Incoming) => void = () => {};
  onClose: (why: Closed) => void = () => {};
  readonly #options: LaneOptions;
  readonly #unsent: Incoming[] = [];
  #flushing = false;
  #over = false;
  #heard: Ms;
  #arrivals: Ms = 0;
  #departures: Ms = 0;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#heard = options.clock.now();
  }

  get lastSeen(): Ms {
    return Math.max(this.#heard, this.#options.lastBeat());
  }

  send(message: Outgoing): void {
    if (this.#over) return;
    this.#answers(message);
    this.#unsent.push(frameOf(message));
    this.#schedule();
  }

  cancel(call: number, kind: typeof Kind.CANCEL | typeof Kind.CANCELLED = Kind.CANCEL): boolean {
    if (this.#over) return false;
    const dropped = this.#unsent.filter((frame) => frame.call === call);
    for (const frame of dropped) this.#unsent.splice(this.#unsent.indexOf(frame), 1);
    if (dropped.some((frame) => frame.kind === Kind.CALL || frame.kind === Kind.OPEN)) return false;
    this.#answers({ kind, call });
    this.#unsent.unshift(frameOf({ kind, call }));
    this.#schedule();
    return true;
  }

  /** A simulation has no time of its own to save. */
  spin(): void {}

  close(why: Closed = { code: 'CANCELLED', message: 'the host closed the lane' }): void {
    if (this.#over) return;
    this.ended(why);
    this.#options.closed(why);
  }

  /** It has ended, from whichever side. */
  ended(why: Closed): void {
    if (this.#over) return;
    this.#over = true;
    this.#options.over();
    this.onClose(why);
  }

  /** The worker sends; what it sent arrives even when it has died since. */
  answer(frame: Incoming): void {
    for (const { passing, delayMs } of this.#options.toHost.pass(frame)) {
      this.#arrivals = this.#later(this.#arrivals, delayMs, () => this.#take(passing));
    }
  }

  /** What was sent before arrives before. */
  leaves(why: Closed): void {
    this.#arrivals = this.#later(this.#arrivals, 0, () => this.ended(why));
  }

  #take(frame: Incoming | undefined): void {
    if (this.#over) return;
    this.#heard = this.#options.clock.now();
    if (frame === undefined) return this.close({ code: 'INVALID_ARGUMENT', message: 'a frame that cannot be read' });
    if (isAsk(frame)) this.#options.asked(frame);
    try {
      this.onMessage(frame);
    } catch (error) {
      if (!isVivariumError(error, 'VIV_PROTOCOL')) this.#options.failed(error);
      this.close({ code: 'INVALID_ARGUMENT', message: `${kindName(frame.kind)}: ${String(error)}` });
    }
  }

  #answers({ kind, call }: Outgoing): void {
    if (call >= FIRST_WORKER_CALL && kind !== Kind.CHUNK) this.#options.answered(call, kind);
  }

  #schedule(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    const { clock, chance } = this.#options;
    clock.setTimeout(() => this.#flush(), chance.between(0, COMMIT_MS));
  }

  #flush(): void {
    this.#flushing = false;
    if (this.#over) return;
    for (const frame of this.#unsent.splice(0)) {
      for (const { passing, delayMs } of this.#options.toWorker.pass(frame)) {
        this.#departures = this.#later(this.#departures, delayMs, () => {
          if (passing !== undefined) this.#options.arrived(passing);
        });
      }
    }
  }

  #later(after: Ms, delayMs: Ms, fn: () => void): Ms {
    const { clock, chance } = this.#options;
    const at = Math.max(after, clock.now() + chance.between(0.05, TRANSIT_MS) + delayMs);
    clock.setTimeout(fn, at - clock.now());
    return at;
  }
}

const isAsk = ({ kind, call }: Incoming): boolean =>
  call >= FIRST_WORKER_CALL && (kind === Kind.CALL || kind === Kind.OPEN);
