/** Frames ↔ the bytes of a `Batch`, by protobufjs' generated code. */
import { vivarium } from './generated/bridge.js';
import { protocolError } from './protocol-error.ts';

const { Batch } = vivarium.v1;

/** `Frame` of bridge.proto; absent fields hold proto3's defaults. */
export interface Frame {
  readonly kind: number;
  readonly call: number;
  readonly body: Uint8Array;
  readonly segment: number;
  readonly more: boolean;
  readonly sizes: readonly number[];
  readonly number: number;
  readonly tool: string;
  readonly timeoutMs: number;
  readonly meta: Uint8Array;
}

export const NO_BYTES = new Uint8Array(0);
export const NO_SIZES: readonly number[] = [];

/** The bytes of a batch of these frames. */
export function encodeBatch(frames: readonly Frame[]): Buffer {
  return Batch.encode({ frames: frames as vivarium.v1.Frame.$Properties[] }).finish() as Buffer;
}

/** @throws VivariumError `VIV_PROTOCOL` when the bytes are no batch. */
export function decodeBatch(bytes: Uint8Array): readonly Frame[] {
  try {
    return Batch.decode(bytes).frames as readonly Frame[];
  } catch (error) {
    throw protocolError(`a message of ${bytes.length} bytes is no vivarium.v1.Batch: ${String(error)}`);
  }
}

/** The most bytes that a frame takes in a batch: tags, lengths and numbers at their longest. */
export function frameBytes(frame: Frame): number {
  return 64 + frame.body.length + frame.meta.length + 3 * frame.tool.length + 5 * frame.sizes.length;
}
