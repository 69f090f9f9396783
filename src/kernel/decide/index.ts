/**
 * The supervisor's heart: what it knows and what it hears, in; what it knows then and what is to be done, out.
 * No clock, no I/O, no actors: OTP's `supervisor`, clause by clause, plus backoff.
 */
import type { Command, Event, Instant } from './events.ts';
import { onExit } from './exit.ts';
import { serve } from './requests.ts';
import { onDue, onRetry } from './restart.ts';
import { boot, onFailed, onStarted } from './start.ts';
import type { State } from './state.ts';
import { end } from './stop.ts';

/**
 * One step. What the state owns is changed in place (see {@link State}): the state given is used up,
 * the one returned takes its place.
 */
export function decide(state: State, event: Event, at: Instant): [State, Command[]] {
  const out: Command[] = [];
  return [react(state, event, at, out), out];
}

function react(state: State, event: Event, at: Instant, out: Command[]): State {
  switch (event.type) {
    case 'boot':
      return boot(state, out);
    case 'started':
    case 'ignored':
      return onStarted(state, event, at, out);
    case 'failed':
      return onFailed(state, event, at, out);
    case 'exit':
      return onExit(state, event, at, out);
    case 'retry':
      return onRetry(state, event, at, out);
    case 'due':
      return onDue(state, event, at, out);
    case 'shutdown':
      return end(state, event.reason, { outcome: 'stop', at: at.now, reason: event.reason }, out);
    case 'request':
      return serve(state, event.to, event.request, at, out);
  }
}

/**
 * Whether the event can be handled now. A supervisor does one thing at a time: while it starts or stops
 * something it hears only about that; the rest waits its turn, in order of arrival. The exception is ours:
 * an order to end reaches a supervisor that is still booting, so that a program can be stopped while it starts.
 */
export function accepts(state: State, event: Event): boolean {
  if (state.task === undefined) return true;
  switch (event.type) {
    case 'started':
    case 'ignored':
    case 'failed':
      return true;
    case 'exit':
      return state.children.get(event.key)?.state === 'stopping';
    case 'shutdown':
      return state.task.goal.kind === 'boot';
    default:
      return false;
  }
}
