/** A reader of the observer's server, as the page is one: fetch, and server-sent events from its stream. */
import { request as httpRequest } from 'node:http';

export interface SentEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: Record<string, unknown> & unknown[];
}

export interface Reader {
  readonly status: number;
  readonly events: SentEvent[];
  close(): void;
}

/** Where the page is, and the token in its fragment. */
export function parts(url: string): { base: string; token: string } {
  const { origin, hash } = new URL(url);
  return { base: origin, token: hash.slice('#token='.length) };
}

export async function follow(url: string, headers: Record<string, string> = {}): Promise<Reader> {
  const { base, token } = parts(url);
  const abort = new AbortController();
  const response = await fetch(`${base}/api/events`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
    signal: abort.signal,
  });
  const events: SentEvent[] = [];
  void read(response, events).catch(() => {});
  return { status: response.status, events, close: () => abort.abort() };
}

async function read(response: Response, events: SentEvent[]): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const part of response.body ?? []) {
    text += decoder.decode(part as Uint8Array, { stream: true });
    const whole = text.split('\n\n');
    text = whole.pop() ?? '';
    for (const block of whole) {
      const of = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      const event = of('event');
      if (event !== undefined) events.push({ event, id: of('id'), data: JSON.parse(of('data') ?? 'null') });
    }
  }
}

/** A request with headers that fetch would not let one send. */
export function raw(base: string, path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    httpRequest({ hostname, port, path, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
