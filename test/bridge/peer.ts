/** The worker's end of a lane for tests: a bare client on the real address, with frames made by our own codec. */
import { Kind } from '../../src/bridge/kind.ts';
import { StreamLane, type Wire } from '../../src/bridge/lane.ts';
import { Crowd } from '../../src/bridge/spin.ts';
import type { Closed, Incoming, LaneKind, Outgoing } from '../../src/bridge/types.ts';
import { decodeValue, encodeValue } from '../../src/bridge/values.ts';
import { decodeBatch, encodeBatch, type Frame } from '../../src/bridge/wire.ts';
import { realClock } from '../../src/model/clock.ts';
import { silentLog } from '../../src/model/log.ts';
import { CARRIERS, type Carrier } from './carriers.ts';

const open = new Set<Peer>();

/** Says nothing by itself: a test decides about each frame. */
export class Peer {
  readonly #arrived: (readonly Frame[])[] = [];
  readonly #lane: LaneKind;
  readonly stream: Carrier;
  /** What ended the stream: on gRPC its status. */
  readonly status: Promise<Closed>;

  constructor(address: string, lane: LaneKind = 'grpc') {
    this.#lane = lane;
    this.stream = CARRIERS[lane](address);
    this.stream.on('data', (batch: Buffer) => this.#arrived.push(decodeBatch(batch)));
    this.status = new Promise((resolve) => this.stream.on('closed', resolve));
    open.add(this);
  }

  write(...frames: readonly Partial<Frame>[]): void {
    this.stream.write(encodeBatch(frames.map((frame) => ({ ...EMPTY, ...frame }))));
  }

  hello(token: string, fields: Record<string, unknown> = {}): void {
    const hello = { protocol: 1, token, worker: 'worker:ml/1', incarnation: 1, pid: 42, python: '3.11.7', ...fields };
    this.write({ kind: Kind.HELLO, body: encodeValue(hello, 'hello').body });
  }

  /** The next batch that arrives, or has arrived and was not asked for. */
  async batch(): Promise<readonly Frame[]> {
    const arrival = (): Promise<unknown> => new Promise((resolve) => this.stream.once('data', resolve));
    while (this.#arrived.length === 0) {
      const ended = await Promise.race([arrival(), this.status.then((why) => why.code)]);
      if (typeof ended === 'string') throw new Error(`the stream ended with ${ended}`);
    }
    return this.#arrived.shift() ?? [];
  }

  /** Why we were refused: the REFUSED frame's body. */
  async refusal(): Promise<unknown> {
    const [frame] = await this.batch();
    return frame?.kind === Kind.REFUSED ? decodeValue(frame.body, []) : frame;
  }

  /** From here on a lane of ours reads and writes: batches, pieces and ACKs as the rules say. */
  lane(onMessage: (message: Incoming, send: (message: Outgoing) => void) => void): StreamLane {
    const wire: Wire = {
      kind: this.#lane,
      commitMs: this.#lane === 'grpc' ? 1 : 0,
      write: (frames) => this.stream.write(encodeBatch(frames)),
      end: () => this.stream.end(),
    };
    const lane = new StreamLane({ crowd: new Crowd(), wire, clock: realClock, log: silentLog, messageBytes: 1e9 });
    lane.onMessage = (message) => onMessage(message, (answer) => lane.send(answer));
    this.stream.removeAllListeners('data');
    this.stream.on('data', (batch: Buffer) => lane.receive(batch));
    this.stream.on('drain', () => lane.drained());
    return lane;
  }

  hangUp(): void {
    this.stream.cancel();
    open.delete(this);
  }
}

/** For `afterEach`. */
export function hangUpAll(): void {
  for (const peer of open) peer.hangUp();
}

const NONE = new Uint8Array(0);

export const EMPTY: Frame = {
  kind: 0,
  call: 0,
  body: NONE,
  segment: 0,
  more: false,
  sizes: [],
  number: 0,
  tool: '',
  timeoutMs: 0,
  meta: NONE,
};
