/** The host's telemetry events for one reader of a stream, until it leaves. */
import type { Clock } from '../../model/clock.ts';
import type { snakepit } from '../generated/plane.js';
import { Latch } from './latch.ts';
import { type Control, TelemetryFilter } from './telemetry-filter.ts';
import type { PlaneEvent, SessionPlane } from './types.ts';

type Event = snakepit.bridge.TelemetryEvent.$Properties;

/** Events that wait for a slow reader; past it the oldest go. */
const BUFFER = 1_024;

/** @param over ends it */
export async function* telemetry(
  plane: Pick<SessionPlane, 'onTelemetry'>,
  clock: Clock,
  controls: AsyncIterable<Control>,
  over: AbortSignal,
): AsyncIterable<Event> {
  const filter = new TelemetryFilter();
  const latch = new Latch(over);
  const waiting: Event[] = [];
  const unsubscribe = plane.onTelemetry((event) => {
    if (!filter.takes(event.event)) return;
    if (waiting.push(eventOf(event, clock.wall())) > BUFFER) waiting.shift();
    latch.open();
  });
  let broken: { readonly error: unknown } | undefined;
  void listen(controls, filter).catch((error: unknown) => {
    broken = { error };
    latch.open();
  });
  try {
    while (await latch.opened()) {
      for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) yield event;
      if (broken !== undefined) throw broken.error;
    }
  } finally {
    unsubscribe();
    latch.close();
  }
}

/** A reader that says no more still reads. */
async function listen(controls: AsyncIterable<Control>, filter: TelemetryFilter): Promise<void> {
  for await (const control of controls) filter.change(control);
}

function eventOf({ event, measurements, metadata, correlationId }: PlaneEvent, now: number): Event {
  return {
    eventParts: event.split('.'),
    measurements: Object.fromEntries(Object.entries(measurements).map(([name, value]) => [name, measured(value)])),
    metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, textOf(value)])),
    timestampNs: now * 1e6,
    correlationId,
  };
}

function measured(value: unknown): snakepit.bridge.TelemetryValue.$Properties {
  if (typeof value !== 'number') return { stringValue: textOf(value) };
  return Number.isSafeInteger(value) ? { intValue: value } : { floatValue: value };
}

function textOf(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}
