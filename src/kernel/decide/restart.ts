/** Restarts: counted first, then carried out as the strategy says, at once or after a backoff. */
import type { Ms } from '../../model/clock.ts';
import type { ExitReason } from '../../model/exit.ts';
import { type Backoff, nextDelay } from '../../model/policy.ts';
import { advance, task } from './advance.ts';
import { ofChild, toStart, toStop } from './decision.ts';
import type { Command, Event, Instant } from './events.ts';
import type { Entry, Key, State } from './state.ts';
import { end } from './stop.ts';

/** A child ended and comes back; `entry` is down already. */
export function restart(state: State, key: Key, entry: Entry, reason: ExitReason, at: Instant, out: Command[]): State {
  const { strategy, intensity, periodMs } = state.flags;
  const counted = countOne(state, at.now);
  const count = { ...ofChild(entry, reason, at.now), strategy, attempt: counted, intensity, periodMs };
  if (counted > intensity) {
    entry.state = 'stopped';
    return end(state, 'shutdown', { outcome: 'give_up', ...count }, out);
  }
  const affected = affectedBy(state, key);
  const backoff = backoffOf(state, entry);
  const attempt = attemptOf(entry, backoff, at.now);
  const delayMs = delayOf(state, backoff, attempt, affected, at);
  const siblings = { stops: toStop(state, affected, key), starts: toStart(state, affected, key) };
  out.push({ do: 'report', decision: { outcome: 'restart', ...count, delayMs, ...siblings } });
  const waits = delayMs > 0;
  entry.state = waits ? 'backoff' : 'restarting';
  entry.attempt = attempt;
  entry.dueAt = at.now + delayMs;
  if (waits) out.push({ do: 'wait', key, life: entry.life, delayMs });
  return sweep(state, key, affected, !waits, out);
}

/** One restart more, and how many there are now within the period; the older ones do not count any more. */
function countOne({ restarts, flags }: State, now: Ms): number {
  restarts.push(now);
  const start = now - flags.periodMs;
  for (let oldest = restarts.peek(); oldest !== undefined && oldest < start; oldest = restarts.peek()) restarts.shift();
  return restarts.size;
}

/** A start within a restart failed. OTP's way: the supervisor reminds itself, so that others are served in between. */
export function again(state: State, key: Key, entry: Entry, reason: ExitReason, at: Instant, out: Command[]): State {
  if (backoffOf(state, entry) !== undefined) return restart(state, key, entry, reason, at, out);
  entry.state = 'restarting';
  out.push({ do: 'retry', key });
  return state;
}

export function onRetry(state: State, event: Event & { type: 'retry' }, at: Instant, out: Command[]): State {
  const entry = state.children.get(event.key);
  if (entry?.state !== 'restarting') return state;
  return restart(state, event.key, entry, entry.lastExit ?? 'normal', at, out);
}

export function onDue(state: State, event: Event & { type: 'due' }, _at: Instant, out: Command[]): State {
  const entry = state.children.get(event.key);
  if (entry?.state !== 'backoff' || entry.life !== event.life) return state;
  entry.state = 'restarting';
  return sweep(state, event.key, affectedBy(state, event.key), true, out);
}

/** Stops what the strategy takes down with `key` and, when the time has come, starts it all in order. */
function sweep(state: State, key: Key, affected: readonly Key[], startNow: boolean, out: Command[]): State {
  const stop = affected.filter((each) => each !== key);
  // Temporary ones leave the table as they stop.
  return advance({ ...state, task: task({ kind: 'restart' }, stop, startNow ? affected : []) }, out);
}

function affectedBy(state: State, key: Key): readonly Key[] {
  switch (state.flags.strategy) {
    case 'one_for_all':
      return [...state.children.keys()];
    case 'rest_for_one': {
      const keys = [...state.children.keys()];
      return keys.slice(keys.indexOf(key));
    }
    default:
      return [key];
  }
}

/** A child that lived long enough begins anew. */
function attemptOf(entry: Entry, backoff: Backoff | undefined, now: Ms): number {
  const healthy = backoff !== undefined && now - entry.startedAt >= backoff.healthyAfter;
  return healthy ? 1 : entry.attempt + 1;
}

/** Its own backoff, but not before that of a sibling which is restarted with it. */
function delayOf(
  state: State,
  backoff: Backoff | undefined,
  attempt: number,
  affected: readonly Key[],
  at: Instant,
): Ms {
  let delay = backoff === undefined ? 0 : nextDelay(backoff, attempt, { next: () => at.chance });
  for (const key of affected) {
    const other = state.children.get(key);
    if (other?.state === 'backoff') delay = Math.max(delay, other.dueAt - at.now);
  }
  return delay;
}

function backoffOf(state: State, entry: Entry): Backoff | undefined {
  return (entry.spec.backoff ?? state.flags.backoff) || undefined;
}
