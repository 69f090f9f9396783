/** The plain socket that workers on this machine dial: each connection is a lane, each message a length and a batch. */
import { createServer, type ListenOptions, type Server, type Socket } from 'node:net';
import type { Clock, Ms } from '../model/clock.ts';
import { isVivariumError } from '../model/errors.ts';
import type { Place } from './address.ts';
import type { Door } from './attach.ts';
import { encodeFramed } from './framed.ts';
import { Deframer } from './framing.ts';
import type { Wire } from './lane.ts';
import { UNACKNOWLEDGED } from './limits.ts';
import { type Lanes, LEFT } from './types.ts';

/** Listens for workers that speak frames alone. */
export async function openSocketLanes(place: Place, door: Door, clock: Clock): Promise<Lanes> {
  const sockets = new Set<Socket>();
  // Past a lane's allowance of bulk there is nothing that would be better off in the socket's queue than in the lane's.
  const server = createServer({ allowHalfOpen: true, noDelay: true, highWaterMark: UNACKNOWLEDGED }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    admit(socket, door);
  });
  const port = await listen(server, place.target);
  return {
    address: place.address(port),
    close: (graceMs) => shutDown(server, sockets, clock, graceMs),
  };
}

function admit(socket: Socket, door: Door): void {
  const wire: Wire = {
    kind: 'socket',
    commitMs: 0,
    write: (frames) => writeAll(socket, encodeFramed(frames)),
    end: () => socket.end(),
  };
  const lane = door.open(wire);
  const deframer = new Deframer((batch) => lane.receive(batch));
  socket.on('data', (bytes: Buffer) => {
    try {
      deframer.push(bytes);
    } catch (error) {
      if (!isVivariumError(error, 'VIV_PROTOCOL')) throw error;
      lane.close({ code: 'INVALID_ARGUMENT', message: error.message });
    }
  });
  socket.on('drain', () => lane.drained());
  // A killed process also shows as an orderly end.
  socket.on('end', () => {
    lane.ended(LEFT);
    socket.end();
  });
  socket.on('error', (error) => lane.ended({ code: 'UNAVAILABLE', message: error.message }));
  socket.on('close', () => {
    lane.ended(LEFT);
    door.left(lane);
  });
}

/** In one system call, as far as the socket takes it. */
function writeAll(socket: Socket, parts: readonly Uint8Array[]): boolean {
  socket.cork();
  for (const part of parts) socket.write(part);
  socket.uncork();
  return !socket.writableNeedDrain;
}

/** Resolves with the port, 0 for a unix socket. */
function listen(server: Server, target: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(listenOptions(target), () => {
      server.off('error', reject);
      const bound = server.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : 0);
    });
  });
}

function listenOptions(target: string): ListenOptions {
  if (target.startsWith('unix:')) return { path: target.slice('unix:'.length) };
  const [host = '', port] = target.split(':');
  return { host, port: Number(port) };
}

function shutDown(server: Server, sockets: ReadonlySet<Socket>, clock: Clock, graceMs: Ms): Promise<void> {
  return new Promise((resolve) => {
    const force = clock.setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, graceMs);
    server.close(() => {
      clock.clearTimeout(force);
      resolve();
    });
  });
}
