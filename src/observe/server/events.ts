/** The stream as server-sent events: batches, ten a second at most, as fast as the reader takes them and no faster. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, Ms, TimerId } from '../../model/clock.ts';
import type { Observation } from '../feed/observation.ts';
import type { ServerHello } from '../feed/types.ts';
import { SAFE_HEADERS } from './page.ts';

const BATCH_MS: Ms = 100;
const BEAT_MS: Ms = 15_000;
/** Deltas that wait for a reader who does not take them; what comes beyond is lost to it, and counted. */
const WAITING = 5_000;

export interface EventsOptions {
  readonly observation: Observation;
  readonly clock: Clock;
  readonly may: readonly string[];
  readonly left: () => void;
}

export function sendEvents(request: IncomingMessage, response: ServerResponse, options: EventsOptions): void {
  const { observation, clock, may, left } = options;
  const { instance } = observation;
  const reader = observation.subscribe(WAITING);
  let batch: TimerId | undefined;
  let full = false;

  const write = (text: string): void => {
    full = !response.write(text) || full;
  };
  const event = (name: string, json: string, id = ''): void => write(`event: ${name}\n${id}data: ${json}\n\n`);

  const flush = (): void => {
    batch = undefined;
    if (full) return;
    const { deltas, dropped } = reader.take();
    if (dropped > 0) event('gap', JSON.stringify({ type: 'gap', dropped }));
    const last = deltas.at(-1);
    if (last !== undefined)
      event('deltas', `[${deltas.map(({ json }) => json).join(',')}]`, `id: ${instance}:${last.delta.seq}\n`);
    if (reader.ended) response.end();
  };
  const soon = (): void => {
    batch ??= clock.setTimeout(flush, BATCH_MS, { keepAlive: false });
  };
  let beat: TimerId | undefined;
  const beats = (): void => {
    if (!full) write(': still here\n\n');
    beat = clock.setTimeout(beats, BEAT_MS, { keepAlive: false });
  };

  response.writeHead(200, {
    ...SAFE_HEADERS,
    'content-type': 'text/event-stream; charset=utf-8',
    'x-accel-buffering': 'no',
  });
  response.on('drain', () => {
    full = false;
    soon();
  });
  response.on('close', () => {
    clock.clearTimeout(batch);
    clock.clearTimeout(beat);
    reader.close();
    left();
  });
  const hello: ServerHello = { wire: 1, instance, version: observation.version, may };
  event('hello', JSON.stringify(hello));
  const since = known(request.headers['last-event-id'], observation);
  if (since === undefined) {
    const snapshot = observation.snapshot();
    reader.take(); // the snapshot has it all
    event('snapshot', JSON.stringify(snapshot), `id: ${instance}:${snapshot.seq}\n`);
  } else if (since.length > 0) {
    const to = since.at(-1)?.delta.seq;
    event('deltas', `[${since.map(({ json }) => json).join(',')}]`, `id: ${instance}:${to}\n`);
  }
  reader.onMore = soon;
  beat = clock.setTimeout(beats, BEAT_MS, { keepAlive: false });
}

/** What came after the reader's last event, when that was one of ours and is still remembered. */
function known(id: string | string[] | undefined, observation: Observation): ReturnType<Observation['since']> {
  const [, instance, seq] = /^([\da-f-]{36}):(\d{1,15})$/.exec(String(id)) ?? [];
  return instance === observation.instance ? observation.since(Number(seq)) : undefined;
}
