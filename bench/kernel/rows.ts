/** All rows of one subject: each thing it can do is timed, and a wrong answer is an error. */
import { median, quantile } from '../measure.ts';
import type { Crowd, Subject } from './subject.ts';

/** `spawn`, `send`, `call`: per second. `start.N`, `stop.N`: ms. `restart.N`, `restart99.N`: µs. `memory`: bytes. */
export type Rows = Record<string, number>;

export interface Plan {
  /** How long spawn, send and call are measured, each. */
  readonly windowMs: number;
  /** How many children crash, one after another, in each crowd. */
  readonly crashes: number;
  readonly crowds: readonly number[];
}

const BATCH = 10_000;
/** Steps over the children, so that those which crash one after another are far apart. */
const STRIDE = 7_919;

export async function rowsOf(subject: Subject, plan: Plan): Promise<Rows> {
  const rows: Rows = {};
  for (const name of ['spawn', 'send', 'call'] as const) {
    if (subject[name] !== undefined) rows[name] = await rate(plan.windowMs, async () => subject[name]?.(BATCH));
  }
  if (subject.crowd === undefined) return rows;
  for (const size of plan.crowds) Object.assign(rows, await crowdRows(await subject.crowd(size), size, plan.crashes));
  return { ...rows, memory: await memory(subject.crowd) };
}

async function rate(windowMs: number, batch: () => Promise<number | undefined>): Promise<number> {
  const start = performance.now();
  let elapsed = 0;
  let done = 0;
  do {
    expect(await batch(), BATCH);
    done += BATCH;
    elapsed = performance.now() - start;
  } while (elapsed < windowMs);
  return (1_000 * done) / elapsed;
}

async function crowdRows(crowd: Crowd, size: number, crashes: number): Promise<Rows> {
  const rows: Rows = {};
  rows[`start.${size}`] = await timed(() => crowd.start());
  expect(await crowd.alive(), size);
  if (crowd.restart !== undefined) {
    const latencies: number[] = [];
    for (let i = 1; i <= crashes; i++) latencies.push(1_000 * (await crowd.restart((i * STRIDE) % size)));
    if (!latencies.every((us) => us > 0)) throw new Error('wrong answer: a child did not restart');
    expect(await crowd.alive(), size);
    rows[`restart.${size}`] = median(latencies);
    rows[`restart99.${size}`] = quantile(
      latencies.toSorted((a, b) => a - b),
      0.99,
    );
  }
  rows[`stop.${size}`] = await timed(() => crowd.stop());
  expect(await crowd.alive(), 0);
  return rows;
}

/** Last of all: collecting the garbage by force shrinks the heap, and what runs next pays for it. */
async function memory(crowdOf: (size: number) => Promise<Crowd>): Promise<number> {
  const before = heapAfterCollection();
  const crowd = await crowdOf(BATCH);
  await crowd.start();
  const bytes = (heapAfterCollection() - before) / BATCH;
  expect(await crowd.alive(), BATCH);
  await crowd.stop();
  return bytes;
}

function heapAfterCollection(): number {
  if (globalThis.gc === undefined) throw new Error('run it with node --expose-gc');
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

async function timed(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function expect(seen: number | undefined, wanted: number): void {
  if (seen !== wanted) throw new Error(`wrong answer: ${seen} instead of ${wanted}`);
}
