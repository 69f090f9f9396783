/** So many sessions at once: opening them, and what they hold in memory while nobody uses them. */
import type { Figures } from '../subject.ts';
import { heapBytes, startPool } from './pool.ts';

const WARM_UP = 500;

export async function sessions({ count }: { count: number }): Promise<Figures> {
  const { runtime } = await startPool({}, { sessions: { max: count + WARM_UP, timeout: '1h', parkAfter: '1h' } });
  const open = (first: number, many: number): Promise<unknown> =>
    Promise.all(Array.from({ length: many }, (_, n) => runtime.sessions.open(`session-${first + n}`)));
  await open(0, WARM_UP);
  const before = await heapBytes();
  const begin = performance.now();
  await open(WARM_UP, count);
  const openMs = performance.now() - begin;
  if (runtime.sessions.size !== count + WARM_UP) throw new Error(`there are ${runtime.sessions.size} sessions`);
  const heapMb = ((await heapBytes()) - before) / 1_048_576;
  await runtime.stop();
  return { openMs, heapMb };
}
