/**
 * One HTTP request to an agent's process on the loopback. Each has a connection of its own: one that was kept could be
 * closed by the other side under the next question, and nobody could say whether it had been read.
 */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Timers } from '../kernel/index.ts';
import type { Ms } from '../model/clock.ts';

export interface HttpRequest {
  readonly port: number;
  readonly path: string;
  /** JSON to post; undefined: it is a GET. */
  readonly body: string | undefined;
  readonly token: string | undefined;
  readonly connectMs: Ms;
  readonly timers: Timers;
  /** Closes the connection, whereupon the agent gives the question up. Its reason is what is thrown. */
  readonly signal: AbortSignal;
  /** The connection stands: from now on the question may have been read. */
  readonly connected?: () => void;
}

/** The most bytes of an answer. */
const MOST_ANSWER = 64 * 1024 * 1024;

/** Resolves with the head of the answer. Rejects with the signal's reason, or with what Node says of the connection. */
export function send(options: HttpRequest): Promise<IncomingMessage> {
  const { port, path, body, token, connectMs, timers, signal, connected } = options;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const method = body === undefined ? 'GET' : 'POST';
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false });
    const timer = timers.after(connectMs, () => request.destroy(new Error('nobody answered its port in time')));
    const abort = (): void => void request.destroy(reasonOf(signal));
    signal.addEventListener('abort', abort, { once: true });
    request.once('socket', (socket) =>
      socket.once('connect', () => {
        timers.cancel(timer);
        connected?.();
      }),
    );
    request.once('response', resolve);
    request.on('error', reject); // also one that comes after the answer, which its reader hears of
    request.once('close', () => {
      timers.cancel(timer);
      signal.removeEventListener('abort', abort);
    });
    request.end(body);
  });
}

/** The whole of an answer. Rejects as {@link send}, and with RangeError for one that is too large. */
export async function readAll(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_ANSWER) throw new RangeError(`an answer of more than ${MOST_ANSWER} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

const reasonOf = ({ reason }: AbortSignal): Error => (reason instanceof Error ? reason : new Error(String(reason)));
