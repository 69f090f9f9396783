/** What others may ask of a supervisor, with OTP's answers. */
import { advance, task } from './advance.ts';
import type { Decision } from './decision.ts';
import type { Answer, Command, Instant, Request } from './events.ts';
import { type Entry, isAlive, isDynamic, type Key, keepsPlace, newEntry, type State } from './state.ts';

export function serve(state: State, to: number, request: Request, at: Instant, out: Command[]): State {
  const reply = (answer: Answer): State => {
    out.push({ do: 'reply', to, answer });
    return state;
  };
  if (request.type === 'start_child') {
    const { spec } = request;
    if (isDynamic(state)) {
      if (state.children.size >= state.flags.maxChildren) return reply({ error: 'max_children' });
      return start(state, state.lives + 1, newEntry(spec), { kind: 'start_child', to }, out);
    }
    if (spec.significant && state.flags.autoShutdown === 'never') return reply({ error: 'bad_combination' });
    const known = state.children.get(spec.id);
    if (known !== undefined)
      return reply(isAlive(known) ? { error: 'already_started', running: spec.id } : { error: 'already_present' });
    return start(state, spec.id, newEntry(spec), { kind: 'start_child', to }, out);
  }
  const { key, life } = request;
  if (isDynamic(state) && typeof key === 'string') return reply({ error: 'simple_one_for_one' });
  if (!isDynamic(state) && life !== undefined) return reply({ error: 'not_found' });
  const entry = state.children.get(key);
  if (entry === undefined || (life !== undefined && life !== entry.ran)) return reply({ error: 'not_found' });
  if (request.type === 'terminate_child') {
    if (entry.state !== 'stopped') out.push({ do: 'report', decision: terminated(state, entry, at) });
    const stopping = { ...state, task: task({ kind: 'terminate_child', to }, [key], []) };
    return advance(stopping, out);
  }
  if (isAlive(entry)) return reply({ error: 'running' });
  if (entry.state !== 'stopped') return reply({ error: 'restarting' });
  if (request.type === 'restart_child') return start(state, key, entry, { kind: 'restart_child', to }, out);
  state.children.delete(key);
  return reply({ done: true });
}

function terminated(state: State, entry: Entry, at: Instant): Decision {
  const { id, restart } = entry.spec;
  const about = { at: at.now, id, incarnation: entry.incarnation, restart };
  return { outcome: 'terminate', ...about, was: entry.state, kept: keepsPlace(state, entry) };
}

function start(
  state: State,
  key: Key,
  entry: Entry,
  goal: { kind: 'start_child' | 'restart_child'; to: number },
  out: Command[],
): State {
  state.children.set(key, entry);
  return advance({ ...state, task: task(goal, [], [key]) }, out);
}
