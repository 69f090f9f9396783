/** Gets on with the task in hand: the next stop, else the next start, else it is finished. */
import type { Command } from './events.ts';
import { type Entry, isAlive, isDynamic, type Key, retire, type State, type Task } from './state.ts';

/** The task for a goal, not begun yet. `stop` and `start` are in start order. */
export function task(goal: Task['goal'], stop: readonly Key[], start: readonly Key[]): Task {
  return { goal, stop, start, stopsLeft: stop.length, startsDone: 0, waiting: 0 };
}

export function advance(state: State, out: Command[]): State {
  const { task } = state;
  if (task === undefined || task.waiting > 0) return state;
  while (task.stopsLeft > 0) {
    const key = task.stop[--task.stopsLeft] as Key;
    const entry = state.children.get(key);
    if (entry === undefined || !settle(state, key, entry, out)) continue;
    task.waiting++;
    if (!isDynamic(state)) return state;
  }
  if (task.waiting > 0) return state;
  while (task.startsDone < task.start.length) {
    const key = task.start[task.startsDone++] as Key;
    const entry = state.children.get(key);
    if (entry === undefined) continue;
    task.waiting = 1;
    return begin(state, key, entry, out);
  }
  return finish({ ...state, task: undefined }, task.goal, out);
}

/** One thing waited for has come. */
export function arrived(state: State): State {
  if (state.task !== undefined) state.task.waiting--;
  return state;
}

/** Orders a child to stop; false when there is nothing to wait for. */
function settle(state: State, key: Key, entry: Entry, out: Command[]): boolean {
  if (entry.state === 'backoff') out.push({ do: 'forget_wait', key });
  if (isAlive(entry)) {
    entry.state = 'stopping';
    out.push({ do: 'stop', key, life: entry.life, shutdown: entry.spec.shutdown });
    return true;
  }
  retire(state, key, entry);
  return false;
}

function begin(state: State, key: Key, entry: Entry, out: Command[]): State {
  if (entry.state === 'backoff') out.push({ do: 'forget_wait', key });
  entry.state = 'starting';
  entry.life = state.lives + 1;
  entry.incarnation++;
  entry.startedAt = Infinity;
  out.push({ do: 'start', key, life: entry.life, incarnation: entry.incarnation, spec: entry.spec });
  return { ...state, lives: entry.life };
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
