/** A child is gone: was it told to, does it come back, and does its end end the supervisor? */
import { type ExitReason, isNormalExit } from '../../model/exit.ts';
import type { Restart } from '../../model/policy.ts';
import { ofChild } from './decision.ts';
import type { Command, Event, Instant } from './events.ts';
import { restart } from './restart.ts';
import { gone } from './start.ts';
import { type Entry, isAlive, retire, type State } from './state.ts';
import { end } from './stop.ts';

export function onExit(state: State, event: Event & { type: 'exit' }, at: Instant, out: Command[]): State {
  const entry = state.children.get(event.key);
  if (entry === undefined || entry.life !== event.life || !isAlive(entry)) return state;
  entry.lastExit = event.reason;
  if (entry.state === 'stopping') return gone(state, event.key, out);
  entry.state = 'stopped';
  if (comesBack(entry.spec.restart, event.reason)) return restart(state, event.key, entry, event.reason, at, out);
  retire(state, event.key, entry);
  const about = ofChild(entry, event.reason, at.now);
  if (endsSupervisor(state, entry)) {
    const { autoShutdown } = state.flags;
    return end(state, 'shutdown', { outcome: 'auto_shutdown', ...about, autoShutdown }, out);
  }
  const asExpected = entry.spec.restart === 'temporary' && isNormalExit(event.reason);
  if (!asExpected) out.push({ do: 'report', decision: { outcome: 'no_restart', ...about } });
  return state;
}

/** OTP's table of restart types and reasons. */
export function comesBack(restart: Restart, reason: ExitReason): boolean {
  return restart === 'permanent' || (restart === 'transient' && !isNormalExit(reason));
}

function endsSupervisor({ flags, children }: State, entry: Entry): boolean {
  if (!entry.spec.significant || flags.autoShutdown === 'never') return false;
  if (flags.autoShutdown === 'any_significant') return true;
  for (const other of children.values()) if (other.spec.significant && other.state !== 'stopped') return false;
  return true;
}
