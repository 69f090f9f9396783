/** A server of its own for the observer: it never keeps the process alive. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Observable, observerHandler } from './handler.ts';
import { addressOf, type ObserverOptions } from './options.ts';

export interface Observer extends AsyncDisposable {
  /** To be opened in a browser: `http://127.0.0.1:40123/#token=…`. Whoever has it may look. */
  readonly url: string;
  /** The same for who may act; undefined where nobody may. */
  readonly actionsUrl: string | undefined;
  /** Resolves when nobody looks any more. */
  close(): Promise<void>;
}

/** Rejects with the system's reason when nobody can listen there, with BadConfig for an option that is none. */
export async function openObserver(runtime: Observable, options: ObserverOptions = {}): Promise<Observer> {
  const { port, host } = addressOf(options);
  const hosts = host === '0.0.0.0' || host === '::' ? [] : [host];
  const handler = observerHandler(runtime, { ...options, hosts: [...hosts, ...(options.hosts ?? [])] });
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000, maxHeaderSize: 8_192 }, handler);
  server.maxConnections = 128;
  server.listen(port, host).unref();
  server.on('connection', (socket) => socket.unref());
  await once(server, 'listening');
  const { port: found } = server.address() as AddressInfo;
  const at = (token: string): string => `http://${host.includes(':') ? `[${host}]` : host}:${found}/#token=${token}`;
  const { token, actionToken } = handler.access;
  const close = async (): Promise<void> => {
    handler.close();
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return {
    url: at(token),
    actionsUrl: actionToken === undefined ? undefined : at(actionToken),
    close,
    [Symbol.asyncDispose]: close,
  };
}
