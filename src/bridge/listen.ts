/** A grpc-js server at its place, and its end: in order while there is time, then by force. */
import * as grpc from '@grpc/grpc-js';
import type { Clock, Ms } from '../model/clock.ts';

/** Resolves with the port, 0 for a unix socket. */
export function listen(server: grpc.Server, target: string, credentials = plaintext()): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(target, credentials, (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}

/** The server needs its channelz, which is on by default: without it `forceShutdown` finds no connection to close. */
export function shutDown(server: grpc.Server, clock: Clock, graceMs: Ms): Promise<void> {
  return new Promise((resolve) => {
    const force = clock.setTimeout(() => server.forceShutdown(), graceMs);
    server.tryShutdown(() => {
      clock.clearTimeout(force);
      resolve();
    });
  });
}

function plaintext(): grpc.ServerCredentials {
  return grpc.ServerCredentials.createInsecure();
}
