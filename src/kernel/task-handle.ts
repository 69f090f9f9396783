/** What whoever has started a task holds: its result, once, and the way to end it. */
import type { Ms } from '../model/clock.ts';
import { type Duration, formatMs, toMs } from '../model/duration.ts';
import { VivariumError } from '../model/errors.ts';
import { type ExitReason, formatExit } from '../model/exit.ts';
import { toShutdown } from './check.ts';
import type { Process } from './process.ts';
import type { Timers } from './timers.ts';

/** What has become of a task. */
export type TaskResult<T> = { readonly ok: T } | { readonly exit: ExitReason };

export interface Task<T> {
  /**
   * The result. Default timeout 5 s; a task that is linked to its caller ends with it, one that is not lives on.
   * @throws VivariumError `VIV_CALL_TIMEOUT`, or `VIV_STOPPED` (facts: `reason`; `cause`: what it threw) when it has ended without.
   */
  await(timeout?: Duration): Promise<T>;
  /** The result or the reason it ended with, as data; undefined after the timeout (default 5 s): the task lives on. */
  yield(timeout?: Duration): Promise<TaskResult<T> | undefined>;
  /**
   * Tells it to end and waits for that, killing it after the grace (default 5 s). Gives the result when it came all the
   * same, the reason when it ended otherwise than it was told (`killed`: after the grace), else undefined.
   */
  shutdown(grace?: Duration | 'brutal_kill'): Promise<TaskResult<T> | undefined>;
}

/** What a handle needs of the system its task runs in. */
interface Surroundings {
  readonly timers: Timers;
  turn(job: () => void): void;
}

export class TaskHandle<T> implements Task<T> {
  readonly #id: string;
  readonly #linked: boolean;
  readonly #surroundings: Surroundings;
  readonly #result: Promise<TaskResult<T>>;
  readonly #ended: Promise<ExitReason>;
  #settle: (result: TaskResult<T>) => void = () => undefined;
  #end: (reason: ExitReason) => void = () => undefined;
  #process: Process | undefined;
  /** Told to end, perhaps before it has begun. */
  #cancelled = false;

  constructor(id: string, linked: boolean, surroundings: Surroundings) {
    this.#id = id;
    this.#linked = linked;
    this.#surroundings = surroundings;
    this.#result = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Its process begins. */
  begun(process: Process): void {
    this.#process = process;
    process.watch((reason) => this.ended(reason));
    if (this.#cancelled) process.exit('shutdown');
  }

  settled(value: T): void {
    this.#settle({ ok: value });
  }

  /** It has ended, or never began. */
  ended(reason: ExitReason): void {
    this.#settle({ exit: reason });
    this.#end(reason);
  }

  async await(timeout: Duration = 5_000): Promise<T> {
    const timeoutMs = toMs(timeout, 'timeout');
    const result = await this.#within(timeoutMs);
    if (result === undefined) {
      if (this.#linked) void this.shutdown();
      throw new VivariumError('VIV_CALL_TIMEOUT', `task ${this.#id} took longer than ${formatMs(timeoutMs)}`, {
        task: this.#id,
        timeoutMs,
      });
    }
    if ('ok' in result) return result.ok;
    throw endedWithout(this.#id, result.exit);
  }

  yield(timeout: Duration = 5_000): Promise<TaskResult<T> | undefined> {
    return this.#within(toMs(timeout, 'timeout'));
  }

  async shutdown(grace: Duration | 'brutal_kill' = 5_000): Promise<TaskResult<T> | undefined> {
    const shutdown = toShutdown('grace', grace);
    this.#cancelled = true;
    this.#surroundings.turn(() => this.#process?.order('shutdown', shutdown));
    const reason = await this.#ended;
    const result = await this.#result;
    const asTold = reason === 'shutdown' || (shutdown === 'brutal_kill' && reason === 'killed');
    return 'exit' in result && asTold ? undefined : result;
  }

  #within(timeoutMs: Ms): Promise<TaskResult<T> | undefined> {
    const { timers } = this.#surroundings;
    return new Promise((resolve) => {
      const timer = timers.after(timeoutMs, () => resolve(undefined));
      void this.#result.then((result) => {
        timers.cancel(timer);
        resolve(result);
      });
    });
  }
}

function endedWithout(id: string, reason: ExitReason): VivariumError {
  const cause = typeof reason === 'string' ? undefined : reason.error;
  const what = `task ${id} ended without a result: ${formatExit(reason)}`;
  return new VivariumError('VIV_STOPPED', what, { task: id, reason }, { cause });
}
