/**
 * A provider of language models on this machine, over real HTTP: no key, no network, and it misbehaves on demand.
 *
 *   POST /v1/chat/completions, /v1/embeddings    OpenAI, Ollama
 *   POST /v1/messages                            Anthropic
 *   POST /hf-inference/models/…                  HuggingFace
 *   GET /requests, POST /next ["fail-500"]       for programs that did not start it
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { anthropic } from './anthropic.ts';
import { type Behaviour, behaviourOf } from './behaviour.ts';
import { huggingfaceEmbeddings, openaiEmbeddings } from './embeddings.ts';
import { openai } from './openai.ts';
import { reply } from './reply.ts';
import type { Asked, Wire } from './types.ts';

/** A request as the provider saw it. */
export interface Seen {
  readonly path: string;
  readonly model: string;
  /** What the key's header had; undefined without one. */
  readonly key: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Asked;
  /** The client hung up before the answer was complete. */
  aborted: boolean;
}

export interface Provider {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Environment variables that lead every client here. */
  readonly env: Readonly<Record<string, string>>;
  /** Requests so far, in the order of their arrival. */
  readonly requests: readonly Seen[];
  /** Connections that were made so far. */
  readonly sockets: number;
  /** Requests that have not been answered. */
  readonly open: number;
  /** The most that were open at once. */
  readonly peak: number;
  /** How the next requests are treated, whatever their model: `next('fail-500', 'answer')`. */
  next(...behaviours: string[]): void;
  /** Forgets requests, connections and orders. */
  reset(): void;
  close(): Promise<void>;
}

export async function startProvider({ port = 0 }: { readonly port?: number } = {}): Promise<Provider> {
  const requests: Seen[] = [];
  const orders: string[] = [];
  const before = new Map<string, number>();
  let [sockets, open, peak] = [0, 0, 0];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(request.url ?? '');
    if (request.method === 'GET') return json(response, 200, path === '/requests' ? requests : { ok: true });
    const text = await bodyOf(request);
    const body = JSON.parse(text === '' ? '{}' : text) as Asked;
    if (path === '/next') {
      orders.push(...(body as unknown as string[]));
      return json(response, 200, {});
    }
    const { headers } = request;
    const model = String(body['model'] ?? /models\/(.+?)\/pipeline/.exec(path)?.[1] ?? '');
    const key = headers.authorization?.replace(/^Bearer /, '') ?? headers['x-api-key']?.toString();
    const seen: Seen = { path, model, key, headers, body, aborted: false };
    requests.push(seen);
    open += 1;
    peak = Math.max(peak, open);
    response.on('close', () => {
      open -= 1;
      seen.aborted = !response.writableFinished;
    });
    const behaviour = behaviourOf(orders.shift(), headers['x-behaviour']?.toString(), model);
    const times = (before.get(text) ?? 0) + 1;
    before.set(text, times);
    await treat({ path, body, response, behaviour, times });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) json(response, 500, { error: { message: String(error) } });
      else response.destroy();
    });
  });
  server.on('connection', () => {
    sockets += 1;
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    env: { OPENAI_BASE_URL: `${url}/v1`, ANTHROPIC_BASE_URL: url, OLLAMA_HOST: url, HF_ENDPOINT: url },
    requests,
    get sockets() {
      return sockets;
    },
    get open() {
      return open;
    },
    get peak() {
      return peak;
    },
    next: (...behaviours) => void orders.push(...behaviours),
    reset() {
      requests.length = 0;
      orders.length = 0;
      before.clear();
      sockets = 0;
      peak = open;
    },
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

interface Treatment {
  readonly path: string;
  readonly body: Asked;
  readonly response: ServerResponse;
  readonly behaviour: Behaviour;
  /** How often the very same request has come, this one counted. */
  readonly times: number;
}

async function treat({ path, body, response, behaviour, times }: Treatment): Promise<void> {
  const wire = path.endsWith('/messages') ? anthropic : openai;
  const refuse = (status: number, retryAfter?: number): void => {
    if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter));
    json(response, status, wire.error(status, `the provider answers ${status}, as it was told`));
  };
  if (behaviour.type === 'drop') return void response.destroy();
  if (behaviour.type === 'fail') return refuse(behaviour.status, behaviour.retryAfter);
  if (behaviour.type === 'flaky' && times <= behaviour.times) return refuse(500);
  if (behaviour.type === 'limited' && times === 1) return refuse(429, behaviour.retryAfter);
  if (behaviour.type === 'garbage') return void response.setHeader('content-type', 'application/json').end('<html>');
  if (path.endsWith('/embeddings')) return whole(response, behaviour, openaiEmbeddings(body));
  if (path.includes('/feature-extraction')) return whole(response, behaviour, huggingfaceEmbeddings(body));
  if (path.endsWith('/chat/completions') || path.endsWith('/messages')) return chat(wire, body, response, behaviour);
  refuse(404);
}

async function chat(wire: Wire, body: Asked, response: ServerResponse, behaviour: Behaviour): Promise<void> {
  const ask = wire.read(body);
  if (!ask.stream) return whole(response, behaviour, wire.answer(ask, reply(ask)));
  const events = wire.events(ask, reply(ask));
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const [index, event] of events.entries()) {
    if (behaviour.type === 'slow') await sleep(behaviour.ms);
    if (response.destroyed) return;
    if (behaviour.type === 'broken' && index === 2) return void response.write(event, () => response.destroy());
    const more = response.write(event);
    if (behaviour.type === 'hang') return;
    if (!more && !(await drained(response))) return;
  }
  response.end();
}

async function whole(response: ServerResponse, behaviour: Behaviour, answer: unknown): Promise<void> {
  if (behaviour.type === 'hang') return;
  if (behaviour.type === 'slow') await sleep(behaviour.ms);
  if (behaviour.type !== 'broken') return json(response, 200, answer);
  const text = JSON.stringify(answer);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

/** False when the client has gone. */
function drained(response: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    const over = (): void => {
      response.off('drain', over).off('close', over);
      resolve(!response.destroyed);
    };
    response.on('drain', over).on('close', over);
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
