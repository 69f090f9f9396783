/** The front door: a stranger's stream becomes the lane of the worker that was expected, or ends with a reason. */
import { randomBytes } from 'node:crypto';
import type { Clock, TimerId } from '../model/clock.ts';
import type { Log } from '../model/log.ts';
import { judgeHello, readGreeting, unexpected } from './hello.ts';
import { Kind } from './kind.ts';
import { StreamLane, type Wire } from './lane.ts';
import { HELLO_TIMEOUT_MS, STRANGERS } from './limits.ts';
import { Crowd } from './spin.ts';
import type { Closed, Expectation, Incoming, Ticket } from './types.ts';
import { encodeValue } from './values.ts';

interface Guest {
  readonly ticket: Ticket;
  readonly token: string;
  lane: StreamLane | undefined;
}

export interface DoorOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly messageBytes: number;
}

const UNREF = { keepAlive: false };

export class Door {
  readonly #options: DoorOptions;
  /** By the worker's name: a new incarnation's ticket takes the place of the old one's. */
  readonly #guests = new Map<string, Guest>();
  readonly #lanes = new Set<StreamLane>();
  readonly #crowd = new Crowd();
  /** Those that have not said HELLO, with the timer of our patience. */
  readonly #strangers = new Map<StreamLane, TimerId>();

  constructor(options: DoorOptions) {
    this.#options = options;
  }

  expect(ticket: Ticket): Expectation {
    const guest: Guest = { ticket, token: randomBytes(32).toString('base64url'), lane: undefined };
    this.#guests.set(ticket.worker, guest);
    return {
      token: guest.token,
      revoke: () => {
        if (this.#guests.get(ticket.worker) === guest) this.#guests.delete(ticket.worker);
        guest.lane?.close();
      },
    };
  }

  /** Somebody opened a stream: the caller feeds the lane, and says when the stream has {@link left}. */
  open(wire: Wire): StreamLane {
    const lane = new StreamLane({ ...this.#options, crowd: this.#crowd, wire });
    this.#lanes.add(lane);
    if (this.#strangers.size >= STRANGERS) {
      this.#refuse(lane, { code: 'RESOURCE_EXHAUSTED', message: `${STRANGERS} diallers have not said HELLO yet` });
      return lane;
    }
    const late: Closed = { code: 'DEADLINE_EXCEEDED', message: `no HELLO within ${HELLO_TIMEOUT_MS} ms` };
    const patience = this.#options.clock.setTimeout(() => this.#refuse(lane, late), HELLO_TIMEOUT_MS, UNREF);
    this.#strangers.set(lane, patience);
    lane.onMessage = (message) => {
      if (message.kind !== Kind.BEAT) this.#greet(lane, message);
    };
    return lane;
  }

  left(lane: StreamLane): void {
    this.#known(lane);
    this.#lanes.delete(lane);
  }

  close(why: Closed): void {
    for (const lane of this.#lanes) lane.close(why);
    this.#guests.clear();
  }

  #greet(lane: StreamLane, message: Incoming): void {
    this.#known(lane);
    const greeting = readGreeting(message);
    if (typeof greeting === 'string') {
      this.#refuse(lane, { code: 'INVALID_ARGUMENT', message: greeting });
      return;
    }
    const { worker, incarnation, pid, python } = greeting;
    const guest = this.#guests.get(worker);
    const refusal = judgeHello(greeting, guest && { ...guest, incarnation: guest.ticket.incarnation });
    if (guest === undefined || refusal !== undefined) {
      this.#refuse(lane, refusal ?? unexpected(worker), guest);
      return;
    }
    guest.lane = lane;
    lane.onMessage = () => {};
    this.#options.log.debug({ worker, incarnation, pid, python }, `${worker}#${incarnation} attached`);
    guest.ticket.onAttach(lane, { worker, incarnation, pid, python });
  }

  #refuse(lane: StreamLane, why: Closed, guest?: Guest): void {
    this.#known(lane);
    this.#options.log.warn({ worker: guest?.ticket.worker, code: why.code }, `refused to attach: ${why.message}`);
    lane.send({ kind: Kind.REFUSED, call: 0, body: encodeValue(why, 'refused').body });
    lane.close(why);
  }

  #known(lane: StreamLane): void {
    const patience = this.#strangers.get(lane);
    if (patience === undefined) return;
    this.#options.clock.clearTimeout(patience);
    this.#strangers.delete(lane);
  }
}
