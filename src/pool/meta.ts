/** What goes with a call beside its arguments: its session, and what the caller attached. */
import { encodeValue } from '../bridge/values.ts';
import { BadConfig } from '../model/errors.ts';
import type { CallOptions } from './types.ts';
import type { CallWatch } from './watch.ts';

/** It rides in one frame beside the arguments, so it is small and has no binary parts. */
const META_BYTES = 65_536;

/** @throws BadConfig */
export function encodeMeta(
  session: string | undefined,
  carrier: CallWatch['carrier'],
  metadata: CallOptions['metadata'],
): Uint8Array | undefined {
  if (session === undefined && metadata === undefined && carrier === undefined) return undefined;
  const whole = carrier === undefined ? metadata : { ...metadata, ...carrier };
  const { body, segments } = encodeValue({ session, metadata: whole }, 'options');
  if (segments.length === 0 && body.length <= META_BYTES) return body;
  throw new BadConfig('options.metadata', metadata, 'at most 64 KB of plain values, no tensors and no bytes above 256');
}
