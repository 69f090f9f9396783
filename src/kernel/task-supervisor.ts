/** Elixir's Task.Supervisor: tasks come and go under it, and none of them is restarted. */
import type { AnyActorRef } from 'xstate';
import { BadConfig } from '../model/errors.ts';
import type { ExitReason } from '../model/exit.ts';
import { checkOptions } from './check.ts';
import { child } from './child.ts';
import { askSupervisor } from './client.ts';
import { Process, processOf } from './process.ts';
import { dynamicSupervisor, type SupervisorLogic } from './supervisor.ts';
import { type TaskFunction, taskLogic } from './task.ts';
import { type Task, TaskHandle, type TaskResult } from './task-handle.ts';
import { type StreamOptions, streamOf } from './task-stream.ts';

export interface TaskSupervisorOptions {
  /** A task beyond it is refused: it ends at once with `max_children`. Default: no limit. */
  readonly maxChildren?: number;
}

export interface AsyncOptions {
  /** Whose work it is: when one of the two ends other than normally, the other ends, too. Default: nobody's. */
  readonly caller?: AnyActorRef;
}

export interface Tasks {
  /** Starts a task that belongs to its caller: linked to it, and ended when `await` gives up. */
  async<T>(fn: TaskFunction<T>, options?: AsyncOptions): Task<T>;
  /** Starts a task on its own: its crash harms nobody, and `yield` gives it as data. */
  asyncNolink<T>(fn: TaskFunction<T>): Task<T>;
  /**
   * A task for each item, a few at a time; the results in the order of the items, crashes as data. Leaving the loop ends
   * those that run.
   *
   * @throws VivariumError `VIV_CALL_TIMEOUT` when an item takes too long, unless `onTimeout` is `kill_task`.
   */
  asyncStream<I, T>(
    items: Iterable<I> | AsyncIterable<I>,
    fn: (item: I, ...scope: Parameters<TaskFunction<T>>) => T | Promise<T>,
    options?: StreamOptions,
  ): AsyncGenerator<TaskResult<T>, void, undefined>;
}

/** A dynamic supervisor for {@link tasks}. @example child('jobs', taskSupervisor(), { name: 'jobs' }) */
export function taskSupervisor(options: TaskSupervisorOptions = {}): SupervisorLogic {
  checkOptions('taskSupervisor', options, ['maxChildren']);
  return dynamicSupervisor(options);
}

/**
 * Starts tasks under a task supervisor.
 *
 * @example const page = await tasks(jobs).async(({ signal }) => fetch(url, { signal })).await('10s');
 * @throws BadConfig when `ref` is no supervisor.
 */
export function tasks(ref: AnyActorRef): Tasks {
  const host = processOf(ref);
  if (host === undefined) throw new BadConfig('tasks(ref)', ref, 'the ref of a task supervisor');
  const { kernel } = host;

  function start<T>(fn: TaskFunction<T>, linked: boolean, caller?: AnyActorRef): Task<T> {
    const id = fn.name === '' ? 'task' : fn.name;
    const handle = new TaskHandle<T>(id, linked, kernel);
    const logic = taskLogic(fn, { caller, settled: (value) => handle.settled(value) });
    const spec = child(id, logic, {
      restart: 'temporary',
      input: (life) => life instanceof Process && handle.begun(life),
    });
    const refused = (reason: ExitReason): void => handle.ended(reason);
    askSupervisor(ref, { type: 'start_child', spec }, (result) => 'error' in result && refused(result.error), refused);
    return handle;
  }

  return {
    async: (fn, { caller } = {}) => start(fn, true, caller),
    asyncNolink: (fn) => start(fn, false),
    asyncStream: (items, fn, options) => streamOf(items, (item) => start((scope) => fn(item, scope), false), options),
  };
}
