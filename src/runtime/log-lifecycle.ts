/** The kernel's lifecycle events as log lines: loud when something broke, quiet when all goes as it should. */
import { type LifecycleEvent, sentence } from '../kernel/index.ts';
import { formatExit, isNormalExit } from '../model/exit.ts';
import type { Log } from '../model/log.ts';

export function logLifecycle(log: Log, event: LifecycleEvent): void {
  const { type, id, path, incarnation, reason, restart, giveUp } = event;
  const facts = {
    actor: path,
    ...subjectOf(id),
    incarnation,
    ...(reason === undefined ? {} : { reason: formatExit(reason) }),
    ...(restart === undefined ? {} : { restart }),
    ...(giveUp === undefined ? {} : { giveUp }),
  };
  const supervisor = path.slice(0, -`/${id}`.length);
  const why = reason === undefined ? '' : `: ${formatExit(reason)}`;
  // A process's crash has a report of its own, which says more.
  if (type === 'exit' && reason !== undefined && !isNormalExit(reason) && !/^(worker:|agent:.*\/)/.test(id))
    log.error(facts, `${id}#${incarnation} crashed${why}`);
  else if (type === 'start_failed') log.error(facts, `${id}#${incarnation} did not start${why}`);
  else if (giveUp !== undefined) log.error(facts, sentence(supervisor, giveUp));
  else if (restart !== undefined) log.warn(facts, sentence(supervisor, restart));
  else log.debug(facts, `${id}#${incarnation} ${type}${why}`);
}

/** `worker` is its whole name, as in a crash report; `session` what the service calls it. */
function subjectOf(id: string): { readonly worker?: string; readonly session?: string } {
  if (id.startsWith('worker:')) return { worker: id };
  return id.startsWith('session:') ? { session: id.slice('session:'.length) } : {};
}
