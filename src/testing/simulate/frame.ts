/** A frame as it arrives, from what its sender says of it: nothing is encoded on a simulated lane. */
import type { Incoming, Outgoing } from '../../bridge/types.ts';

const NOTHING = new Uint8Array();

export function frameOf({
  kind,
  call,
  body = NOTHING,
  segments = [],
  number = 0,
  tool = '',
  timeoutMs = 0,
  meta = NOTHING,
}: Outgoing): Incoming {
  return { kind, call, body, segments, number, tool, timeoutMs, meta };
}
