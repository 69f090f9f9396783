/** What supervisors decided and what happened to lives, in the observer's words. */
import { type Explanation, type LifecycleEvent, sentence } from '../../kernel/index.ts';
import { formatExit } from '../../model/exit.ts';
import type { Redact } from '../redact.ts';
import type { News } from './messages.ts';
import type { DecisionRow, DepartedRow } from './types.ts';

export function decisionRow(explanation: Explanation, redact: Redact): DecisionRow {
  const { at, wall, supervisor, path, outcome } = explanation;
  return { at, wall, supervisor, path, outcome, sentence: textOf(explanation.sentence, redact) };
}

/** An actor's end; undefined for what is none. */
export function departedRow(event: LifecycleEvent, redact: Redact): DepartedRow | undefined {
  const { type, path, id, incarnation, reason, at, wall } = event;
  if ((type !== 'exit' && type !== 'stopped') || reason === undefined) return undefined;
  return { path, id, incarnation, reason: textOf(formatExit(reason), redact), ordered: type === 'stopped', at, wall };
}

export function lifecycleNews(event: LifecycleEvent, departed: DepartedRow | undefined, redact: Redact): News {
  const { type, path, id, incarnation, reason, wall } = event;
  const decision = event.restart ?? event.giveUp;
  const says = decision === undefined ? undefined : sentence(path.slice(0, -`/${id}`.length), decision);
  return {
    type: 'lifecycle',
    what: type,
    path,
    id,
    incarnation,
    wall,
    ...(reason === undefined ? {} : { reason: textOf(formatExit(reason), redact) }),
    ...(says === undefined ? {} : { says: textOf(says, redact) }),
    ...(departed === undefined ? {} : { departed }),
  };
}

function textOf(text: string, redact: Redact): string {
  return String(redact(text, ['says']));
}
