/** What a call costs as something else grows: sessions, open streams, workers, calls that wait. It should stay level. */
import { cpuUs } from '../cpu.ts';
import { median } from '../measure.ts';
import type { Figures } from '../subject.ts';
import { type Started, startPool } from './pool.ts';

const CALLERS = 64;
const CALLS = 8_192;
const WINDOWS = 5;

/** Node's CPU time for one call, when `call` is asked by so many at once. */
async function costUs(call: (n: number) => Promise<unknown>, callers = CALLERS): Promise<number> {
  const windows: number[] = [];
  for (let window = 0; window <= WINDOWS; window++) {
    const before = cpuUs(['self']);
    let next = 0;
    const caller = async (): Promise<void> => {
      while (next < CALLS) {
        const n = next++;
        if ((await call(n)) !== n + 0.5) throw new Error('wrong answer');
      }
    };
    await Promise.all(Array.from({ length: callers }, caller));
    windows.push((cpuUs(['self']) - before) / CALLS);
  }
  return median(windows.slice(1)); // the first one warms up
}

const add =
  ({ workers }: Started) =>
  (n: number) =>
    workers.call('add', { a: n, b: 0.5 });

async function bySessions(levels: readonly number[]): Promise<Figures> {
  const most = levels.at(-1) ?? 0;
  const started = await startPool({}, { sessions: { max: most, timeout: '1h', parkAfter: '1h' } });
  const figures: Record<string, number> = {};
  for (const level of levels) {
    for (let n = started.runtime.sessions.size; n < level; n++) await started.runtime.sessions.open(`session-${n}`);
    const call = (n: number) => started.workers.call('add', { a: n, b: 0.5 }, { session: `session-${n % level}` });
    figures[`${level}Us`] = await costUs(call);
  }
  await started.runtime.stop();
  return figures;
}

async function byStreams(levels: readonly number[]): Promise<Figures> {
  const started = await startPool({ size: 2, concurrency: levels.at(-1) ?? 0 });
  const figures: Record<string, number> = {};
  const open: AsyncIterator<unknown>[] = [];
  for (const level of levels) {
    while (open.length < level) {
      const stream = started.workers.stream('dicts', { count: 1_000 });
      await stream.next();
      open.push(stream);
    }
    figures[`${level}Us`] = await costUs(add(started));
  }
  await Promise.all(open.map((stream) => stream.return?.()));
  await started.runtime.stop();
  return figures;
}

/** Each worker has as many callers as one has alone: what is shared by a batch would be another thing else. */
async function byWorkers(levels: readonly number[]): Promise<Figures> {
  const figures: Record<string, number> = {};
  for (const size of levels) {
    const started = await startPool({ size });
    figures[`${size}Us`] = await costUs(add(started), size * CALLERS);
    await started.runtime.stop();
  }
  return figures;
}

async function byQueue(levels: readonly number[]): Promise<Figures> {
  const started = await startPool({});
  const figures: Record<string, number> = {};
  const burst = async (calls: number): Promise<number> => {
    const before = cpuUs(['self']);
    await Promise.all(Array.from({ length: calls }, (_, n) => add(started)(n)));
    return (cpuUs(['self']) - before) / calls;
  };
  await burst(CALLS);
  for (const level of levels)
    figures[`${level}Us`] = median([await burst(level), await burst(level), await burst(level)]);
  await started.runtime.stop();
  return figures;
}

const OF = { sessions: bySessions, streams: byStreams, workers: byWorkers, queue: byQueue };

export function scale({ of, levels }: { of: keyof typeof OF; levels: readonly number[] }): Promise<Figures> {
  return OF[of](levels);
}
