/** The gRPC server that workers dial, and the one place where streams of grpc-js become lanes. */
import { tmpdir } from 'node:os';
import * as grpc from '@grpc/grpc-js';
import type { Clock } from '../model/clock.ts';
import { VivariumError } from '../model/errors.ts';
import type { Log } from '../model/log.ts';
import { choosePlace } from './address.ts';
import { Door } from './attach.ts';
import type { Wire } from './lane.ts';
import { FLOW_CONTROL_WINDOW, GRPC_MESSAGE, MESSAGE_BYTES } from './limits.ts';
import { listen, shutDown } from './listen.ts';
import type { Bridge, Closed } from './types.ts';

export interface BridgeOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Default `unix`; `tcp` is the loopback on a port of its own. */
  readonly transport?: 'unix' | 'tcp';
  /** Where the socket's directory is made; default: the system's for temporary files. */
  readonly directory?: string;
  readonly limits?: {
    /** Bytes of the messages that one lane may be in the middle of receiving; default 1 GiB. */
    readonly messageBytes?: number;
  };
}

type Stream = grpc.ServerDuplexStream<Buffer, Buffer>;

const LEFT: Closed = { code: 'UNAVAILABLE', message: 'the worker has left its lane' };
const STOPPING: Closed = { code: 'UNAVAILABLE', message: 'the host is stopping' };
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

/**
 * Listens for workers.
 * @throws VivariumError `VIV_START_FAILED` when it cannot listen.
 */
export async function openBridge(options: BridgeOptions): Promise<Bridge> {
  const { clock, log } = options;
  const { transport = 'unix', directory = tmpdir() } = options;
  const place = await choosePlace(transport, directory).catch((cause) => {
    throw cannotListen(directory, cause);
  });
  const door = new Door({ clock, log, messageBytes: options.limits?.messageBytes ?? MESSAGE_BYTES });
  const server = new grpc.Server({
    'grpc.max_receive_message_length': GRPC_MESSAGE,
    'grpc.max_send_message_length': GRPC_MESSAGE,
    'grpc-node.flow_control_window': FLOW_CONTROL_WINDOW,
  });
  server.addService(SERVICE, { attach: (stream: Stream) => admit(stream, door) });
  const port = await listen(server, place.target).catch(async (cause) => {
    await place.remove();
    throw cannotListen(place.target, cause);
  });
  let closing: Promise<void> | undefined;
  return {
    address: place.address(port),
    expect: (ticket) => door.expect(ticket),
    close(graceMs) {
      door.close(STOPPING);
      closing ??= shutDown(server, clock, graceMs).then(() => place.remove());
      return closing;
    },
  };
}

function admit(stream: Stream, door: Door): void {
  const wire: Wire = {
    write: (batch) => stream.write(batch),
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

function cannotListen(where: string, cause: unknown): VivariumError {
  const message = `the bridge cannot listen in ${where}: ${String(cause)}; choose another \`directory\` or \`transport: 'tcp'\``;
  return new VivariumError('VIV_START_FAILED', message, { where }, { cause });
}

function statusOf(code: string): grpc.status {
  return grpc.status[code as keyof typeof grpc.status] ?? grpc.status.UNKNOWN;
}
