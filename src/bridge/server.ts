/** Where workers dial: one door, reached by gRPC and by a plain socket. */
import { tmpdir } from 'node:os';
import type { Clock } from '../model/clock.ts';
import { VivariumError } from '../model/errors.ts';
import type { Log } from '../model/log.ts';
import { choosePlace, type Place } from './address.ts';
import { Door } from './attach.ts';
import { openGrpcLanes } from './grpc-lanes.ts';
import { MESSAGE_BYTES } from './limits.ts';
import { openSocketLanes } from './socket-lanes.ts';
import type { Bridge, Closed, Lanes } from './types.ts';

export interface BridgeOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Default `unix`; `tcp` is the loopback on ports of its own. */
  readonly transport?: 'unix' | 'tcp';
  /** Where the sockets' directories are made; default: the system's for temporary files. */
  readonly directory?: string;
  readonly limits?: {
    /** Bytes of the messages that one lane may be in the middle of receiving; default 1 GiB. */
    readonly messageBytes?: number;
  };
}

const STOPPING: Closed = { code: 'UNAVAILABLE', message: 'the host is stopping' };

/**
 * Listens for workers.
 * @throws VivariumError `VIV_START_FAILED` when it cannot listen.
 */
export async function openBridge(options: BridgeOptions): Promise<Bridge> {
  const { clock, log, transport = 'unix', directory = tmpdir() } = options;
  const door = new Door({ clock, log, messageBytes: options.limits?.messageBytes ?? MESSAGE_BYTES });
  const open = async (name: 'lane' | 'socket', listen: typeof openGrpcLanes): Promise<Lanes> => {
    const place = await choosePlace(transport, directory, name).catch((cause) => {
      throw cannotListen(directory, cause);
    });
    return await openAt(place, () => listen(place, door, clock));
  };
  const grpc = await open('lane', openGrpcLanes);
  const socket = await open('socket', openSocketLanes).catch(async (error) => {
    await grpc.close(0);
    throw error;
  });
  let closing: Promise<void> | undefined;
  return {
    addresses: { grpc: grpc.address, socket: socket.address },
    expect: (ticket) => door.expect(ticket),
    close(graceMs) {
      door.close(STOPPING);
      closing ??= Promise.all([grpc.close(graceMs), socket.close(graceMs)]).then(() => {});
      return closing;
    },
  };
}

/** What was made for the place goes with what listens there. */
async function openAt(place: Place, listen: () => Promise<Lanes>): Promise<Lanes> {
  const lanes = await listen().catch(async (cause) => {
    await place.remove();
    throw cannotListen(place.target, cause);
  });
  return { address: lanes.address, close: (graceMs) => lanes.close(graceMs).then(() => place.remove()) };
}

function cannotListen(where: string, cause: unknown): VivariumError {
  const message = `the bridge cannot listen in ${where}: ${String(cause)}; choose another \`directory\` or \`transport: 'tcp'\``;
  return new VivariumError('VIV_START_FAILED', message, { where }, { cause });
}
