/** What a call costs Node while nobody listens, and with each of those who may: at 5,000 calls a second. */
import { spawn } from 'node:child_process';
import { tracingChannel } from 'node:diagnostics_channel';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { cpuUs } from '../cpu.ts';
import { median } from '../measure.ts';
import { server } from '../peer-process.ts';
import type { Figures } from '../subject.ts';
import { type Started, startPool } from './pool.ts';

const PER_SECOND = 5_000;
const WINDOW_MS = 400;
const ROUNDS = 5;
const SCRAPE_MS = 100;

type Listener = (started: Started) => End | Promise<End>;
type End = () => unknown;

/** Each begins to listen, and gives what ends it. */
const LISTENERS: Readonly<Record<string, Listener>> = {
  nobody: () => () => {},
  channel() {
    let heard = 0;
    const channel = tracingChannel<string, object>('vivarium:call');
    const listener = (): void => {
      heard += 1;
    };
    const all = { start: listener, end: listener, asyncStart: listener, asyncEnd: listener, error: listener };
    channel.subscribe(all);
    return () => {
      channel.unsubscribe(all);
      if (heard === 0) throw new Error('nothing was heard on the channel');
    };
  },
  metrics({ runtime }) {
    const timer = setInterval(() => void runtime.metrics(), SCRAPE_MS);
    return () => clearInterval(timer);
  },
  observer({ runtime }) {
    const observation = runtime.observe();
    let seen = 0;
    const over = (async () => {
      for await (const _ of observation) seen += 1;
    })();
    return () => {
      observation.close();
      void over.then(() => {
        if (seen === 0) throw new Error('nothing was seen');
      });
    };
  },
  /** Whoever has the page open: the stream over HTTP, to a process whose own work is not counted here. */
  async page({ runtime }) {
    const { url, close } = await runtime.observer();
    const program = join(import.meta.dirname, '..', 'watcher.js');
    const watcher = server(spawn(process.execPath, [program, url], { stdio: ['pipe', 'pipe', 'inherit'] }), 'watcher');
    await watcher.ready();
    return () => Promise.all([watcher.stop(), close()]);
  },
};

/** The last one: an SDK cannot be taken away again. */
function traces(): End {
  const exporter = new InMemorySpanExporter();
  new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
  const timer = setInterval(() => exporter.reset(), SCRAPE_MS);
  return () => clearInterval(timer);
}

export async function listening(): Promise<Figures> {
  const started = await startPool({});
  const seen: Record<string, number[]> = {};
  const measure = async (name: string, listen: Listener): Promise<void> => {
    const end = await listen(started);
    await pacedUs(started);
    seen[name] = [...(seen[name] ?? []), await pacedUs(started)];
    await end();
  };
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, listen] of Object.entries(LISTENERS)) await measure(name, listen);
  for (let round = 0; round < ROUNDS; round++) await measure('traces', traces);
  await started.runtime.stop();
  return Object.fromEntries(Object.entries(seen).map(([name, costs]) => [`${name}Us`, median(costs)]));
}

/** Node's CPU time for one call, at a steady pace. */
async function pacedUs({ workers }: Started): Promise<number> {
  const before = cpuUs(['self']);
  const begin = performance.now();
  const calls: Promise<unknown>[] = [];
  while (performance.now() - begin < WINDOW_MS) {
    const due = ((performance.now() - begin) * PER_SECOND) / 1_000;
    while (calls.length < due) calls.push(workers.call('add', { a: calls.length, b: 0.5 }));
    await pause(1);
  }
  const sums = await Promise.all(calls);
  if (sums.some((sum, n) => sum !== n + 0.5)) throw new Error('wrong answer');
  return (cpuUs(['self']) - before) / calls.length;
}
