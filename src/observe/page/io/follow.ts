/** Follows the server's stream for as long as it is wanted: reads, resumes where it was, waits a little longer after each failure. */
import { type Ms, realClock } from '../../../model/clock.ts';
import type { ServerEvents, ServerHello } from '../../feed/types.ts';
import type { Connection } from '../state/connection.ts';
import { type ServerSent, sseParser } from './sse.ts';

export interface Listener {
  state(connection: Connection): void;
  hello(hello: ServerHello): void;
  snapshot(snapshot: ServerEvents['snapshot']): void;
  deltas(deltas: ServerEvents['deltas']): void;
  gap(gap: ServerEvents['gap']): void;
}

export interface Following {
  stop(): void;
}

const FIRST_WAIT_MS: Ms = 500;
const LONGEST_WAIT_MS: Ms = 5_000;

export function follow(token: string, listener: Listener): Following {
  const stopping = new AbortController();
  void run(token, listener, stopping.signal);
  return { stop: () => stopping.abort() };
}

async function run(token: string, listener: Listener, signal: AbortSignal): Promise<void> {
  let [lastId, waitMs]: [string | undefined, Ms] = [undefined, FIRST_WAIT_MS];
  listener.state({ is: 'connecting' });
  while (!signal.aborted) {
    try {
      const response: Response = await fetch('api/events', {
        headers: headers(token, lastId),
        signal,
        cache: 'no-store',
      });
      if (response.status === 401 || response.status === 403) {
        const why = token === '' ? 'It needs a token.' : 'It does not know this token.';
        listener.state({ is: 'refused', why });
        return;
      }
      if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`);
      listener.state({ is: 'live' });
      for await (const event of events(response.body)) {
        waitMs = FIRST_WAIT_MS;
        lastId = event.id ?? lastId;
        tell(event, listener);
        if (event.event === 'gap') {
          lastId = undefined; // the picture has a hole: a whole one is asked for
          break;
        }
      }
      if (lastId !== undefined) throw new Error('the server ended the stream');
    } catch (error) {
      if (signal.aborted) return;
      listener.state({ is: 'lost', why: error instanceof Error ? error.message : String(error) });
      await pause(waitMs);
      waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
    }
  }
}

function headers(token: string, lastId: string | undefined): Record<string, string> {
  const always = { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' };
  return lastId === undefined ? always : { ...always, 'Last-Event-ID': lastId };
}

async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSent> {
  const [reader, decoder, parse] = [body.getReader(), new TextDecoder(), sseParser()];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield* parse(decoder.decode(value, { stream: true }));
    }
  } finally {
    await reader.cancel().catch(() => {}); // it may have failed already
  }
}

function tell({ event, data }: ServerSent, listener: Listener): void {
  if (event === 'hello') listener.hello(JSON.parse(data));
  else if (event === 'snapshot') listener.snapshot(JSON.parse(data));
  else if (event === 'deltas') listener.deltas(JSON.parse(data));
  else if (event === 'gap') listener.gap(JSON.parse(data));
}

const pause = (ms: Ms): Promise<void> => new Promise((resolve) => realClock.setTimeout(resolve, ms));
