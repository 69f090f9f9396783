/** The supervisor's own end: all children stop, last one first, then it exits. */
import type { ExitReason } from '../../model/exit.ts';
import { advance, task } from './advance.ts';
import { type EndCause, toStop } from './decision.ts';
import type { Command } from './events.ts';
import type { State } from './state.ts';

export function end(state: State, reason: ExitReason, because: EndCause, out: Command[]): State {
  const keys = [...state.children.keys()];
  out.push({ do: 'report', decision: { ...because, stops: toStop(state, keys) } });
  return advance({ ...state, task: task({ kind: 'end', reason }, keys, []) }, out);
}
