/** What happens to frames on their way: each fault takes the frames that it is for, until it has had enough of them. */
import { type Kind, kindName } from '../../bridge/kind.ts';
import type { Clock } from '../../model/clock.ts';
import type { Fault, FrameFilter } from './plan.ts';

export type Direction = NonNullable<FrameFilter['direction']>;

interface Frame {
  readonly kind: Kind;
  readonly call: number;
  readonly body?: Uint8Array;
}

/** Carries a frame on. */
export type Pass<F> = (frame: F) => void;

export interface Tamper extends FrameFilter {
  /** @returns true when it has done with this frame what it does. */
  take<F extends Frame>(frame: F, pass: Pass<F>): boolean;
  /** It is over: what it holds goes on its way. */
  release(): void;
}

export type FrameFault = Extract<Fault, { readonly kind: `${string}_frames` }>;
export type StreamFault = Extract<Fault, { readonly kind: 'stall_stream' }>;

/** What no MessagePack begins with: bytes that happen to be another value would be believed, as by every receiver. */
const UNREADABLE = 0xc1;

const needsBody = ({ kind }: FrameFault): boolean => kind === 'corrupt_frames' || kind === 'truncate_frames';

/** `fired` is told of each frame that it has done with. */
export function tamperOf(fault: FrameFault, clock: Clock, fired: () => void): Tamper {
  let held: (() => void) | undefined;
  const { frame, direction } = fault;
  return {
    ...(frame === undefined ? {} : { frame }),
    ...(direction === undefined ? {} : { direction }),
    take(message, pass) {
      if (needsBody(fault) && (message.body?.length ?? 0) === 0) return false;
      switch (fault.kind) {
        case 'drop_frames':
          break;
        case 'duplicate_frames':
          pass(message);
          pass(message);
          break;
        case 'delay_frames':
          clock.setTimeout(() => pass(message), fault.ms, { keepAlive: false });
          break;
        case 'corrupt_frames':
          pass({ ...message, body: message.body?.map((byte, index) => (index === 0 ? UNREADABLE : byte ^ 0xff)) });
          break;
        case 'truncate_frames':
          pass({ ...message, body: message.body?.subarray(0, message.body.length >> 1) });
          break;
        case 'reorder_frames': {
          const first = held;
          if (first === undefined) {
            held = () => pass(message);
            return true;
          }
          held = undefined;
          pass(message);
          first();
        }
      }
      fired();
      return true;
    },
    release() {
      held?.();
      held = undefined;
    },
  };
}

/** The next stream that gets so far says nothing more. */
export function stallOf({ chunks }: StreamFault, fired: () => void): Tamper {
  const seen = new Map<number, number>();
  let stalled: number | undefined;
  return {
    direction: 'to_host',
    take({ kind, call }) {
      const name = kindName(kind);
      if (name !== 'CHUNK' && name !== 'END') return false;
      if (stalled !== undefined) return call === stalled;
      const count = (seen.get(call) ?? 0) + 1;
      if (count > chunks) {
        stalled = call;
        fired();
      } else if (name === 'CHUNK') seen.set(call, count);
      else seen.delete(call);
      return count > chunks;
    },
    release() {},
  };
}

/** The faults of one worker's frames, in the order in which they were made. */
export class Tampering {
  readonly #tampers = new Set<Tamper>();

  add(tamper: Tamper): void {
    this.#tampers.add(tamper);
  }

  remove(tamper: Tamper): void {
    if (this.#tampers.delete(tamper)) tamper.release();
  }

  pass<F extends Frame>(direction: Direction, frame: F, on: Pass<F>): void {
    for (const tamper of this.#tampers) if (isFor(tamper, direction, frame.kind) && tamper.take(frame, on)) return;
    on(frame);
  }
}

/** Beats are only meant when they are named. */
function isFor({ frame, direction }: FrameFilter, way: Direction, kind: Kind): boolean {
  if (direction !== undefined && direction !== way) return false;
  return frame === undefined ? kindName(kind) !== 'BEAT' : kindName(kind) === frame;
}
