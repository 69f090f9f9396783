/** Starts: the static children one after another, and what the outcome of a start means for the work in hand. */
import { type ExitReason, formatExit } from '../../model/exit.ts';
import { advance, arrived, task } from './advance.ts';
import { ofChild } from './decision.ts';
import type { Command, Event, Instant } from './events.ts';
import { again } from './restart.ts';
import { type Key, retire, type State } from './state.ts';
import { end } from './stop.ts';

export function boot(state: State, out: Command[]): State {
  return advance({ ...state, task: task({ kind: 'boot' }, [], [...state.children.keys()]) }, out);
}

/** A start succeeded: with an actor, or (`ignored`) without one. */
export function onStarted(
  state: State,
  event: Event & { type: 'started' | 'ignored' },
  at: Instant,
  out: Command[],
): State {
  const entry = state.children.get(event.key);
  const goal = state.task?.goal;
  if (entry?.life !== event.life || goal === undefined) return state;
  if (entry.state === 'stopping') return event.type === 'ignored' ? gone(state, event.key, out) : state;
  if (entry.state !== 'starting') return state;
  const ran = event.type === 'started';
  if (ran) {
    entry.state = 'running';
    entry.ran = entry.life;
    entry.startedAt = at.now;
  } else retire(state, event.key, entry);
  if (goal.kind === 'start_child' || goal.kind === 'restart_child') {
    const info = event.type === 'started' && event.info !== undefined ? { info: event.info } : {};
    out.push({ do: 'reply', to: goal.to, answer: { started: ran ? event.key : null, ...info } });
  }
  return advance(arrived(state), out);
}

/** A start failed. What had been started with it goes (boot), is tried again (restart), or stays as it was (requests). */
export function onFailed(state: State, event: Event & { type: 'failed' }, at: Instant, out: Command[]): State {
  const { key, life, reason } = event;
  const entry = state.children.get(key);
  const goal = state.task?.goal;
  if (entry?.life !== life || goal === undefined) return state;
  if (entry.state === 'stopping') return gone(state, key, out);
  if (entry.state !== 'starting') return state;
  entry.state = 'stopped';
  entry.lastExit = reason;
  const failure = { outcome: 'start_failed', ...ofChild(entry, reason, at.now) } as const;
  if (goal.kind === 'restart' || goal.kind === 'start_child' || goal.kind === 'restart_child')
    out.push({ do: 'report', decision: { ...failure, during: goal.kind } });
  switch (goal.kind) {
    case 'restart':
      putOff(state);
      return again({ ...state, task: undefined }, key, entry, reason, at, out);
    case 'start_child':
      state.children.delete(key);
      out.push({ do: 'reply', to: goal.to, answer: { error: reason } });
      return { ...state, task: undefined };
    case 'restart_child':
      out.push({ do: 'reply', to: goal.to, answer: { error: reason } });
      return { ...state, task: undefined };
    default:
      return end(state, failedToStart(entry.spec.id, reason), { ...failure, during: 'boot' }, out);
  }
}

/** What was to be started after it stays down until the next try: only the one that failed is being restarted. */
function putOff({ task, children }: State): void {
  for (let i = task?.startsDone ?? 0; i < (task?.start.length ?? 0); i++) {
    const later = children.get(task?.start[i] as Key);
    if (later?.state === 'restarting') later.state = 'stopped';
  }
}

/** A child that was told to stop is down, however it went. */
export function gone(state: State, key: string | number, out: Command[]): State {
  const entry = state.children.get(key);
  if (entry !== undefined) retire(state, key, entry);
  return advance(arrived(state), out);
}

/** A normal reason, as in OTP: a transient supervisor whose children can't start stays down. */
export function failedToStart(id: string, reason: ExitReason): ExitReason {
  return `shutdown:failed_to_start_child:${id}:${typeof reason === 'string' ? reason : formatExit(reason)}`;
}
