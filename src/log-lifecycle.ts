/** The kernel's lifecycle events as log lines: loud when something broke, quiet when all goes as it should. */
import type { LifecycleEvent } from './kernel/index.ts';
import { formatMs } from './model/duration.ts';
import { formatExit, isNormalExit } from './model/exit.ts';
import type { Log } from './model/log.ts';

export function logLifecycle(log: Log, event: LifecycleEvent): void {
  const { type, id, path, incarnation, reason, restart } = event;
  const facts = {
    actor: path,
    incarnation,
    ...(reason === undefined ? {} : { reason: formatExit(reason) }),
    ...(restart === undefined ? {} : { restart }),
  };
  const why = reason === undefined ? '' : `: ${formatExit(reason)}`;
  // A worker's crash has a report of its own, which says more.
  if (type === 'exit' && reason !== undefined && !isNormalExit(reason) && !id.startsWith('worker:'))
    log.error(facts, `${id}#${incarnation} crashed${why}`);
  else if (type === 'start_failed') log.error(facts, `${id}#${incarnation} did not start${why}`);
  else if (type === 'escalated') log.error(facts, `${id} gives up after too many restarts`);
  else if (type === 'restarting' && restart !== undefined) {
    const wait = restart.delayMs > 0 ? `, in ${formatMs(restart.delayMs)}` : '';
    log.warn(
      facts,
      `${id} restarts (${restart.attempt} of ${restart.intensity} in ${formatMs(restart.periodMs)}${wait})`,
    );
  } else log.debug(facts, `${id}#${incarnation} ${type}${why}`);
}
