/** The gRPC server that workers dial, and the one place where streams of grpc-js become lanes. */
import * as grpc from '@grpc/grpc-js';
import type { Clock } from '../model/clock.ts';
import type { Place } from './address.ts';
import type { Door } from './attach.ts';
import type { Wire } from './lane.ts';
import { BATCH_RECEIVED, FLOW_CONTROL_WINDOW, GROUP_COMMIT_MS } from './limits.ts';
import { listen, shutDown } from './listen.ts';
import { type Lanes, LEFT } from './types.ts';
import { encodeBatch } from './wire.ts';

type Stream = grpc.ServerDuplexStream<Buffer, Buffer>;

/** A status travels in HTTP/2 headers, which are small. */
const DETAILS = 500;
const asIs = (bytes: Buffer): Buffer => bytes;

/** The generated service classes know no streams; bytes pass as they are, the lane decodes them. */
const SERVICE = {
  attach: {
    path: '/vivarium.v1.Bridge/Attach',
    requestStream: true,
    responseStream: true,
    requestSerialize: asIs,
    requestDeserialize: asIs,
    responseSerialize: asIs,
    responseDeserialize: asIs,
  },
} satisfies grpc.ServiceDefinition;

/** Listens for workers that speak gRPC. */
export async function openGrpcLanes(place: Place, door: Door, clock: Clock): Promise<Lanes> {
  const server = new grpc.Server({
    'grpc.max_receive_message_length': BATCH_RECEIVED,
    'grpc.max_send_message_length': BATCH_RECEIVED,
    'grpc-node.flow_control_window': FLOW_CONTROL_WINDOW,
  });
  server.addService(SERVICE, { attach: (stream: Stream) => admit(stream, door) });
  const port = await listen(server, place.target);
  return { address: place.address(port), close: (graceMs) => shutDown(server, clock, graceMs) };
}

function admit(stream: Stream, door: Door): void {
  const wire: Wire = {
    kind: 'grpc',
    commitMs: GROUP_COMMIT_MS,
    write: (frames) => stream.write(encodeBatch(frames)),
    // grpc-js ends a stream with a status other than OK by an 'error' event, after what was written.
    end: ({ code, message }) =>
      stream.emit('error', { code: statusOf(code), details: [...message].slice(0, DETAILS).join('') }),
  };
  const lane = door.open(wire);
  stream.on('data', (batch: Buffer) => lane.receive(batch));
  stream.on('drain', () => lane.drained());
  // A killed process also shows as an orderly end: HTTP/2 does not tell them apart.
  stream.on('end', () => {
    lane.ended(LEFT);
    stream.end();
  });
  stream.on('error', (error) => lane.ended({ code: 'UNAVAILABLE', message: error.message }));
  stream.on('close', () => {
    lane.ended(LEFT);
    door.left(lane);
  });
}

function statusOf(code: string): grpc.status {
  return grpc.status[code as keyof typeof grpc.status] ?? grpc.status.UNKNOWN;
}
