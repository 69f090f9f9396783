/** What one of each holds in memory while nothing happens: a worker, a session, a stream. */
import type { PoolOptions } from '../../src/index.ts';
import type { Figures } from '../subject.ts';
import { heapBytes, pssMb, startPool } from './pool.ts';

const WORKERS = 4;
const SESSIONS = 2_000;
const STREAMS = 500;

export async function idle(options: Partial<PoolOptions>): Promise<Figures> {
  const { runtime, workers } = await startPool(
    { ...options, size: WORKERS, concurrency: STREAMS },
    { sessions: { max: SESSIONS, timeout: '1h', parkAfter: '1h' } },
  );
  const workerPssMb = pssMb(workers.workers().map(({ pid }) => pid)) / WORKERS;
  const before = await heapBytes();
  for (let n = 0; n < SESSIONS; n++) await runtime.sessions.open(`session-${n}`);
  const withSessions = await heapBytes();
  const streams = Array.from({ length: STREAMS }, () => workers.stream('dicts', { count: 1_000 }));
  await Promise.all(streams.map((stream) => stream.next()));
  const withStreams = await heapBytes();
  await Promise.all(streams.map((stream) => stream.return?.()));
  await runtime.stop();
  return {
    workerPssMb,
    sessionBytes: (withSessions - before) / SESSIONS,
    streamBytes: (withStreams - withSessions) / STREAMS,
  };
}
