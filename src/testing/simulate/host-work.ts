/** The host tools of a simulated runtime: made and registered as any are, they do what their arguments say. */
import type { Ms } from '../../model/clock.ts';
import type { HostTool } from '../../tools/host-tool.ts';
import { tool } from '../../tools/tool.ts';
import type { HostCallBook } from './host-call-book.ts';
import type { OwnClock } from './own-clock.ts';
import type { Ask } from './tool.ts';

interface Input extends Pick<Ask, 'ms' | 'ends' | 'chunks'> {
  readonly key: string;
}

/** Few at once, so that some wait for their turn. */
const CONCURRENCY = 2;

export function hostWork(clock: OwnClock, book: HostCallBook): Readonly<Record<Ask['tool'], HostTool>> {
  const common = { description: 'A simulated host tool', concurrency: CONCURRENCY, timeout: '4s' } as const;

  return {
    host_work: tool({
      ...common,
      async execute(input: unknown, { signal }) {
        const { key, ms, ends } = input as Input;
        using _ = book.begins(key, signal);
        await work(clock, ms, ends, signal);
        return key;
      },
    }),
    host_count: tool({
      ...common,
      streaming: true,
      async *execute(input: unknown, { signal }) {
        const { key, ms, ends, chunks } = input as Input;
        using _ = book.begins(key, signal);
        for (let chunk = 0; chunk < chunks; chunk++) {
          await work(clock, ms, 'answer', signal);
          yield chunk;
        }
        await work(clock, ms, ends, signal);
      },
    }),
  };
}

/** @throws what the signal says, unless the tool is deaf */
async function work(clock: OwnClock, ms: Ms, ends: Ask['ends'], signal: AbortSignal): Promise<void> {
  if (ends === 'deaf') return clock.sleep(ms);
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      if (timer !== undefined) clock.clearTimeout(timer);
      reject(signal.reason);
    };
    const done = (): void => {
      signal.removeEventListener('abort', stop);
      resolve();
    };
    const timer = ends === 'sleep' ? undefined : clock.setTimeout(done, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
  if (ends === 'raise') throw new RangeError('as asked');
}
