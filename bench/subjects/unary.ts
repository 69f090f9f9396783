/** What one would write first: a gRPC call for each call, grpc-js to grpcio, and gRPC's server streaming. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as grpc from '@grpc/grpc-js';
import { serve } from '../peer-process.ts';
import type { Subject } from '../subject.ts';

/** Arrays are larger than the 4 MB that gRPC takes by default; the window is what made it fastest (facts of the lane). */
const OPTIONS = {
  'grpc.enable_retries': 0,
  'grpc.max_receive_message_length': -1,
  'grpc.max_send_message_length': -1,
  'grpc-node.flow_control_window': 16 * 1_048_576,
};

const toJson = (args: unknown): Buffer => Buffer.from(JSON.stringify(args));
const fromJson = (bytes: Buffer): unknown => JSON.parse(bytes.toString());
const asIs = (bytes: Buffer): Buffer => bytes;

export async function unary(): Promise<Subject> {
  const folder = await mkdtemp(join(tmpdir(), 'vivarium-bench-'));
  const address = `unix:${join(folder, 'unary')}`;
  const server = serve('unary_server.py', [address]);
  await server.ready();
  const client = new grpc.Client(address, grpc.credentials.createInsecure(), OPTIONS);
  const call = <A, R>(name: string, encode: (args: A) => Buffer, decode: (bytes: Buffer) => R, args: A): Promise<R> =>
    new Promise((resolve, reject) => {
      client.makeUnaryRequest(`/bench.Tools/${name}`, encode, decode, args, (error, answer) =>
        answer === undefined ? reject(error) : resolve(answer),
      );
    });
  return {
    concurrency: 8,
    window: 'any',
    pids: () => server.pids,
    add: (a, b) => call('Add', toJson, fromJson, { a, b }),
    echo: (value) => call('Echo', toJson, fromJson, { value }),
    async array(values) {
      const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
      return floats(await call('Array', asIs, asIs, bytes));
    },
    dicts: (count) => client.makeServerStreamRequest('/bench.Tools/Dicts', toJson, fromJson, { count }),
    blocks: (count) => client.makeServerStreamRequest('/bench.Tools/Blocks', toJson, asIs, { count }),
    async close() {
      client.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A view where the bytes are aligned, a copy where they are not. */
export function floats(bytes: Buffer): Float32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
}
