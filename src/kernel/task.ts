/**
 * `task`: one run of a function as xstate logic, Elixir's Task. It ends when the function does: `normal`, or with what it
 * threw. Told to end, it tells the function by its signal and waits for it, for as long as its `shutdown` allows.
 */
import type { ActorLogic, AnyActorRef, Snapshot } from 'xstate';
import { BadConfig } from '../model/errors.ts';
import type { ExitOutput, ExitReason } from '../model/exit.ts';
import { abortAtEnd } from './abort.ts';
import type { ExitEvent, Life, ShutdownEvent } from './life.ts';
import { processOf } from './process.ts';
import { link } from './signals.ts';

/** What the function of a task is handed. */
export interface TaskScope {
  /** Aborted when the task is to end, and when it has ended. */
  readonly signal: AbortSignal;
  readonly life: Life;
}

export type TaskFunction<T> = (scope: TaskScope) => T | Promise<T>;

/** Posted by the task to itself when its function is through. */
interface SettledEvent {
  readonly type: 'vivarium.task';
  readonly thrown?: { readonly error: unknown };
}

type TaskSnapshot = Snapshot<ExitOutput> & {
  readonly controller: AbortController;
  /** Why it was told to end, once it has been. */
  readonly told?: ExitReason;
};
export type TaskLogic = ActorLogic<TaskSnapshot, SettledEvent | ShutdownEvent | ExitEvent>;

/** What else whoever started the task wants of it. */
interface TaskHooks<T> {
  /** Told of the result before the task ends. */
  readonly settled?: (value: T) => void;
  /** Linked to the task before the function runs. */
  readonly caller?: AnyActorRef | undefined;
}

/**
 * A task as a child of any supervisor.
 *
 * @example child('migrate', task(({ signal }) => migrate(db, { signal })), { restart: 'transient' })
 */
export function task<T>(fn: TaskFunction<T>): TaskLogic {
  return taskLogic(fn, {});
}

export function taskLogic<T>(fn: TaskFunction<T>, { settled, caller }: TaskHooks<T>): TaskLogic {
  if (typeof fn !== 'function') throw new BadConfig('task(fn)', fn, 'a function');
  return {
    ...{ events: ['SHUTDOWN'] }, // as a machine's: it is asked to end, not ended
    getInitialSnapshot: () => ({
      status: 'active',
      output: undefined,
      error: undefined,
      controller: new AbortController(),
    }),
    start({ controller }, { self }) {
      const process = processOf(self);
      if (process === undefined)
        throw new BadConfig('task', self.id, 'to be started by createSystem().start(…) or by a supervisor');
      abortAtEnd(process, controller);
      if (caller !== undefined) link(self, caller);
      const post = (event: SettledEvent): void => {
        if (!process.dead) self.send(event);
      };
      new Promise<T>((resolve) => resolve(fn({ signal: controller.signal, life: process }))).then(
        (value) => {
          settled?.(value);
          post({ type: 'vivarium.task' });
        },
        (error) => post({ type: 'vivarium.task', thrown: { error } }),
      );
    },
    transition(snapshot, event, { self }) {
      switch (event.type) {
        case 'SHUTDOWN':
          snapshot.controller.abort(event.reason);
          return { ...snapshot, told: event.reason };
        case 'EXIT':
          if (event.reason !== 'normal') processOf(self)?.exit(event.reason);
          return snapshot;
        case 'vivarium.task':
          return ended(snapshot, event);
        default:
          return snapshot;
      }
    },
    getPersistedSnapshot: (snapshot) => snapshot,
  };
}

/** One that was told to end ends as it was told, whatever its function made of it. */
function ended(snapshot: TaskSnapshot, { thrown }: SettledEvent): TaskSnapshot {
  if (thrown !== undefined && snapshot.told === undefined)
    return { ...snapshot, status: 'error', output: undefined, error: thrown.error };
  return { ...snapshot, status: 'done', output: { exit: snapshot.told ?? 'normal' }, error: undefined };
}
