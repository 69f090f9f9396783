/** Gets on with the task in hand: the next stop, else the next start, else it is finished. */
import type { Command } from './events.ts';
import { type Entry, isAlive, isDynamic, type Key, put, retire, type State, type Task } from './state.ts';

/** The task for a goal, not begun yet. `stop` and `start` are in start order. */
export function task(goal: Task['goal'], stop: readonly Key[], start: readonly Key[]): Task {
  return { goal, stop, start, stopsLeft: stop.length, startsDone: 0, waiting: 0 };
}

export function advance(state: State, out: Command[]): State {
  let task = state.task;
  if (task === undefined || task.waiting > 0) return state;
  while (task.stopsLeft > 0) {
    const key = task.stop[task.stopsLeft - 1] as Key;
    const entry = state.children.get(key);
    task = { ...task, stopsLeft: task.stopsLeft - 1 };
    if (entry === undefined || !settle(state, key, entry, out)) continue;
    task = { ...task, waiting: task.waiting + 1 };
    if (!isDynamic(state)) return { ...state, task };
  }
  if (task.waiting > 0) return { ...state, task };
  while (task.startsDone < task.start.length) {
    const key = task.start[task.startsDone] as Key;
    const entry = state.children.get(key);
    task = { ...task, startsDone: task.startsDone + 1 };
    if (entry === undefined) continue;
    return begin({ ...state, task: { ...task, waiting: 1 } }, key, entry, out);
  }
  return finish({ ...state, task: undefined }, task.goal, out);
}

/** One thing waited for has come. */
export function arrived(state: State): State {
  return state.task === undefined ? state : { ...state, task: { ...state.task, waiting: state.task.waiting - 1 } };
}

/** Orders a child to stop; false when there is nothing to wait for. */
function settle(state: State, key: Key, entry: Entry, out: Command[]): boolean {
  if (entry.state === 'backoff') out.push({ do: 'forget_wait', key });
  if (isAlive(entry)) {
    put(state, key, entry, { state: 'stopping' });
    out.push({ do: 'stop', key, life: entry.life, shutdown: entry.spec.shutdown });
    return true;
  }
  retire(state, key, entry);
  return false;
}

function begin(state: State, key: Key, entry: Entry, out: Command[]): State {
  if (entry.state === 'backoff') out.push({ do: 'forget_wait', key });
  const life = state.lives + 1;
  const incarnation = entry.incarnation + 1;
  put(state, key, entry, { state: 'starting', life, incarnation, startedAt: Infinity });
  out.push({ do: 'start', key, life, incarnation, spec: entry.spec });
  return { ...state, lives: life };
}

function finish(state: State, goal: Task['goal'], out: Command[]): State {
  switch (goal.kind) {
    case 'boot':
      out.push({ do: 'ready' });
      break;
    case 'terminate_child':
      out.push({ do: 'reply', to: goal.to, answer: { done: true } });
      break;
    case 'end':
      out.push({ do: 'exit', reason: goal.reason });
      break;
  }
  return state;
}
