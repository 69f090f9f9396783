/** `host:port` for the session plane: taken apart, judged, and tried before gRPC does. */
import { once } from 'node:events';
import { createServer, isIPv4 } from 'node:net';

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

/** `127.0.0.1:50051`, `localhost:0`, `[::1]:50051`; undefined when it is none. */
export function parseTcpAddress(text: string): TcpAddress | undefined {
  const match = /^(?:\[([\da-fA-F:.]+)\]|([\w.-]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  const host = match?.[1] ?? match?.[2];
  return host === undefined || port > 65_535 ? undefined : { host, port };
}

/** Whether only this machine can reach it. */
export function isLoopback({ host }: TcpAddress): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

/** Rejects with the system's own reason, which gRPC keeps to itself, when nobody can listen there. */
export async function tryTcpAddress({ host, port }: TcpAddress): Promise<void> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}
