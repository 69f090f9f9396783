/**
 * One live incarnation as the dispatcher sees it: whether it takes calls, what it is doing, and how many frames
 * may be sent ahead to it.
 */
import type { Lane } from '../bridge/types.ts';
import type { Ms } from '../model/clock.ts';
import { Numbered } from '../model/numbered.ts';
import type { ProcState } from '../port/proc.ts';

/** How long a tool's calls take, as an average of the recent ones; unknown until the first answer. */
export interface ToolSpeed {
  micros: number | undefined;
}

/** What a member knows of a call it has been sent. It owes an answer for it even when the caller has gone. */
export interface InFlight {
  readonly id: number;
  readonly tool: string;
  readonly streaming: boolean;
  readonly speed: ToolSpeed;
  /** Sent as a short call, so that others could be sent ahead behind it. */
  short: boolean;
}

export interface Identity {
  /** `worker:ml/3` */
  readonly worker: string;
  readonly incarnation: number;
  readonly pid: number;
}

/** `worker:ml/3#2` */
export function nameOf({ identity }: Pick<Member, 'identity'>): string {
  return `${identity.worker}#${identity.incarnation}`;
}

export interface MemberHooks {
  /** Kills the worker; its supervisor decides what comes next. */
  kill(message: string): void;
  /** It was idle and has a call again. */
  woke(): void;
  /** The interpreter's version, `3.11.7`. */
  readonly python?: string;
  /** What the system knows of its process; null when that has gone or cannot be seen from here. */
  proc(): Promise<ProcState | null>;
}

export interface Load {
  /** Tools that run at once in the worker. */
  readonly concurrency: number;
  /** The most frames sent ahead to it, counting those that run. */
  readonly window: number;
}

/** Calls below this may be sent ahead: waiting behind them costs less than a round trip. */
const SHORT_MICROS = 1_000;

/** The share of a new measurement in the average. */
const WEIGHT = 1 / 8;

export class Member {
  readonly identity: Identity;
  readonly lane: Lane;
  /** Written by the worker machine's transitions alone. */
  accepting = false;
  /** It has said that it takes no more: its process is ending, though nobody here has told it to. */
  leaving = false;
  /** It gives no sign of life, and not for want of a CPU. Written by the heartbeat alone. */
  suspected = false;
  /** Calls that it owes no answer for any more. */
  answered = 0;
  /** When it last went from nothing in flight to something. */
  busySince: Ms = 0;
  /** Told once when nothing is in flight any more. */
  onIdle: (() => void) | undefined;
  /** Told whenever `inFlight` has changed. */
  onLoad: () => void = () => {};

  readonly hooks: MemberHooks;

  readonly #load: Load;
  readonly #inFlight = new Numbered<InFlight>();
  #long = 0;
  #window = 1;

  constructor(identity: Identity, lane: Lane, load: Load, hooks: MemberHooks) {
    this.identity = identity;
    this.lane = lane;
    this.#load = load;
    this.hooks = hooks;
  }

  /** It takes calls, now or as soon as it has room. */
  get serves(): boolean {
    return this.accepting && !this.leaving;
  }

  get inFlight(): number {
    return this.#inFlight.size;
  }

  /** Frames that may be out at once while only short calls are: grows to the pool's `window`, shrinks to 1 at a long call. */
  get window(): number {
    return this.#window;
  }

  calls(): Iterable<InFlight> {
    return this.#inFlight;
  }

  has(id: number): boolean {
    return this.#inFlight.has(id);
  }

  canTake(call: InFlight): boolean {
    if (!this.serves) return false;
    if (this.#inFlight.size < this.#load.concurrency) return true;
    return this.#inFlight.size < this.#window && this.#long === 0 && isShort(call);
  }

  begin(call: InFlight, now: Ms): void {
    if (this.#inFlight.size === 0) {
      this.busySince = now;
      this.hooks.woke();
    }
    call.short = isShort(call);
    if (!call.short) this.#long += 1;
    this.#inFlight.add(call);
    this.onLoad();
  }

  /** The worker has answered, or will never have to. `micros`: how long the tool ran, 0 when not known. */
  finish(id: number, micros: number): InFlight | undefined {
    const call = this.#inFlight.delete(id);
    if (call === undefined) return undefined;
    this.onLoad();
    this.answered += 1;
    if (!call.short) this.#long -= 1;
    if (micros > 0) this.#measure(call, micros);
    if (this.#inFlight.size === 0) this.#idle();
    return call;
  }

  #measure(call: InFlight, micros: number): void {
    const { speed } = call;
    speed.micros = speed.micros === undefined ? micros : speed.micros + (micros - speed.micros) * WEIGHT;
    this.#window = micros < SHORT_MICROS ? Math.min(this.#load.window, this.#window + 1) : 1;
  }

  #idle(): void {
    const told = this.onIdle;
    this.onIdle = undefined;
    told?.();
  }
}

/** A stream is never short; a tool is when its recent calls were. */
function isShort({ streaming, speed }: InFlight): boolean {
  return !streaming && speed.micros !== undefined && speed.micros < SHORT_MICROS;
}
