/** Frames → the bytes of a socket: a batch with its length in front, in parts, so that what is large is not copied. */
import protobuf from 'protobufjs/minimal.js';
import { vivarium } from './generated/bridge.js';
import { type Frame, NO_BYTES } from './wire.ts';

type Writer = protobuf.Writer;

/** As protobuf has it: the number of a field, and that bytes of a known length follow. */
const FRAMES = (1 << 3) | 2;
const BODY = (3 << 3) | 2;
/** To copy so few bytes costs less than a part more. */
const COPIED = 16 * 1024;
const PREFIX = 4;

/** The batch of these frames after its length, a u32 in little-endian. A large body is the last field of its frame, and a part. */
export function encodeFramed(frames: readonly Frame[]): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  let writer = create().fixed32(0);
  for (const frame of frames) {
    const { body } = frame;
    if (body.length <= COPIED) {
      encode(frame, writer.uint32(FRAMES).fork()).ldelim();
      continue;
    }
    const head = encode({ ...frame, body: NO_BYTES }, create())
      .uint32(BODY)
      .uint32(body.length)
      .finish();
    writer.uint32(FRAMES).uint32(head.length + body.length);
    parts.push(writer.finish(), head, body);
    writer = create();
  }
  if (writer.len > 0) parts.push(writer.finish());
  return withLength(parts);
}

function withLength(parts: readonly Uint8Array[]): readonly Uint8Array[] {
  let length = -PREFIX;
  for (const part of parts) length += part.length;
  const [first = NO_BYTES] = parts;
  new DataView(first.buffer, first.byteOffset, PREFIX).setUint32(0, length, true);
  return parts;
}

function create(): Writer {
  return protobuf.Writer.create();
}

function encode(frame: Frame, writer: Writer): Writer {
  return vivarium.v1.Frame.encode(frame as vivarium.v1.Frame.$Properties, writer);
}
