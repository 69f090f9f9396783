/** What carries a peer's batches to the host: a bare grpc-js client, or a plain socket. Both on the real address. */
import { EventEmitter } from 'node:events';
import { connect } from 'node:net';
import { Client, credentials, status } from '@grpc/grpc-js';
import { Deframer } from '../../src/bridge/framing.ts';
import type { Closed, LaneKind } from '../../src/bridge/types.ts';
import { lengthBefore } from './length-before.ts';

/** Emits `data` with each batch, `drain`, and `closed` with why. */
export interface Carrier extends EventEmitter {
  write(batch: Uint8Array): boolean;
  pause(): void;
  end(): void;
  cancel(): void;
}

export const CARRIERS: Readonly<Record<LaneKind, (address: string) => Carrier>> = { grpc, socket };

const asIs = (bytes: Buffer): Buffer => bytes;

function grpc(address: string): Carrier {
  const client = new Client(address, credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 });
  const stream = client.makeBidiStreamRequest('/vivarium.v1.Bridge/Attach', asIs, asIs);
  const carrier = new EventEmitter();
  stream.on('error', () => {});
  stream.on('data', (batch: Buffer) => carrier.emit('data', batch));
  stream.on('drain', () => carrier.emit('drain'));
  stream.on('status', ({ code, details }) => {
    carrier.emit('closed', { code: status[code], message: details } satisfies Closed);
  });
  return Object.assign(carrier, {
    write: (batch: Uint8Array) => stream.write(Buffer.from(batch)),
    pause: () => void stream.pause(),
    end: () => void stream.end(),
    cancel() {
      stream.cancel();
      client.close();
    },
  });
}

function socket(address: string): Carrier {
  const connection = connect(address.replace(/^unix:/, ''));
  const carrier = new EventEmitter();
  const deframer = new Deframer((batch) => {
    carrier.emit('data', batch);
    return false;
  });
  connection.on('error', () => {});
  connection.on('data', (bytes: Buffer) => deframer.push(bytes));
  connection.on('drain', () => carrier.emit('drain'));
  connection.on('close', () => {
    carrier.emit('closed', { code: 'UNAVAILABLE', message: 'the socket is closed' } satisfies Closed);
  });
  return Object.assign(carrier, {
    write: (batch: Uint8Array) => connection.write(lengthBefore(batch)),
    pause: () => void connection.pause(),
    end: () => void connection.end(),
    cancel: () => void connection.destroy(),
  });
}
