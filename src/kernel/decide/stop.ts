/** The supervisor's own end: all children stop, last one first, then it exits. */
import type { ExitReason } from '../../model/exit.ts';
import { advance, task } from './advance.ts';
import type { Command } from './events.ts';
import type { State } from './state.ts';

export function end(state: State, reason: ExitReason, out: Command[]): State {
  return advance({ ...state, task: task({ kind: 'end', reason }, [...state.children.keys()], []) }, out);
}
