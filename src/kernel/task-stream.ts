/** Many tasks, a few at a time: their results in the order of the items. */
import { type Duration, toMs } from '../model/duration.ts';
import { VivariumError } from '../model/errors.ts';
import { checkCount, checkOptions, oneOf } from './check.ts';
import type { Task, TaskResult } from './task-handle.ts';

export interface StreamOptions {
  /** How many run, or wait to be taken, at once. Default 8. */
  readonly maxConcurrency?: number;
  /** For each item, from its start. Default 5 s. */
  readonly timeout?: Duration;
  /** One that takes too long ends the whole stream (`exit`, default), or it alone is ended and is `{ exit: 'timeout' }`. */
  readonly onTimeout?: 'exit' | 'kill_task';
}

interface Running<T> {
  readonly task: Task<T>;
  readonly result: Promise<TaskResult<T> | undefined>;
}

export function streamOf<I, T>(
  items: Iterable<I> | AsyncIterable<I>,
  start: (item: I) => Task<T>,
  options: StreamOptions = {},
): AsyncGenerator<TaskResult<T>, void, undefined> {
  checkOptions('asyncStream', options, ['maxConcurrency', 'timeout', 'onTimeout']);
  const { maxConcurrency = 8, timeout = 5_000, onTimeout = 'exit' } = options;
  const timeoutMs = toMs(timeout, 'timeout');
  oneOf('onTimeout', onTimeout, ['exit', 'kill_task']);
  checkCount('maxConcurrency', maxConcurrency, 1);

  async function resultOf({ task, result }: Running<T>): Promise<TaskResult<T>> {
    const inTime = await result;
    if (inTime !== undefined) return inTime;
    if (onTimeout === 'kill_task') return (await task.shutdown('brutal_kill')) ?? { exit: 'timeout' };
    throw new VivariumError('VIV_CALL_TIMEOUT', `a task of the stream took longer than ${timeoutMs} ms`, { timeoutMs });
  }

  async function* run(): AsyncGenerator<TaskResult<T>, void, undefined> {
    const running: Running<T>[] = [];
    try {
      for await (const item of items) {
        const task = start(item);
        running.push({ task, result: task.yield(timeoutMs) });
        if (running.length === maxConcurrency) yield* first();
      }
      while (running.length > 0) yield* first();
    } finally {
      await Promise.all(running.map(({ task }) => task.shutdown()));
    }

    async function* first(): AsyncGenerator<TaskResult<T>, void, undefined> {
      const [oldest] = running;
      if (oldest === undefined) return;
      yield await resultOf(oldest);
      running.shift();
    }
  }
  return run();
}
