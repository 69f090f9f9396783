/** What the pictures show: two pools under an even load, sessions, streams, until it is told to stop. */
import { join } from 'node:path';
import { pino } from 'pino';
import { createRuntime, pool } from '../../src/index.ts';

interface Tools {
  classify(args: { ms?: number }): string;
  embed(args: { ms?: number }): number[];
  generate(args: { words?: number; ms?: number }): Iterable<string>;
  fault(args: Record<string, never>): undefined;
}

const adapter = join(import.meta.dirname, 'adapter.py');
const backoff = { initial: '1500ms', max: '8s' } as const;

export function stage() {
  return createRuntime({
    logger: pino({ level: 'silent' }),
    pools: {
      ml: pool<Tools>({ adapter, size: 4, concurrency: 4, intensity: 5, period: '30s', backoff }),
      llm: pool<Tools>({ adapter, size: 2, concurrency: 2, intensity: 3, period: '60s', backoff }),
    },
  });
}

export type Stage = ReturnType<typeof stage>;

/** Keeps `callers` calls under way; resolves when all have ended after the signal. */
export async function load(
  { pools: { ml, llm }, sessions }: Stage,
  callers: number,
  signal: AbortSignal,
): Promise<void> {
  for (const name of ['user-42', 'user-7', 'nightly-batch']) await sessions.get(name).set('language', 'en');
  const until = async (work: () => Promise<unknown>): Promise<void> => {
    while (!signal.aborted) await work().catch(() => {}); // a call whose worker was killed fails, and is counted
  };
  const chat = async (): Promise<void> => {
    for await (const _ of llm.stream('generate', {})) if (signal.aborted) return;
  };
  const sessioned = () => sessions.get('user-42').call('llm', 'embed', {});
  await Promise.all([
    ...Array.from({ length: callers }, () => until(() => ml.call('classify', {}))),
    until(chat),
    until(chat),
    until(sessioned),
  ]);
}
