/** A worker's lane on which faults wait for frames. It stands between the real lane and its owner. */
import type { Closed, Incoming, Lane, LaneKind, Outgoing } from '../../bridge/types.ts';
import type { Ms } from '../../model/clock.ts';
import type { Tampering } from './tampering.ts';

export class FaultyLane implements Lane {
  onMessage: (message: Incoming) => void = () => {};
  onClose: (why: Closed) => void = () => {};
  readonly #lane: Lane;
  readonly #tampering: Tampering;
  #frozenAt: Ms | undefined;
  #closed = false;

  constructor(lane: Lane, tampering: Tampering) {
    this.#lane = lane;
    this.#tampering = tampering;
    lane.onMessage = (message) => tampering.pass('to_host', message, (frame) => this.#deliver(frame));
    lane.onClose = (why) => {
      this.#closed = true;
      this.onClose(why);
    };
  }

  get kind(): LaneKind {
    return this.#lane.kind;
  }

  get lastSeen(): Ms {
    return this.#frozenAt ?? this.#lane.lastSeen;
  }

  /** As if nothing came any more: answers are delivered, but do not count as signs of life. */
  freeze(): void {
    this.#frozenAt ??= this.#lane.lastSeen;
  }

  thaw(): void {
    this.#frozenAt = undefined;
  }

  send(message: Outgoing): void {
    this.#tampering.pass('to_worker', message, (frame) => this.#lane.send(frame));
  }

  cancel(call: number, kind?: Parameters<Lane['cancel']>[1]): boolean {
    return this.#lane.cancel(call, kind);
  }

  spin(ms: Ms): void {
    this.#lane.spin(ms);
  }

  close(why?: Closed): void {
    this.#lane.close(why);
  }

  /** A frame that was held back may come after the end. Unlike a real lane this one is outside of the code that guards it. */
  #deliver(message: Incoming): void {
    if (this.#closed) return;
    try {
      this.onMessage(message);
    } catch (error) {
      this.#lane.close({ code: 'INVALID_ARGUMENT', message: String(error) });
    }
  }
}
